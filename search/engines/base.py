"""What every search engine of the hub can do, in plain data: one interface, one contract suite (``tests/search/contract``).

An engine keeps keys, terms and filter values, never texts: cards and highlights come from the database. It knows families by number: the translations
of a page (and the stretches of a transcript) share one, and a reader sees a family once. Engines read without writing anything; one process at a
time writes, under a lock.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import ClassVar, Final

FILTERS: Final = ("channel", "help_language", "topic", "audience", "cost", "access", "kind", "area")
"""The facts that narrow a search. Each document has any number of values in each; a value is a code, never a text."""

INNER_FILTERS: Final = ("reach", "state")
"""Further facts that steps narrow by, which no reader chooses: from where something can be used (``search.reach``), and ``SUNK``."""

SUNK: Final = "sunk"
"""The ``state`` of what may not answer now (closed, full, not checked for long): it sinks among what is found."""
SUNK_WEIGHT: Final = 0.5
"""What the score of a sunk document counts."""

PUBLIC: Final = "public"
"""The visibility that everyone may search. Only public documents are found, counted, or lend their words to corrections."""

Filters = Mapping[str, Collection[str]]
Point = tuple[float, float]
"""Latitude and longitude in degrees."""

Translations = Mapping[str, Mapping[str, Collection[tuple[str, float]]]]
"""For each language what the words of a text are called there: stems with weights up to 1, by the word's exact form (in scripts without spaces by
each pair of characters). No stems at all: in its own language the word is so common that it hardly tells documents apart."""


class SearchError(Exception):
    """Anything that keeps an engine from answering. A page that catches this one class always has something to show."""


class IndexUnavailableError(SearchError):
    """There is no index yet, it cannot be read, or the server that holds it is away."""


class EngineAwayError(IndexUnavailableError):
    """The server that holds the index does not answer, or not now. Whether there is an index is not known: no reason to make one."""


class IndexOutdatedError(IndexUnavailableError):
    """The index was built by other rules of analysis or with other fields: it has to be rebuilt before anything can be written to it."""


class IndexWriteError(SearchError):
    """The index cannot be written: the disk is full, or broken. The index is as it was at its last commit."""


class IndexBusyError(SearchError):
    """Another process is writing. Nothing is lost: try again later."""


@dataclass(frozen=True, slots=True)
class EngineDocument:
    """One page in one language (or one stretch of a transcript), as the engines take it.

    ``key`` is unique in the index; ``family`` is shared by all translations; ``language`` is a code of ``hub.languages``; ``version`` grows with
    every change of the row (a write with an older version than the index holds is ignored). ``title`` counts twice, ``summary``, ``labels`` (topic
    labels and their alternatives) and ``body`` once. ``filters`` holds values for names of ``FILTERS`` and ``INNER_FILTERS``; facts live once, so all
    documents of a family have the same. ``fresh``: a number that grows with the day of its last check (nought: never checked). ``point``: where it
    is, latitude and longitude in degrees.
    """

    key: str
    family: int
    language: str
    version: int
    title: str
    summary: str = ""
    labels: str = ""
    body: str = ""
    filters: Filters = field(default_factory=dict)
    visibility: str = PUBLIC
    fresh: int = 0
    point: Point | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the ladder: which words, in which languages, under which further filters.

    ``text`` is what the reader typed, any string whatever; each document is compared with it by the rules of the document's own language.
    ``None`` lets through everything that the filters do (a text without a single word, like "!!", finds nothing). ``languages`` empty means all
    languages. ``filters`` narrow this step beyond the filters of the query, ``without`` leaves out what has one of its values. ``correct`` replaces
    words that the index does not know by the nearest ones that it does; ``prefix`` takes the last word as the beginning of one (search as you type).
    ``translations`` stand beside the words themselves. ``through`` names languages in which a family may be found as well that has a document in
    ``languages``. With ``must`` False the words only order what the filters let through, in whatever language; ``languages`` are those in which they
    are compared.

    What has one of the values of ``lift`` stands higher among what has the words.

    Equal scores stand in the order of ``fresh``, then by the distance from ``near``. What is ``SUNK`` stands behind the others of a step where no
    words decide, and counts ``SUNK_WEIGHT`` where they do.
    """

    name: str
    text: str | None
    languages: tuple[str, ...] = ()
    filters: Filters = field(default_factory=dict)
    correct: bool = True
    prefix: bool = False
    without: Filters = field(default_factory=dict)
    must: bool = True
    near: Point | None = None
    translations: Translations = field(default_factory=dict)
    through: tuple[str, ...] = ()
    lift: Filters = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Query:
    """A whole search: a ladder of steps and one page of its results.

    A family stands once, in the first step that finds it, in its first language in the order of ``prefer`` (else as its best match). ``filters``:
    OR inside a field, AND between fields. ``facets`` names the fields to count. ``exclude_keys`` are documents that the database has withdrawn
    since the index was written; ``exclude_families`` are shown elsewhere on the page; with ``among`` only those families are found at all. ``offset``
    and ``limit`` count families through all steps.
    """

    steps: tuple[Step, ...]
    filters: Filters = field(default_factory=dict)
    facets: tuple[str, ...] = ()
    prefer: tuple[str, ...] = ()
    exclude_keys: Collection[str] = frozenset()
    exclude_families: Collection[int] = frozenset()
    among: Collection[int] | None = None
    offset: int = 0
    limit: int = 10


COUNTED: Final = 200
"""So many documents of a step are brought to families, counted and shown: nobody reads twenty pages of results."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One family among the results, by the document that speaks for it."""

    key: str
    family: int
    language: str
    score: float


