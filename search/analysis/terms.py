"""The terms of a document: what the engines put into their fields, ready to be joined with spaces."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from search.analysis.clean import clean
from search.analysis.nospace import characters, grams
from search.analysis.rules import Rules, rules_of
from search.analysis.tokens import pieces, tokens
from search.analysis.units import LONGEST_WORD, Unit, Word, unit

SPELLED: Final = "="
"""Between an exact form and its spelling ("identite=identité") in ``Terms.spellings``. No term ever holds this sign."""

MOST_KEPT: Final = 200_000
"""Pieces kept per language, so that a word is analysed once for many documents."""
LONGEST_KEPT: Final = 40
"""Letters of a piece that may come again; longer ones (runs of a script without spaces, mostly) are not worth keeping."""

_kept: dict[str, dict[str, Terms]] = {}


@dataclass(slots=True)
class Terms:
    """``stems`` and ``exacts`` in the order of the text; ``spellings`` of those words whose exact form is not how they are written."""

    stems: list[str] = field(default_factory=list)
    exacts: list[str] = field(default_factory=list)
    spellings: set[str] = field(default_factory=set)

    def add(self, other: Terms) -> None:
        """The terms of the text that follows."""
        self.stems += other.stems
        self.exacts += other.exacts
        if other.spellings:
            self.spellings |= other.spellings

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


def _piece_terms(piece: str, rules: Rules) -> Terms:
    """The terms of one piece of a clean text (see ``pieces``)."""
    terms = Terms()
    for token in tokens(piece):
        terms.add_unit(unit(token, rules), piece)
    return terms


def _kept_terms(piece: str, rules: Rules, kept: dict[str, Terms]) -> Terms:
    """``_piece_terms`` for the first time, to be remembered."""
    terms = _piece_terms(piece, rules)
    if len(piece) <= LONGEST_KEPT:
        if len(kept) >= MOST_KEPT:
            kept.clear()
        kept[piece] = terms
    return terms


def document_terms(text: str, language: str) -> Terms:
    """The terms of any text in a language of the hub (or in none that it knows)."""
    rules, terms = rules_of(language), Terms()
    kept = _kept.setdefault(rules.code, {})
    for piece in pieces(clean(text)):
        terms.add(kept.get(piece) or _kept_terms(piece, rules, kept))
    return terms


def merge_terms(several: Iterable[Terms]) -> Terms:
    """One ``Terms`` of several texts of a document, one after the other."""
    merged = Terms()
    for terms in several:
        merged.add(terms)
    return merged
