"""In which language is a query? First by the letters, then by what stands in documents; when in doubt it is the reader's.

A query of a few words hardly ever tells for certain, and need not: each word is looked for as it stands in any case, and its language only says from
where it is translated.
"""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Final, NamedTuple

from hub import languages
from search.analysis import Rules, Word, clean, query_units, rules_of

RARE: Final = 0.0005
"""A word that no document of a language holds is taken to stand in this share of what people write in it."""
STOP_WORD: Final = 0.5
OTHER_LETTER: Final = 0.05
"""How much less likely a word is in a language whose commonest words lack one of its letters."""
OWN: Final = 20.0
"""So many times likelier it is that a reader types a language they read."""

Shares = Mapping[str, Mapping[str, float]]
"""For each language the share of its documents that hold a word, by exact form: see ``Engine.shares``."""


class Typed(NamedTuple):
    """A word of a query. ``run``: several words in a script without spaces."""

    word: Word
    run: bool = False


@dataclass(frozen=True, slots=True)
class Spoken:
    """``main``: the language of the query, None where it has no letters that any language has. ``words``: the language of each of its words."""

    main: str | None = None
    words: Mapping[Typed, str] = field(default_factory=dict)


def words_of(text: str) -> list[Typed]:
    """The words of a text, in no language in particular, each once."""
    found = (Typed(word._replace(start=0, end=0), unit.run) for unit in query_units(text, Rules("")) for word in unit.words)
    return list(dict.fromkeys(found))


def spoken(text: str, own: Sequence[str], shares: Shares) -> Spoken:
    """The language of a text and of each of its words (of one script all are in one language). ``own``: those of the reader."""
    by_script: dict[str, list[Typed]] = {}
    for typed in words_of(text):
        by_script.setdefault(script(typed.word.written), []).append(typed)
    found = {name: _likeliest(words, written_in(name), own, shares) for name, words in by_script.items() if written_in(name)}
    if not found:
        return Spoken()
    main = max(found, key=lambda name: (len("".join(typed.word.written for typed in by_script[name])), found[name] in own))
    return Spoken(found[main], {typed: code for name, code in found.items() for typed in by_script[name]})


def _likeliest(words: Sequence[Typed], among: Sequence[str], own: Collection[str], shares: Shares) -> str:
    """The language in which the words most likely are; of equals the first of the reader's, then of the table."""
    order = [*(code for code in own if code in among), *(code for code in among if code not in own)]
    return max(order, key=lambda code: likelihood(words, code, shares) + (math.log(OWN) if code in own else 0.0))


def likelihood(words: Iterable[Typed], code: str, shares: Shares) -> float:
    """How likely someone who writes the language would write these words: a logarithm, up to a constant."""
    return sum(math.log(_share(typed.word, code, shares)) for typed in words)


def _share(word: Word, code: str, shares: Shares) -> float:
    """The share of texts in the language in which the word stands."""
    share = STOP_WORD if word.exact in rules_of(code).stop else max(shares.get(code, {}).get(word.exact, 0.0), RARE)
    return share if _alphabet(code).issuperset(word.written) else share * OTHER_LETTER


def script(text: str) -> str:
    """The script of the first letter of a text, by its name in Unicode; empty where there is none."""
    letters = (one for one in text if one.isalpha())
    return next((unicodedata.name(letter, "").partition(" ")[0] for letter in letters), "")


@cache
def written_in(name: str) -> tuple[str, ...]:
    """The languages of the hub that are written in a script: that of their names for themselves."""
    return tuple(row.code for row in languages.LANGUAGES if script(row.name) == name)


@cache
def _alphabet(code: str) -> frozenset[str]:
    """The letters of the commonest words of a language and of its name."""
    row = languages.language(code)
    return frozenset(clean("".join([*row.stop, row.name])))
