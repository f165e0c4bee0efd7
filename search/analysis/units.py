"""Tokens of a query as units: what a reader typed as one thing, with its parts and the form in which they are joined."""

from __future__ import annotations

from itertools import islice
from typing import Final, NamedTuple

from search.analysis.clean import clean
from search.analysis.fold import fold
from search.analysis.rules import Rules
from search.analysis.tokens import Part, Token, tokens

LONGEST_WORD: Final = 64
"""Letters of a word that count. No word that anyone looks for is longer; what is longer is noise (addresses, keys, encoded files)."""

MOST_UNITS: Final = 64
"""Words of a query that count."""


class Word(NamedTuple):
    """A word as searched: exact form, stem, letters as written (clean). ``start`` and ``end`` are its place in the clean text."""

    exact: str
    stem: str
    written: str
    start: int
    end: int


class Unit(NamedTuple):
    """One token of a text. ``words`` are its parts (one for a plain word), ``joined`` all of them in one when there are several.

    ``run``: script without spaces; its one word then is the whole run, to be cut into ``grams``.
    """

    words: tuple[Word, ...]
    joined: Word | None = None
    run: bool = False

    @property
    def whole(self) -> Word:
        """The unit as one word."""
        return self.joined or self.words[0]


def make_word(written: str, start: int, end: int, rules: Rules) -> Word:
    """The word with these letters in the language of ``rules``."""
    written = written[:LONGEST_WORD]
    return Word(fold(written), rules.stem(written), written, start, end)


def _without_clitics(parts: tuple[Part, ...], rules: Rules) -> tuple[Part, ...]:
    """The parts without what the apostrophe ties to the word: "l'" of "l'asile", "'s" of "women's"."""
    while len(parts) > 1 and parts[1].apostrophe and parts[0].text in rules.elision:
        parts = parts[1:]
    while len(parts) > 1 and parts[-1].apostrophe and parts[-1].text in rules.enclitics:
        parts = parts[:-1]
    return parts


def unit(token: Token, rules: Rules) -> Unit:
    """The token as a unit. Single letters among several parts only count in the joined form ("t-shirt": "shirt", "tshirt")."""
    if token.run:
        (part,) = token.parts
        return Unit((Word(fold(part.text), fold(part.text), part.text, part.start, part.end),), run=True)
    parts = _without_clitics(token.parts, rules)
    if len(parts) == 1:
        return Unit((make_word(*parts[0][:3], rules),))
    joined = make_word("".join(part.text for part in parts), parts[0].start, parts[-1].end, rules)
    return Unit(tuple(make_word(*part[:3], rules) for part in parts if len(part.text) > 1), joined)


def query_tokens(cleaned: str, most: int = MOST_UNITS) -> list[Token]:
    """The first tokens of a clean text, the same in every language."""
    return list(islice(tokens(cleaned), most))


def query_units(text: str, rules: Rules, most: int = MOST_UNITS) -> list[Unit]:
    """The first units of any text (at most ``most``) in the language of ``rules``, for a query. Their places are those in ``clean(text)``."""
    return [unit(token, rules) for token in query_tokens(clean(text), most)]
