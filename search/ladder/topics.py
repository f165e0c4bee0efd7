"""Topics that a text names, by any of their words: a page on the topic helps, even if it puts it in other words or another language."""

from __future__ import annotations

from collections.abc import Iterable

from hub import languages
from search.analysis import document_terms
from taxonomy.models import ConceptLabel

MOST = 3


def matching_topics(text: str, own_languages: Iterable[str], more: Iterable[str] = (), known: Iterable[ConceptLabel] | None = None) -> dict[str, str]:
    """The topics named in ``text``: their labels in the first of ``own_languages``, by code; at most three, those named by more words first.

    ``more`` are further languages in which the text may name them. ``known``: all labels as they would be, in place of those that are saved.
    """
    spoken = dict.fromkeys([*own_languages, languages.DEFAULT.code, *more])
    if known is None:
        known = ConceptLabel.objects.filter(concept__scheme="topic", language__in=spoken).select_related("concept")
    labels = [label for label in known if label.concept.scheme == "topic" and label.language in spoken]
    stems = {code: set(document_terms(text, code).stems) for code in spoken}
    strength = {label: _strength(label, stems[label.language]) for label in labels}
    named = sorted((label for label in labels if strength[label]), key=lambda label: -strength[label])
    codes = list(dict.fromkeys(label.concept.code for label in named))[:MOST]
    return {code: _name(code, labels, list(spoken)) for code in codes}


def _strength(label: ConceptLabel, stems: set[str]) -> int:
    """How many words the longest of the label's names has that stands in the text; nought where none does."""
    names = (document_terms(name, label.language).stems for name in (label.preferred, *label.alternatives))
    return max((len(name) for name in names if name and stems.issuperset(name)), default=0)


def _name(code: str, labels: list[ConceptLabel], order: list[str]) -> str:
    """The name of the topic, in the first language that has one."""
    named = [label for label in labels if label.concept.code == code]
    return min(named, key=lambda label: order.index(label.language)).preferred
