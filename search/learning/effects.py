"""What a word does that a concept gets or loses: looked up by the same rules by which the search reads words. Nothing is written."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from django.db.models import Q, QuerySet

from hub import languages
from search.analysis import document_terms, query_units, rules_of
from search.engines import site_engine
from search.engines.base import Query, SearchError, Step
from search.forms import Asked
from search.ladder import matching_topics
from search.ladder.reaching import SERVICE
from search.models import SearchDocument
from search.models.columns import holding
from search.results import find
from taxonomy.admin.preview import Change, Effect, Labels, Sample, words
from taxonomy.fold import fold
from taxonomy.models import Concept, ConceptLabel

SHOWN: Final = 5
"""Titles that are told."""
READ: Final = 300
"""Pages whose words are compared when a word goes."""
TENTH: Final = 10
FEW: Final = 5
"""A word that stands in a tenth of the pages (and in more than a few), or in more than the engine counts, says little about any of them."""
COLUMNS: Final = {Concept.Scheme.TOPIC.value: "topics", Concept.Scheme.AUDIENCE.value: "audiences"}


def effects(changes: Sequence[Change], before: Labels, after: Labels) -> list[Effect]:
    """What each of the changes does."""
    return [_added(one, before, after) if one.added else _removed(one, before, after) for one in changes]


def _added(change: Change, before: Labels, after: Labels) -> Effect:
    """What a new word does."""
    language, about = change.label.language, _about(change.label)
    stands_in, pages = _stands_in(change.word, language), _pages(language).count()
    return Effect(
        change,
        shows=_topics(change, after),
        showed=_topics(change, before),
        about=_sample(about),
        services=about.filter(kind=SERVICE).count(),
        today=_today(change.word, language),
        conflicts=_conflicts(change, after),
        stands_in=stands_in,
        pages=pages,
        common=_only_stop_words(change.word, language) or _is_common(stands_in, pages),
    )


def _removed(change: Change, before: Labels, after: Labels) -> Effect:
    """What the loss of a word does."""
    named = matching_topics(change.word, [change.label.language], known=after)
    lost = [] if change.label.concept.code in named else _lost(change)
    return Effect(change, shows=list(named.values()), showed=_topics(change, before), lost=Sample(len(lost), lost[:SHOWN]))


def _topics(change: Change, labels: Iterable[ConceptLabel]) -> list[str]:
    """The topics that a search for the word shows to readers of its language, with these labels."""
    return list(matching_topics(change.word, [change.label.language], known=labels).values())


def _pages(language: str) -> QuerySet[SearchDocument]:
    """What everybody can find now in a language."""
    return SearchDocument.public().filter(language=language)


def _about(label: ConceptLabel) -> QuerySet[SearchDocument]:
    """What of it is about the concept, or a narrower one."""
    return _pages(label.language).filter(Q(**{f"{COLUMNS[label.concept.scheme]}__contains": holding(label.concept.code)}))


def _sample(rows: QuerySet[SearchDocument]) -> Sample:
    """How many, and the first titles."""
    return Sample(rows.count(), list(rows.order_by("title").values_list("title", flat=True)[:SHOWN]))


def _today(word: str, language: str) -> Sample | None:
    """What readers of the language find by the word now."""
    found = find(Asked(languages.language(language).code, word, exact=True))
    titles = [result.title for section in found.sections for result in section.results]
    return Sample(found.total, titles[:SHOWN], found.more) if found.available else None


def _conflicts(change: Change, labels: Labels) -> list[str]:
    """Other concepts that have the word, or one that the search cannot tell from it."""
    language, wanted = change.label.language, _heard(change.word, change.label.language)
    others = (one for one in labels if one.language == language and one.concept_id != change.label.concept_id)
    return [one.preferred for one in others if any(_heard(word, language) == wanted for word in words(one))]


def _heard(word: str, language: str) -> tuple[str, ...]:
    """A word as the search hears it: its stems; where it has none, its letters."""
    return tuple(document_terms(word, language).stems) or (fold(word),)


def _only_stop_words(word: str, language: str) -> bool:
    """Is there nothing in it but the little words that stand everywhere?"""
    return set(document_terms(word, language).exacts) <= rules_of(language).stop


def _is_common(stands_in: Sample, pages: int) -> bool:
    """Does a word that stands there say little?"""
    return stands_in.more or (stands_in.number > FEW and stands_in.number * TENTH >= pages)


def _stands_in(word: str, language: str) -> Sample:
    """In how many pages of the language it stands; of several words the rarest counts. Nought where there is no index."""
    parts = [one.written for unit in query_units(word, rules_of(language)) for one in unit.words]
    try:
        return min((_count(part, language) for part in parts), key=lambda one: (one.more, one.number), default=Sample())
    except SearchError:
        return Sample()


def _count(part: str, language: str) -> Sample:
    """How many documents hold the word, in any of its forms."""
    step = Step("word", part, (language,), correct=False)
    answer = site_engine().search(Query(steps=(step,), limit=1))
    return Sample(answer.total, more=answer.more)


def _lost(change: Change) -> list[str]:
    """The titles of the pages on the concept that hold none of the words in any other place than among its labels."""
    stems = set(document_terms(change.word, change.label.language).stems)
    rows = _about(change.label).filter(labels__contains=change.word).order_by("title")[:READ]
    return [row.title for row in rows if change.word in row.labels.split("\n") and not stems & _other_stems(row, change.word)]


def _other_stems(row: SearchDocument, word: str) -> set[str]:
    """The stems of everything that a page is found by, but for one label."""
    labels = row.labels.split("\n")
    labels.remove(word)
    return set(document_terms("\n".join([row.title, row.summary, row.body, *labels]), row.language).stems)
