"""Form fields of pages: areas by their names, topics and audiences by their labels. Codes are for machines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.forms.models import ModelChoiceIterator, ModelChoiceIteratorValue
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.forms.models import register_form_field_override

from hub import languages
from taxonomy.admin.fields import AreaField
from taxonomy.areas import area_for
from taxonomy.labels import labels_for
from taxonomy.models import Area, AreaLabel, Concept
from taxonomy.names import area_names

LIST_ID: Final = "area-names"
"""The ``datalist`` that the fields of areas share (``resources.admin.panels``)."""
CODE_BEHIND: Final = re.compile(r"\(([A-Z0-9][\w.-]*)\)\s*$")

_written: dict[tuple[int, str], str] = {}
"""Areas as forms write them, by number and language: kept, so that a form of thirty areas asks once."""


def forget(**kwargs: Any) -> None:
    """A name has changed. Another process may go on with the old one: what counts is the code behind it."""
    _written.clear()


models.signals.post_save.connect(forget, sender=Area, dispatch_uid="resources.forget_areas")
models.signals.post_save.connect(forget, sender=AreaLabel, dispatch_uid="resources.forget_area_labels")


def active_language() -> str:
    """The code of the language that the admin speaks."""
    return languages.language(get_language() or languages.DEFAULT.code).code


def written(pk: int) -> str:
    """The area of this number as forms write it: "France (FR)". Names are not unique; the code behind it is."""
    language = active_language()
    if (pk, language) not in _written:
        codes = dict(Area.objects.values_list("pk", "code"))
        names = area_names(codes.values(), language)
        _written.update({(number, language): f"{names[code]} ({code})" for number, code in codes.items()})
    return _written.get((pk, language), "")


def every_area() -> list[str]:
    """All areas that there are, as forms write them, by name."""
    pks = Area.objects.values_list("pk", flat=True)
    return sorted(written(pk) for pk in pks)


class AreaByName(AreaField):
    """An area by its name in any language, or by its code. Takes the place of the select of a foreign key, which would list three hundred areas
    in each row of a form."""

    def __init__(
        self, *, queryset: Any = None, to_field_name: str | None = None, limit_choices_to: Any = None, blank: bool = False, **kwargs: Any
    ) -> None:
        kwargs.setdefault("widget", forms.TextInput(attrs={"list": LIST_ID, "autocomplete": "off"}))
        kwargs["help_text"] = kwargs.get("help_text") or _("The world, a region, a country, or a part of one: by its name or its code.")
        super().__init__(**kwargs)

    def prepare_value(self, value: Any) -> Any:
        """The name of the area that the form begins with; what was typed stays as it was typed."""
        if isinstance(value, Area):
            return written(value.pk)
        return written(value) if isinstance(value, int) else value

    def to_python(self, value: Any) -> Any:
        """The area: by the code behind the name if there is one."""
        found = CODE_BEHIND.search(str(value or "")) if not isinstance(value, Area) else None
        return (area_for(found[1]) if found else None) or super().to_python(value)

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Is it another area, however it is written?"""
        try:
            area = self.to_python(data)
        except ValidationError:
            return True
        return (area.pk if area else None) != (getattr(initial, "pk", initial) or None)


class AreasByName(forms.CharField):
    """Several areas, one a line; the value is the list of them."""

    widget = forms.Textarea(attrs={"rows": 3})

    def __init__(self, *, queryset: Any = None, limit_choices_to: Any = None, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.one = AreaByName(required=False)

    def prepare_value(self, value: Any) -> Any:
        """A line for each area."""
        return value if isinstance(value, str) or value is None else "\n".join(str(self.one.prepare_value(area)) for area in value)

    def to_python(self, value: Any) -> Any:
        """The areas that the lines name. Raises ValidationError for a line that names none."""
        if not isinstance(value, str):
            return list(value or [])
        return list(dict.fromkeys(self.one.clean(line) for line in value.splitlines() if line.strip()))

    def run_validators(self, value: Any) -> None:
        """None: the checks of text do not fit areas."""

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Are they others?"""
        try:
            return {area.pk for area in self.to_python(data)} != {getattr(area, "pk", area) for area in initial or []}
        except ValidationError:
            return True


class ConceptIterator(ModelChoiceIterator):
    """Concepts as a tree in one list: narrower ones stand indented below their broader one. Two queries."""

    def __iter__(self) -> Iterator[Any]:
        concepts = list(self.queryset)
        labels = labels_for(concepts, active_language())
        for depth, concept in in_tree_order(concepts):
            yield ModelChoiceIteratorValue(concept.pk, concept), f"{'— ' * depth}{labels[concept.pk]}"


def in_tree_order(concepts: Iterable[Concept]) -> Iterator[tuple[int, Concept]]:
    """``(depth, concept)``, each directly before the narrower ones below it. Those whose broader one is not among them stand at the top."""
    concepts = list(concepts)
    known = {concept.pk for concept in concepts}
    yield from _branch(concepts, None, 0, known)


def _branch(concepts: list[Concept], parent: int | None, depth: int, known: set[int]) -> Iterator[tuple[int, Concept]]:
    """What lies below ``parent``."""
    for concept in concepts:
        if (concept.parent_id if concept.parent_id in known else None) == parent:
            yield depth, concept
            yield from _branch(concepts, concept.pk, depth + 1, known)


class ConceptsField(forms.ModelMultipleChoiceField):
    """Topics or audiences by their labels."""

    iterator = ConceptIterator
    widget = forms.CheckboxSelectMultiple


def register() -> None:
    """Let the forms of the admin use these fields wherever a page or row names areas and concepts."""
    register_form_field_override(models.ForeignKey, to=Area, override={"form_class": AreaByName})
    register_form_field_override(ParentalManyToManyField, override=_of_many)


def _of_many(field: Any) -> dict[str, Any]:
    """The form field for a relation to several."""
    fields: dict[Any, dict[str, Any]] = {Area: {"form_class": AreasByName}, Concept: {"form_class": ConceptsField}}
    return fields.get(field.related_model, {})
