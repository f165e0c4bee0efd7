"""What every index holds of a document, whichever engine keeps it: the same terms, the same names of fields, the same rules for values."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final, NamedTuple

from search.analysis import document_terms, merge_terms
from search.engines.base import EngineDocument

TITLE_COUNTS: Final = 2
"""How often the title goes into ``s`` and ``e``."""


class Tokens(NamedTuple):
    """Ready terms with spaces between: ``s``, ``e`` and ``ts`` are the fields of ``search.query.nodes``, ``spellings`` those of ``Terms``."""

    s: str
    e: str
    ts: str
    spellings: str


def tokens(document: EngineDocument) -> Tokens:
    """The terms of a document."""
    title = document_terms(document.title, document.language)
    texts = (document.summary, document.labels, document.body)
    terms = merge_terms([title, *(document_terms(text, document.language) for text in texts if text)])
    more = TITLE_COUNTS - 1
    return Tokens(
        " ".join([title.stem_text] * more + [terms.stem_text]),
        " ".join([title.exact_text] * more + [terms.exact_text]),
        title.stem_text,
        " ".join(terms.spellings),
    )


def encodable(values: Collection[str]) -> list[str]:
    """The values that can stand in an index at all (a lone surrogate cannot)."""
    return sorted(value for value in values if value.isprintable())
