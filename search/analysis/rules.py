"""The rules of a language, from its row in the table of languages."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import Final

from hub import languages
from search.analysis.clean import clean
from search.analysis.fold import fold
from search.analysis.stem import Stem, stemmer

SHORTEST_BEFORE_ENDING: Final = 3
"""An ending is only exchanged after this many letters ("todxs", but not "sex")."""


@dataclass(frozen=True)
class Rules:
    """What the analysis has to know of a language: see the columns of ``hub.languages.Language``. ``code`` is a normal code."""

    code: str
    stemmer: Stem = fold
    elision: frozenset[str] = field(default_factory=frozenset)
    enclitics: frozenset[str] = field(default_factory=frozenset)
    stop: frozenset[str] = field(default_factory=frozenset)
    endings: tuple[tuple[str, str], ...] = ()

    def stem(self, word: str) -> str:
        """The stem of a cleaned word, folded; an ending that the stemmer does not know counts as the one that it does."""
        for written, known in self.endings:
            if word.endswith(written) and len(word) - len(written) >= SHORTEST_BEFORE_ENDING:
                return self.stemmer(word[: -len(written)] + known)
        return self.stemmer(word)


@cache
def normal_code(code: str) -> str:
    """The code under which documents of this language are kept: the row of the table that fits best ("pt-BR": "pt", "zh": "zh-hant"), else itself."""
    code = code.strip().lower().replace("_", "-")
    base = code.split("-")[0]
    rows = languages.by_code()
    near = [row for row in rows if row.split("-")[0] == base]
    return code if code in rows else next(iter(near), code)


@cache
def _rules(code: str) -> Rules:
    """The rules under a normal code; a language without a row has letters folded and nothing else."""
    row = languages.by_code().get(code)
    if row is None:
        return Rules(code)
    stop = frozenset(fold(clean(word)) for word in row.stop)
    return Rules(code, stemmer(row.stemmer), row.elision, row.enclitics, stop, row.endings)


def rules_of(code: str) -> Rules:
    """The rules of the language with this code, in any spelling of the code."""
    return _rules(normal_code(code))
