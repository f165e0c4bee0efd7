"""Topics by any of their words, shown by the one that editors prefer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _

from hub import languages
from search.addresses import topic_address
from search.kept import Kept
from taxonomy.models import Concept, ConceptLabel

from .phrases import has_run, spaced
from .suggestion import Suggestion, Typed

MOST: Final = 3


@dataclass(frozen=True)
class Topic:
    """A topic with its label, and all its names as they are written and as they are compared (``phrases.spaced``), the label first."""

    pk: int
    code: str
    label: str
    tag: str
    names: tuple[tuple[str, str], ...]

    def match(self, words: list[str], inside: bool) -> tuple[int, bool] | None:
        """How well the words fit, best first: by which name, and whether it begins so; None where each word begins none of a name's. ``inside``: in a
        script without spaces words are looked for anywhere."""
        for place, (_written, name) in enumerate(self.names):
            if all(f" {word}" in name or (inside and word in name) for word in words):
                return place, not name.startswith(f" {words[0]}")
        return None


def topics(typed: Typed) -> list[Suggestion]:
    """The topics. Choosing one looks for all there is on it. At most two queries."""
    words, inside = spaced(typed.text).split(), has_run(typed.text)
    found = [(match, topic) for topic in _topics.get(typed.own_languages) if (match := topic.match(words, inside))]
    best = sorted(found, key=lambda one: (one[0][0] > 0, one[0]))[:MOST]
    return [Suggestion("topic", one.label, one.tag, _note(one, match[0]), topic_address(one.pk, one.code)) for match, one in best]


def _note(topic: Topic, place: int) -> str:
    """That it is a topic, and by which of its other names it was found."""
    return _("Topic: %(name)s") % {"name": topic.names[place][0]} if place else _("Topic")


def _read(own_languages: tuple[str, ...]) -> list[Topic]:
    """All topics for a reader of these languages, named in the first language that has a name; found by the names in all of them."""
    spoken = list(dict.fromkeys([*own_languages, languages.DEFAULT.code]))
    rows = ConceptLabel.objects.filter(concept__scheme=Concept.Scheme.TOPIC, language__in=spoken).order_by("concept__position", "concept__code")
    by_topic: dict[int, list[ConceptLabel]] = {}
    for row in sorted(rows.select_related("concept"), key=lambda row: spoken.index(row.language)):
        by_topic.setdefault(row.concept_id, []).append(row)
    return [_topic(labels) for labels in by_topic.values()]


def _topic(labels: Sequence[ConceptLabel]) -> Topic:
    """One topic, with its labels in the order in which they are wanted."""
    first = labels[0]
    names = tuple((name, spaced(name)) for name in dict.fromkeys(name for label in labels for name in (label.preferred, *label.alternatives)))
    return Topic(first.concept_id, first.concept.code, first.preferred, languages.language(first.language).tag, names)


_topics: Final = Kept(_read)
