"""The mapping file: read, and checked whole before anything is imported."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import yaml

from hub import languages
from hub.models import HubPage
from resources.models import OrganisationPage, ServicePage

from ..report import MappingError
from .checking import check_condition, check_expression, check_fields, need, only

TYPES: Final[dict[str, type[HubPage]]] = {"organisation": OrganisationPage, "service": ServicePage}
KEYS: Final = {"source", "entries", "pages", "id", "language", "passed_over", "section", "places", "delimiter"}
RULE_KEYS: Final = {"type", "fields", "id", "each", "when"}


@dataclass(frozen=True)
class Rule:
    """What becomes a page: for each thing at the path ``each`` of an entry (the entry itself by default) for which ``when`` holds."""

    kind: str
    fields: dict[str, Any]
    id: Any
    each: str = "."
    when: Any = None

    @property
    def model(self) -> type[HubPage]:
        """The type of page."""
        return TYPES[self.kind]


@dataclass(frozen=True)
class Mapping:
    """A mapping. ``section`` is where the pages go unless the command says otherwise."""

    source: str
    entries: list[str]
    pages: list[Rule]
    id: Any
    language: str = languages.DEFAULT.code
    passed_over: Any = None
    section: dict[str, str] = field(default_factory=dict)
    places: dict[str, dict[str, str]] = field(default_factory=dict)
    delimiter: str = ","


def load_mapping(path: Path) -> Mapping:
    """The mapping in ``path``. Raises MappingError that says what is wrong and where."""
    try:
        held = yaml.safe_load(path.read_bytes())
    except (OSError, ValueError, TypeError, yaml.YAMLError, RecursionError) as error:
        raise MappingError(f"The mapping {path.name} cannot be read: {' '.join(str(error).split())[:200]}") from error
    need(held, dict, "The mapping")
    only(held, KEYS, "the mapping")
    rules = [_rule(one, held.get("id"), f"pages.{number}") for number, one in enumerate(need(held.get("pages"), list, "pages"))]
    entries = held.get("entries", ".")
    mapping = Mapping(
        **{
            **held,
            "pages": rules,
            "source": str(held.get("source") or path.stem),
            "entries": [entries] if isinstance(entries, str) else entries,
            "id": held.get("id"),
        }
    )
    _check(mapping)
    return mapping


def _check(mapping: Mapping) -> None:
    """The head of a mapping."""
    if mapping.language not in languages.codes():
        raise MappingError(f"language: {mapping.language!r} is no language of the hub.")
    check_expression(mapping.id, "id")
    check_condition(mapping.passed_over, "passed_over")
    need(mapping.section, dict, "section")
    for code, names in need(mapping.places, dict, "places").items():
        if not re.fullmatch(r"[A-Z]{2}(-[A-Z0-9]{1,3})?(\.[\w-]+)+", str(code)) or not isinstance(names, dict):
            raise MappingError(f"places.{code}: a place looks like “GB-ENG.london: {{en: London}}”.")
    if not all(isinstance(one, str) for one in need(mapping.entries, list, "entries")):
        raise MappingError("entries: a path, or a list of paths.")


def _rule(held: Any, entry_id: Any, where: str) -> Rule:
    """A rule for pages."""
    need(held, dict, where)
    only(held, RULE_KEYS, where)
    if held.get("type") not in TYPES:
        raise MappingError(f"{where}.type: one of {', '.join(TYPES)}.")
    check_condition(held.get("when"), f"{where}.when")
    rule = Rule(
        held["type"], need(held.get("fields"), dict, f"{where}.fields"), held.get("id", entry_id), str(held.get("each", ".")), held.get("when")
    )
    check_expression(rule.id, f"{where}.id")
    if "title" not in rule.fields:
        raise MappingError(f"{where}.fields: a page needs a title.")
    check_fields(rule.model, rule.fields, f"{where}.fields")
    return rule
