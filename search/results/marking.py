"""Marking the words of a query in a text of the database, by the analysis that found them. Everything else is escaped."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from html import escape
from typing import Final, NamedTuple
from unicodedata import east_asian_width

from django.utils.safestring import SafeString, mark_safe

from search.analysis import Rules, Unit, clean, fold, query_units, rules_of
from search.analysis.nospace import grams
from search.analysis.tokens import matches
from search.analysis.units import LONGEST_WORD

LONGEST_BIT: Final = 240
"""Characters of a passage that is shown to say where words were found."""
WIDE: Final = ("W", "F")
MOST_CALLED: Final = 3
SHORTEST_BEGINNING: Final = 3
"""A beginning of a word is only marked from this many letters on."""


class Span(NamedTuple):
    """A stretch of a text with words of the query in it."""

    start: int
    end: int


@dataclass(frozen=True)
class Marker:
    """Marks the words of ``queries`` (as typed, as corrected) in texts of one language. ``prefix``: their last words may be beginnings. ``foreign``:
    stems of what they are called in this language, where they are words of another one."""

    queries: tuple[str, ...]
    language: str
    prefix: bool = True
    foreign: frozenset[str] = frozenset()
    _known: dict[str, bool] = field(default_factory=dict, compare=False, repr=False)

    @cached_property
    def _rules(self) -> Rules:
        """The rules of the language."""
        return rules_of(self.language)

    @cached_property
    def _units(self) -> list[Unit]:
        """The words of the queries, stop words left out where others remain."""
        every = [unit for query in self.queries for unit in query_units(query, self._rules)]
        return [unit for unit in every if unit.whole.exact not in self._rules.stop] or every

    @cached_property
    def _forms(self) -> frozenset[str]:
        """All stems and exact forms to look for."""
        words = [word for unit in self._units if not unit.run for word in (*unit.words, unit.whole)]
        return self.foreign.union(form for word in words for form in (word.stem, word.exact) if len(form) > 1 or len(words) == 1)

    @cached_property
    def _grams(self) -> frozenset[str]:
        """Pairs of characters to look for in scripts without spaces."""
        return self.foreign.union(gram for unit in self._units if unit.run for gram in grams(unit.whole.exact))

    @cached_property
    def _beginnings(self) -> tuple[str, ...]:
        """Beginnings of words to look for."""
        last = (query_units(query, self._rules)[-1:] for query in self.queries)
        words = [unit.whole.exact for units in last for unit in units if not unit.run]
        return tuple(word for word in words if self.prefix and len(word) >= SHORTEST_BEGINNING)

    def spans(self, text: str) -> Iterator[Span]:
        """The stretches of ``text`` to mark, in order."""
        known = self._known
        for token in matches(text):
            word = token.group()
            if token["run"]:
                yield from self._in_run(word, token.start())
                continue
            if word not in known:
                known[word] = self._wanted(word)
            if known[word]:
                yield Span(token.start(), token.end())

    def called(self, text: str) -> list[str]:
        """The words of ``text`` that say in this language what was typed in another one: at most three; none where some were typed as they stand."""
        if not self.foreign or any(True for _ in Marker(self.queries, self.language, self.prefix).spans(text)):
            return []
        return list(dict.fromkeys(text[span.start : span.end].lower() for span in self.spans(text)))[:MOST_CALLED]

    def _wanted(self, word: str) -> bool:
        """Is one of the words of the query in this one?"""
        rules, letters = self._rules, clean(word)
        if letters.isalpha() and len(letters) <= LONGEST_WORD:  # most are: one part, no need to look for others
            exact = fold(letters)
            return exact in self._forms or exact.startswith(self._beginnings) or rules.stem(letters) in self._forms
        words = [one for unit in query_units(word, rules) for one in (*unit.words, unit.whole)]
        return any({one.stem, one.exact} & self._forms or one.exact.startswith(self._beginnings) for one in words)

    def _in_run(self, run: str, start: int) -> Iterator[Span]:
        """The stretches in a run of characters without spaces."""
        folded = [fold(clean(character)) for character in run]
        wanted = {at + step for at in range(len(run)) for step in self._steps(folded, at)}
        for at in sorted(wanted):
            if at - 1 not in wanted:
                end = next(one for one in range(at, len(run) + 1) if one not in wanted)
                yield Span(start + at, start + end)

    def _steps(self, folded: list[str], at: int) -> tuple[int, ...]:
        """Which characters from ``at`` on are a pair of the query, or a single character of it."""
        if "".join(folded[at : at + 2]) in self._grams:
            return (0, 1) if at + 1 < len(folded) else (0,)
        return (0,) if folded[at] in self._grams else ()

    def html(self, text: str, ranges: Iterable[Span] | None = None) -> SafeString:
        """``text``, escaped, with its words of the query in ``mark`` elements."""
        parts, at = [], 0
        for span in self.spans(text) if ranges is None else ranges:
            parts += [escape(text[at : span.start]), "<mark>", escape(text[span.start : span.end]), "</mark>"]
            at = span.end
        return mark_safe("".join([*parts, escape(text[at:])]))  # every part is escaped  # nosec B308, B703

    def bit(self, text: str) -> SafeString:
        """The passage of ``text`` that holds most of the words, marked; empty where it holds none."""
        spans = list(self.spans(text))
        if not spans:
            return mark_safe("")  # nosec B308
        first = max(spans, key=lambda span: _worth(text, span, spans)).start
        start, end = _cut(text, first)
        passage = "…" * (start > 0) + text[start:end].strip() + "…" * (end < len(text))
        return self.html(" ".join(passage.split()))


@dataclass(frozen=True)
class Markers:
    """Markers of the words of ``queries``, made once for all results in a language."""

    queries: tuple[str, ...]
    prefix: bool
    _made: dict[tuple[str, frozenset[str]], Marker] = field(default_factory=dict, compare=False, repr=False)

    def of(self, language: str, foreign: frozenset[str]) -> Marker:
        """The marker for results in ``language``; see ``Marker``."""
        key = language, foreign
        if key not in self._made:
            self._made[key] = Marker(self.queries, language, self.prefix, foreign)
        return self._made[key]


def _longest(text: str, at: int) -> int:
    """How many characters of a passage around a place are shown. A wide one is two: it takes as much room and says as much."""
    return LONGEST_BIT // 2 if east_asian_width(text[at]) in WIDE else LONGEST_BIT


def _worth(text: str, first: Span, spans: list[Span]) -> tuple[int, int]:
    """How many different words a passage from ``first`` on holds; of equals the earliest."""
    end = first.start + _longest(text, first.start) * 3 // 4
    inside = {text[span.start : span.end].casefold() for span in spans if first.start <= span.start < end}
    return len(inside), -first.start


def _cut(text: str, first: int) -> tuple[int, int]:
    """Where a passage around ``first`` begins and ends: at a gap between words, where there is one near."""
    longest = _longest(text, first)
    start = max(0, first - longest // 4)
    if start and (gap := text.find(" ", start, first)) >= 0:
        start = gap + 1
    end = min(len(text), start + longest)
    if end < len(text) and (gap := text.rfind(" ", first, end)) > first:
        end = gap
    return start, end
