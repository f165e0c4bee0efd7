"""The terms of a document: what the engines put into their fields, ready to be joined with spaces."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from search.analysis.clean import clean
from search.analysis.nospace import characters, grams
from search.analysis.rules import Rules, rules_of
from search.analysis.tokens import Token, tokens
from search.analysis.units import Unit, Word, unit

SPELLED: Final = "="
"""Between an exact form and its spelling ("identite=identité") in ``Terms.spellings``. No term ever holds this sign."""

MOST_KEPT: Final = 200_000
"""Units kept per language, so that a word is analysed once for many documents."""

_kept: dict[str, dict[str, Unit]] = {}


@dataclass(slots=True)
class Terms:
    """``stems`` and ``exacts`` in the order of the text; ``spellings`` of those words whose exact form is not how they are written."""

    stems: list[str] = field(default_factory=list)
    exacts: list[str] = field(default_factory=list)
    spellings: set[str] = field(default_factory=set)

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
            self.add_word(unit.joined, text)


def _kept_unit(token: Token, text: str, rules: Rules) -> Unit:
    """``unit`` of the token that ``text`` writes, with a memory. The places in it are those of its first appearance; documents need none."""
    if token.run:
        return unit(token, rules)
    kept = _kept.setdefault(rules.code, {})
    found = kept.get(text)
    if found is None:
        if len(kept) >= MOST_KEPT:
            kept.clear()
        found = kept[text] = unit(token, rules)
    return found


def document_terms(text: str, language: str) -> Terms:
    """The terms of any text in a language of the hub (or in none that it knows)."""
    rules, cleaned, terms = rules_of(language), clean(text), Terms()
    for token in tokens(cleaned):
        written = cleaned[token.parts[0].start : token.parts[-1].end]
        terms.add_unit(_kept_unit(token, written, rules), written)
    return terms


def merge_terms(several: Iterable[Terms]) -> Terms:
    """One ``Terms`` of several texts of a document, one after the other."""
    merged = Terms()
    for terms in several:
        merged.stems += terms.stems
        merged.exacts += terms.exacts
        merged.spellings |= terms.spellings
    return merged
