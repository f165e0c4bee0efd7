"""The terms of a document: what the engines put into their fields, ready to be joined with spaces."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import partial
from itertools import chain
from typing import Final, NamedTuple

from search.analysis.clean import clean
from search.analysis.nospace import characters, grams
from search.analysis.rules import Rules, rules_of
from search.analysis.tokens import pieces, tokens
from search.analysis.units import LONGEST_WORD, Unit, Word, unit

SPELLED: Final = "="
"""Between an exact form and its spelling ("identite=identité") in ``Terms.spellings``. No term ever holds this sign."""

MOST_KEPT: Final = 200_000
"""Chunks kept per language, so that a word is analysed once for many documents."""
LONGEST_KEPT: Final = 40
"""Letters of a chunk that may come again; longer ones (runs of a script without spaces, mostly) are not worth keeping."""


class Chunk(NamedTuple):
    """What stands between two gaps of a text: its stems and exact forms with spaces between, and its spellings (see ``Terms``)."""

    stems: str
    exacts: str
    spellings: tuple[str, ...]


_kept: dict[str, dict[str, Chunk]] = {}


@dataclass(slots=True)
class Terms:
    """Stems and exact forms in the order of the text, as texts with spaces between; ``spellings`` of those words whose exact form is not how they
    are written."""

    stem_text: str = ""
    exact_text: str = ""
    spellings: set[str] = field(default_factory=set)

    @property
    def stems(self) -> list[str]:
        """The stems one by one."""
        return self.stem_text.split()

    @property
    def exacts(self) -> list[str]:
        """The exact forms one by one."""
        return self.exact_text.split()


class _Gathered:
    """The terms of one chunk as they are found."""

    def __init__(self) -> None:
        self.stems: list[str] = []
        self.exacts: list[str] = []
        self.spellings: set[str] = set()

    def add_word(self, word: Word, spelling: str) -> None:
        """One word, as ``spelling`` writes it."""
        self.stems.append(word.stem)
        self.exacts.append(word.exact)
        if spelling != word.exact:
            self.spellings.add(f"{word.exact}{SPELLED}{spelling}")

    def add_unit(self, unit: Unit, text: str) -> None:
        """One unit: the parts, then the joined form, which ``text`` writes with hyphen or half-space."""
        if unit.run:
            self.stems += grams(unit.whole.exact)
            self.exacts += characters(unit.whole.exact)
            return
        for word in unit.words:
            self.add_word(word, word.written)
        if unit.joined:
            self.add_word(unit.joined, text[:LONGEST_WORD])


def _chunk(text: str, rules: Rules) -> Chunk:
    """The terms of a chunk of a clean text."""
    found = _Gathered()
    for piece in pieces(text):
        for token in tokens(piece):
            found.add_unit(unit(token, rules), piece)
    return Chunk(" ".join(found.stems), " ".join(found.exacts), tuple(found.spellings))


def _new(text: str, rules: Rules, kept: dict[str, Chunk]) -> Chunk:
    """``_chunk`` for the first time, to be remembered."""
    chunk = _chunk(text, rules)
    if len(text) <= LONGEST_KEPT:
        if len(kept) >= MOST_KEPT:
            kept.clear()
        kept[text] = chunk
    return chunk


def document_terms(text: str, language: str, *, keep: bool = True) -> Terms:
    """The terms of any text in a language of the hub (or in none that it knows). No token reaches across a gap: chunks stand for themselves.
    ``keep`` is False for what a reader typed: no word of it stays in memory."""
    rules = rules_of(language)
    kept = _kept.setdefault(rules.code, {})
    make = partial(_new, kept=kept) if keep else _chunk
    chunks = [kept.get(chunk) or make(chunk, rules) for chunk in clean(text).split()]
    stems, exacts, spellings = zip(*chunks, strict=True) if chunks else ((), (), ())
    return Terms(_joined(stems), _joined(exacts), set(chain.from_iterable(filter(None, spellings))))


def _joined(texts: Iterable[str]) -> str:
    """The texts that hold anything, with spaces between."""
    return " ".join(filter(None, texts))


def merge_terms(several: Iterable[Terms]) -> Terms:
    """One ``Terms`` of several texts of a document, one after the other."""
    several = list(several)
    spellings = set().union(*(terms.spellings for terms in several))
    return Terms(_joined(terms.stem_text for terms in several), _joined(terms.exact_text for terms in several), spellings)
