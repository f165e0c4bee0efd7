"""Texts as units that can be set beside those of their translation: the title, then sentence by sentence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, NamedTuple

import regex

from search.analysis import document_terms, rules_of

MOST_SENTENCES: Final = 400
"""Sentences of a text that are learnt from."""
BREAK: Final = regex.compile(r"(?<=[.!?؟:;؛])\s+|(?<=[。！？；])|\n+")
LETTER: Final = regex.compile(r"\p{L}")


class Unit(NamedTuple):
    """The stems of a sentence, each once, without stop words; and how long it is."""

    stems: tuple[str, ...]
    length: int


@dataclass(frozen=True, slots=True)
class Text:
    """A text in one language. Texts with the same ``group`` say the same in different languages."""

    group: str
    language: str
    title: str
    body: str = ""

    def units(self) -> list[Unit]:
        """The title, then the sentences that have a word to learn."""
        sentences = [one for one in BREAK.split(self.body) if one and not one.isspace()][:MOST_SENTENCES]
        body = (_unit(sentence, self.language) for sentence in sentences)
        return [_unit(self.title, self.language), *(one for one in body if one.stems)]


def _unit(sentence: str, language: str) -> Unit:
    """One sentence. Numbers are not learnt: they are the same in all languages."""
    stop = rules_of(language).stop
    stems = dict.fromkeys(stem for stem in document_terms(sentence, language).stems if stem not in stop and LETTER.search(stem))
    return Unit(tuple(stems), len(sentence))
