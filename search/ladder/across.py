"""Across languages: what the words of a query are called in the languages of each step, and through which languages families are found as well."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Final

from search.analysis import normal_code, rules_of
from search.analysis.nospace import grams
from search.engines.base import Engine, Step, Translations
from search.forms import Asked
from search.query.language import Shares, Spoken, Typed, spoken, words_of
from search.wordlist import WordList
from search.wordlist.store import Found

from .rungs import Rung

logger = logging.getLogger(__name__)

SLOPE: Final = 1.5
"""An entry of the word list weighs so many times its score, at most as much as the word itself."""

Called = dict[str, tuple[tuple[str, float], ...]]


@dataclass(frozen=True)
class Across:
    """A text, the language of its words, and the list to translate them by. ``own``: the languages that the reader reads."""

    own: Sequence[str]
    shares: Shares
    spoken: Spoken
    words: WordList
    _known: dict[str, Called] = field(default_factory=dict)

    @property
    def through(self) -> tuple[str, ...]:
        """The languages of the text that the reader has not named: its families are found through them as well."""
        return tuple(dict.fromkeys(code for code in self.spoken.words.values() if code not in self.own))

    @cached_property
    def _sources(self) -> dict[Typed, tuple[str, ...]]:
        """From which languages each word may be translated: the one it is in, or else another that has it."""
        return {typed: self._from(typed.word.exact, code) for typed, code in self.spoken.words.items()}

    def _from(self, exact: str, code: str) -> tuple[str, ...]:
        """The same, for one word in the language ``code``."""
        held = {other: shares.get(exact, 0.0) for other, shares in self.shares.items()}
        other = max(held, key=lambda one: held[one], default=code)
        known = held.get(code) or exact in rules_of(code).stop or not held.get(other)
        return (code,) if known else (code, other)

    @cached_property
    def _found(self) -> dict[str, Found]:
        """What the list says, by source; nothing where it cannot be read."""
        wanted: dict[str, set[str]] = {}
        for typed, sources in self._sources.items():
            for code in sources:
                wanted.setdefault(code, set()).update(_stems(typed, code).values())
        try:
            return {code: self.words.look_up(code, stems) for code, stems in wanted.items()}
        except sqlite3.Error as error:
            logger.warning("The word list cannot be read: %s.", type(error).__name__)
            return {}

    def called(self, target: str) -> Called:
        """What the words are called in a language, by exact form; nothing for those that are in it already, or that the list does not have."""
        if target not in self._known:
            self._known[target] = self._called(target)
        return self._known[target]

    def _called(self, target: str) -> Called:
        """The same, for the first time."""
        result: Called = {}
        for typed, sources in self._sources.items():
            for code in sources:
                if code != target:
                    result.update(self._entries(typed, code, target))
        return result

    def _entries(self, typed: Typed, source: str, target: str) -> Called:
        """The entries of one word, or of each pair of its characters; a stop word has none, but stands there."""
        stop, found, entries = rules_of(source).stop, self._found.get(source, {}).get(target, {}), Called()
        for form, stem in _stems(typed, source).items():
            if form in stop:
                entries[form] = ()
            elif stem in found:
                entries[form] = tuple((other, min(1.0, SLOPE * score)) for other, score in found[stem])
        return entries


def _stems(typed: Typed, code: str) -> dict[str, str]:
    """The stem of a word in a language, or those of the pairs of a run, by the form that the query has them in."""
    if typed.run:
        return {pair: pair for pair in grams(typed.word.exact)}
    return {typed.word.exact: rules_of(code).stem(typed.word.written)}


def across(asked: Asked, engine: Engine, words: WordList, withheld: Collection[str] = frozenset()) -> Across | None:
    """How to search for what is asked in other languages; None where there is nothing to translate. Raises ``IndexUnavailableError``."""
    if not asked.text or asked.exact:
        return None
    shares = engine.shares([typed.word.exact for typed in words_of(asked.text)], withheld)
    return Across(asked.own_languages, shares, spoken(asked.text, asked.own_languages, shares), words)


def widened(rungs: Sequence[Rung], way: Across | None) -> list[Rung]:
    """The rungs with the words of the reader translated into their languages."""
    return [replace(rung, step=_step(rung.step, way)) if way and rung.step.text is not None else rung for rung in rungs]


def _step(step: Step, way: Across) -> Step:
    """One step: its words in each of its languages, and those of the reader's languages through the language of the query as well."""
    codes = [normal_code(code) for code in step.languages]
    called: Translations = {code: entries for code in codes if (entries := way.called(code))}
    through = way.through if any(code in way.own for code in codes) else ()
    return replace(step, translations=called, through=through)