@dataclass(frozen=True, slots=True)
class StepAnswer:
    """What one step found: ``total`` families that no earlier step had, those of them on this page, and the text as corrected (None: as typed).

    ``more``: there are more than an engine counts, which is at least ``COUNTED`` documents.
    """

    name: str
    total: int
    hits: tuple[Hit, ...] = ()
    corrected: str | None = None
    more: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to a ``Query``: one ``StepAnswer`` for each step, in order (also for steps that found nothing).

    ``facets`` gives for each field asked for its values with the number of families that choosing the value would show: under all filters but the
    field's own; most first, values without a family left out. Where a step found ``more`` the numbers are near, not exact. ``spare``: it comes from
    the index of this machine, since the server that was asked did not answer.
    """

    steps: tuple[StepAnswer, ...]
    facets: Mapping[str, tuple[tuple[str, int], ...]] = field(default_factory=dict)
    spare: bool = False

    @property
    def total(self) -> int:
        """The number of families that all steps found together."""
        return sum(step.total for step in self.steps)

    @property
    def more(self) -> bool:
        """Did a step find more than is counted?"""
        return any(step.more for step in self.steps)

    @property
    def hits(self) -> tuple[Hit, ...]:
        """The families on this page, through all steps."""
        return tuple(hit for step in self.steps for hit in step.hits)

    @property
    def corrected(self) -> str | None:
        """The text of the first step that was corrected, or None when every word was taken as typed."""
        return next((step.corrected for step in self.steps if step.corrected), None)


@dataclass(frozen=True, slots=True)
class IndexStatus:
    """How an index stands. ``problem`` is "" or a sentence for the operator; ``size`` is in bytes; ``position`` as in ``Writer.commit``."""

    engine: str
    exists: bool
    documents: int = 0
    size: int = 0
    position: str | None = None
    analysis: str = ""
    needs_rebuild: bool = True
    problem: str = ""


class Writer(ABC):
    """The one process that may change an index, for as long as it holds the lock (see ``Engine.writer`` and ``Engine.rebuild``)."""

    @abstractmethod
    def put(self, document: EngineDocument) -> bool:
        """Add the document, or replace the one with its key. False (and nothing done) when the index holds a newer version of the key."""

    @abstractmethod
    def delete(self, key: str, version: int) -> bool:
        """Take the document out. The version is remembered: a late ``put`` of an older one brings nothing back. False: a newer one is there."""

    @abstractmethod
    def commit(self, position: str | None = None) -> None:
        """Make all changes since the last commit visible at once, together with ``position`` (None: the position stays)."""

    def put_all(self, documents: Iterable[EngineDocument]) -> int:
        """``put`` them all; how many were taken."""
        return sum(self.put(document) for document in documents)


class Engine(ABC):
    """One index of the hub. Objects are safe to share between threads and see the commits and rebuilds of other processes by themselves."""

    name: ClassVar[str]

    @property
    def indexes(self) -> tuple[Engine, ...]:
        """The indexes that have to be written for this engine to answer: those that it leans on, then itself."""
        return (self,)

    @abstractmethod
    def remove(self) -> None:
        """Remove everything that is kept, for good: what was made for a trial. Raises ``IndexUnavailableError`` where it cannot be reached."""

    @abstractmethod
    def search(self, query: Query) -> Answer:
        """Answer the query; no text is an error. Raises ``IndexUnavailableError`` when there is nothing to ask."""

    @abstractmethod
    def complete(self, text: str, languages: Collection[str], limit: int = 8, exclude_keys: Collection[str] = frozenset()) -> list[str]:
        """Texts that go on from ``text`` with a word of the public vocabulary, commonest first; raises ``IndexUnavailableError``."""

    @abstractmethod
    def titles(self, text: str, languages: Collection[str], limit: int = 8, exclude_keys: Collection[str] = frozenset()) -> list[Hit]:
        """Public documents that have all words of ``text`` in their titles, the last one as the beginning of a word: each family once, in the first
        of the languages, best first; raises ``IndexUnavailableError``."""

    @abstractmethod
    def known(self, word: str, languages: Collection[str] = (), exclude_keys: Collection[str] = frozenset()) -> bool:
        """Does a public document in one of the languages (none given: any) hold this word? Raises ``IndexUnavailableError``."""

    @abstractmethod
    def shares(self, words: Collection[str], exclude_keys: Collection[str] = frozenset()) -> Mapping[str, Mapping[str, float]]:
        """For each language the share of its public documents that hold each of the words (exact forms); raises ``IndexUnavailableError``."""

    @abstractmethod
    def versions(self) -> Iterator[tuple[str, int]]:
        """Key and version of every document in the index, for reconciliation; raises ``IndexUnavailableError``."""

    @abstractmethod
    def status(self) -> IndexStatus:
        """How the index stands; never raises for a missing or broken one."""

    @abstractmethod
    def position(self) -> str | None:
        """The position of the last commit that gave one: up to where the rows of the database have been taken. Raises ``IndexUnavailableError``."""

    @abstractmethod
    def writer(self, wait: float = 0.0) -> AbstractContextManager[Writer]:
        """Write to the index. Leaving the block commits, an exception in it takes back what was not committed.

        ``wait`` is how many seconds to wait for another writer. Raises ``IndexBusyError``, ``IndexUnavailableError`` (there is no index yet:
        rebuild) and ``IndexOutdatedError``.
        """

    @abstractmethod
    def rebuild(self, wait: float = 0.0) -> AbstractContextManager[Writer]:
        """Write a new index beside the old one. Leaving the block puts it in the old one's place at once; an exception leaves the old one as it was.

        Nothing of it is visible before, whatever is committed. ``wait`` as in ``writer``; raises ``IndexBusyError``.
        """
