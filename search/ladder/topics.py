"""Topics that a text names, by any of their words: a page on the topic helps, even if it puts it in other words or another language."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, NamedTuple

from hub import languages
from search.analysis import document_terms
from search.kept import Kept
from taxonomy.models import ConceptLabel

MOST = 3


class Named(NamedTuple):
    """A topic in one language: its label, and the stems of each of its names."""

    code: str
    language: str
    label: str
    names: tuple[frozenset[str], ...]
    lengths: tuple[int, ...]


def matching_topics(text: str, own_languages: Iterable[str], more: Iterable[str] = (), known: Iterable[ConceptLabel] | None = None) -> dict[str, str]:
    """The topics named in ``text``: their labels in the first of ``own_languages``, by code; at most three, those named by more words first.

    ``more`` are further languages in which the text may name them. ``known``: all labels as they would be, in place of those that are saved.
    """
    spoken = tuple(dict.fromkeys([*own_languages, languages.DEFAULT.code, *more]))
    topics = _topics.get(spoken) if known is None else [_named(label) for label in known if _counts(label, spoken)]
    stems = {code: set(document_terms(text, code, keep=False).stems) for code in spoken}
    strength = [(_strength(topic, stems[topic.language]), topic) for topic in topics]
    named = sorted((one for one in strength if one[0]), key=lambda one: -one[0])
    codes = list(dict.fromkeys(topic.code for _strong, topic in named))[:MOST]
    return {code: _name(code, topics, spoken) for code in codes}


def _counts(label: ConceptLabel, spoken: Iterable[str]) -> bool:
    """Is it a label of a topic in one of the languages?"""
    return label.concept.scheme == "topic" and label.language in spoken


def _read(spoken: tuple[str, ...]) -> list[Named]:
    """All topics in these languages, one query."""
    labels = ConceptLabel.objects.filter(concept__scheme="topic", language__in=spoken).select_related("concept")
    return [_named(label) for label in labels]


def _named(label: ConceptLabel) -> Named:
    """The label with the stems of all names."""
    names = [document_terms(name, label.language).stems for name in (label.preferred, *label.alternatives)]
    names = [name for name in names if name]
    return Named(label.concept.code, label.language, label.preferred, tuple(map(frozenset, names)), tuple(map(len, names)))


_topics: Final = Kept(_read)


def _strength(topic: Named, stems: set[str]) -> int:
    """How many words the longest of the topic's names has that stands in the text; nought where none does."""
    return max((length for name, length in zip(topic.names, topic.lengths, strict=True) if name <= stems), default=0)


def _name(code: str, topics: list[Named], order: tuple[str, ...]) -> str:
    """The name of the topic, in the first language that has one."""
    named = [topic for topic in topics if topic.code == code]
    return min(named, key=lambda topic: order.index(topic.language)).label
