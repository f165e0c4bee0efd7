"""Filters with the numbers of families behind them, named in the reader's language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hub import languages
from hub.worded import Worded
from search.engines.base import FILTERS
from search.kept import Kept
from search.kinds import REGISTRY, kind_labels
from taxonomy.areas import WORLD
from taxonomy.help_languages import is_signed
from taxonomy.models import ConceptLabel
from taxonomy.names import Labels, area_names, editors_labels, language_name

LEGENDS: Final[dict[str, str | Promise]] = {
    "channel": gettext_lazy("How to get in touch"),
    "help_language": gettext_lazy("Language of help"),
    "topic": gettext_lazy("Topic"),
    "audience": gettext_lazy("For whom"),
    "cost": gettext_lazy("Cost"),
    "access": gettext_lazy("Access"),
    "kind": gettext_lazy("What it is"),
    "area": gettext_lazy("Where it can be used"),
}
_legends: Final = Worded(LEGENDS)
FIRST: Final = ("without-voice",)
"""Values that stand first in their list, whatever their number."""
SHOWN: Final = 7
"""Values of a filter that are shown at once; the others are one tap away."""


@dataclass(frozen=True)
class Option:
    """A value of a filter: how many families it would show, and whether it is chosen."""

    value: str
    label: str
    count: int
    chosen: bool


@dataclass(frozen=True)
class Facet:
    """A filter. ``shown`` first, ``more`` behind them."""

    name: str
    legend: str
    options: Sequence[Option]

    @property
    def shown(self) -> list[Option]:
        """The first values, and all chosen ones."""
        return [one for index, one in enumerate(self.options) if index < SHOWN or one.chosen]

    @property
    def more(self) -> list[Option]:
        """The others."""
        return [one for index, one in enumerate(self.options) if index >= SHOWN and not one.chosen]


Counts = Mapping[str, Sequence[tuple[str, int]]]


def facets(counts: Counts, chosen: Mapping[str, Sequence[str]], language: str) -> list[Facet]:
    """The filters with at least one value, in the order of ``LEGENDS``. No query for labels that have not changed."""
    values = {name: dict(counts.get(name, ())) | dict.fromkeys(set(chosen.get(name, ())) - dict(counts.get(name, ())).keys(), 0) for name in FILTERS}
    labels = _labels(values, language)
    made = (Facet(name, legend, _options(values[name], labels[name], chosen.get(name, ()))) for name, legend in _legends().items())
    return [facet for facet in made if facet.options]


def _options(counts: Mapping[str, int], labels: Mapping[str, str], chosen: Sequence[str]) -> list[Option]:
    """The values that have a name, most families first."""
    made = [Option(value, labels[value], count, value in chosen) for value, count in counts.items() if value in labels]
    return sorted(made, key=lambda one: (one.value not in FIRST, -one.count, one.label))


def _labels(values: Mapping[str, Iterable[str]], language: str) -> dict[str, Mapping[str, str]]:
    """The names of all values, filter by filter."""
    words = _words.get(language)
    own = {name: labels() for name, labels in REGISTRY.labels.items() if name in values}
    return {
        **{name: {} for name in FILTERS},
        **own,
        "kind": kind_labels(values["kind"]),
        "topic": words.topics,
        "audience": words.audiences,
        "help_language": {code: _language_label(code, language) for code in values["help_language"]},
        "area": _area_labels(values["area"], language, words.areas),
    }


def _language_label(code: str, language: str) -> str:
    """A language of help by name; sign languages are known as such from their names."""
    name = language_name(code, language)
    return name if is_signed(code) else capfirst(name)


def _area_labels(codes: Iterable[str], language: str, labels: Labels) -> dict[str, str]:
    """Areas by name."""
    names: dict[str, Any] = area_names(codes, language, labels)
    return {code: _("From anywhere") if code == WORLD else name for code, name in names.items()}


class Words(NamedTuple):
    """The labels of all concepts by code, in one language; the names that editors gave to areas, in all."""

    topics: Mapping[str, str]
    audiences: Mapping[str, str]
    areas: Labels


def _read_words(language: str) -> Words:
    """Labels in ``language`` where there are some, else in English. Two queries."""
    found: dict[str, dict[str, str]] = {"topic": {}, "audience": {}}
    spoken = (languages.DEFAULT.code, language)
    labels = ConceptLabel.objects.filter(language__in=spoken).select_related("concept")
    for label in sorted(labels, key=lambda label: spoken.index(label.language)):
        found[label.concept.scheme][label.concept.code] = label.preferred
    return Words(found["topic"], found["audience"], editors_labels())


_words: Final = Kept(_read_words)
