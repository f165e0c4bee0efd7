"""The version of the analysis, which lies beside every index: an index with another one has to be rebuilt."""

from __future__ import annotations

import hashlib
import unicodedata
from typing import Final

import Stemmer

from hub import languages
from search.analysis.fold import LETTERS
from search.analysis.tokens import TOKEN

REVISION: Final = 1
"""Raised by hand when the code of the analysis changes what it gives, not only its tables."""


def _version() -> str:
    """A short hash of all that decides which terms a text gives. Stop lists are not in it: they only weigh words of queries."""
    rows = [(row.code, row.stemmer, sorted(row.elision), sorted(row.enclitics), row.endings) for row in languages.LANGUAGES]
    parts = (REVISION, Stemmer.version(), unicodedata.unidata_version, TOKEN.pattern, sorted(LETTERS.items()), rows)
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:12]


ANALYSIS_VERSION: Final = _version()
