"""From an entry to the values of a page, as plain data that a digest can be made of."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from django.db import models

from resources.codes import LocationKind
from resources.models import Location
from resources.models.rows import ADDRESS_FIELDS
from taxonomy.models import Concept

from ..markdown import to_blocks
from ..text import clean, excerpt, one_line
from .addresses import Withheld
from .conditions import Scope, holds
from .expressions import evaluate
from .fields import conversion, is_many, is_page_link, is_rows, is_stream
from .mapping import Rule
from .rows import problem_of

Values = dict[str, Any]
Remark = Callable[[str], None]
SHOWN: Final = 60
OF_THE_FIELD: Final = {"first", "formats", "region", "quiet"}
"""What says how a value is read, not where it comes from."""
GIVEN_ROW_KEYS: Final = ("each", "when")


@dataclass
class Builder:
    """Makes the values of one page. ``remark`` is told of odd values, which are left out; ``page_of`` knows the page of an organisation's id."""

    remark: Remark
    page_of: Callable[[str], int | None]
    withheld: Withheld = field(default_factory=Withheld)

    def page(self, rule: Rule, scope: Scope) -> Values:
        """The values of all fields that ``rule`` names, empty ones too, with nothing of a withheld address in them."""
        values = {name: self._field(rule.model, name, one, scope) for name, one in rule.fields.items()}
        shown = {name: value for name, value in values.items() if name != "locations"}
        return {**values, **self.withheld.without(shown)}

    def _field(self, model: type[models.Model], name: str, rule: Any, scope: Scope, quiet: bool = False) -> Any:
        """The value of one field or relation."""
        found: Any = model._meta.get_field(name)
        if is_rows(found):
            return [row for one in rule for row in self._rows(found.related_model, one, scope)]
        if is_stream(found):
            return [block for one in rule for block in self._blocks(one, scope)]
        values = self._converted(found, rule, scope, quiet)
        if is_many(found):
            return list(dict.fromkeys(one for value in values for one in (value if isinstance(value, list) else [value])))
        return values[0] if values else None

    def _converted(self, found: Any, rule: Any, scope: Scope, quiet: bool = False) -> list[Any]:
        """The values of an expression in the form of the field: of ``first`` those of the first member that can be."""
        members = rule["first"] if isinstance(rule, dict) and "first" in rule and not rule.keys() - OF_THE_FIELD else [rule]
        given = {name: rule[name] for name in OF_THE_FIELD & rule.keys()} if isinstance(rule, dict) else {}
        return next((values for one in members if (values := self._values(found, one, scope, given, quiet))), [])

    def _values(self, found: Any, rule: Any, scope: Scope, given: Values, quiet: bool) -> list[Any]:
        """The values of one expression; those that the field cannot hold are remarked on, unless the expression is quiet."""
        options = {**given, **(rule if isinstance(rule, dict) else {})}

        def odd(value: Any, why: str) -> None:
            if not (quiet or options.get("quiet")):
                self.remark(f"{found.name}: “{one_line(str(value))[:SHOWN]}” is {why}")

        convert, options = conversion(found, options)
        results = []
        for value in evaluate(rule, scope, odd):
            try:
                results.append(self._linked(found, _fitting(found, convert(value, options))))
            except (ValueError, OverflowError) as error:
                odd(value, str(error))
        return [one for one in results if one not in (None, "")]

    def _linked(self, found: Any, value: Any) -> Any:
        """The number of the page that ``value`` is the id of, the code of a concept that there is; other values as they are."""
        if is_page_link(found):
            if (page := self.page_of(value)) is None:
                raise ValueError("the id of no organisation that was imported")
            return page
        if found.related_model is Concept and not Concept.objects.filter(scheme=found.name.removesuffix("s"), code=value).exists():
            raise ValueError("no code of a concept")
        return value

    def _rows(self, model: type[models.Model], rule: dict[str, Any], scope: Scope) -> Iterator[Values]:
        """The rows that one rule gives."""
        for item in scope.values(rule["each"]) if "each" in rule else [scope.item]:
            inner = Scope(item, scope.root)
            if holds(rule.get("when"), inner) and (row := self._row(model, rule, inner)):
                yield row

    def _row(self, model: type[models.Model], rule: dict[str, Any], scope: Scope) -> Values | None:
        """One row. None where it says nothing or too little; of a place that must not be known only what may be."""
        row: Values = {}
        for name, one in sorted(rule.items(), key=lambda pair: pair[0] != "kind"):
            if name not in GIVEN_ROW_KEYS:
                hushed = model is Location and name in ADDRESS_FIELDS and row.get("kind", LocationKind.WITHHELD) != LocationKind.EXACT
                row[name] = self._field(model, name, one, scope, quiet=hushed)
        row = {name: value for name, value in row.items() if value not in (None, "", [])}
        if model is Location:
            row = self.withheld.location({"kind": LocationKind.WITHHELD, **row})
        problem = problem_of(model, row, rule)
        if problem:
            self.remark(problem)
        return row if problem is None else None

    def _blocks(self, rule: dict[str, Any], scope: Scope) -> Iterator[Values]:
        """The blocks of a body that one rule gives."""
        if "text" in rule:
            for value in evaluate(rule["text"], scope, _silent):
                yield from to_blocks(clean(str(value))).blocks
            return
        links = [{part: evaluate(one, scope, _silent) for part, one in link.items()} for link in rule["links"]]
        items = [{part: str(held[0]) for part, held in link.items() if held} for link in links if link.get("url") and link.get("title")]
        if items:
            yield {"type": "links", "value": {"title": "", "items": [{"type": "item", "value": {"text": "", **one}} for one in items]}}


def _silent(value: Any, why: str) -> None:
    """Tells nobody."""


def _fitting(found: Any, value: Any) -> Any:
    """``value`` no longer than the field holds: of words the first sentences, anything else is refused."""
    longest = found.max_length if isinstance(value, str) else None
    if longest is None or len(value) <= longest:
        return value
    if isinstance(found, models.TextField) or found.name == "title":
        return excerpt(value, longest)
    raise ValueError(f"longer than {longest} characters")
