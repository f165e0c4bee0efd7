"""A TREC run as a reader sees it: all steps of the ladder in the order of the page, with a word list learnt from the families among the documents."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import combinations
from pathlib import Path

from search.analysis import normal_code
from search.engines.base import Engine, EngineDocument, Hit
from search.forms import Asked
from search.ladder import across, ladder, query, widened
from search.trec import TrecQuery, line
from search.wordlist import Text, WordList, learn
from search.wordlist.texts import Unit

Members = dict[int, dict[str, str]]
"""The keys of a family's documents by language: its first one in each."""


class LadderRun:
    """Documents that share a family are translations of each other, from which words are learnt; the others stand in one language only."""

    def __init__(self, engine: Engine, folder: Path) -> None:
        """``folder`` takes the word list."""
        self.engine = engine
        self.words = WordList(folder / "words.sqlite3")
        self._members: Members = {}
        self._units: dict[str, dict[int, list[Unit]]] = {}

    def noticed(self, documents: Iterable[EngineDocument]) -> Iterator[EngineDocument]:
        """The documents, on their way to the index."""
        alone: dict[int, EngineDocument] = {}
        for document in documents:
            members, code = self._members.setdefault(document.family, {}), normal_code(document.language)
            if code not in members:
                members[code] = document.key
                if len(members) == 1:
                    alone[document.family] = document
                else:
                    self._take([document, *filter(None, [alone.pop(document.family, None)])])
            yield document

    def _take(self, documents: Iterable[EngineDocument]) -> None:
        """Take what can be learnt from translations."""
        for one in documents:
            code = normal_code(one.language)
            self._units.setdefault(code, {})[one.family] = Text(str(one.family), code, one.title, one.body).units()

    def learn(self) -> int:
        """Learn the lists of all pairs of languages; how many families taught something."""
        for one, other in combinations(self._units, 2):
            both = self._units[one].keys() & self._units[other].keys()
            self.words.put_both((one, other), learn((self._units[one][family], self._units[other][family]) for family in sorted(both)))
        return len({family for several in self._units.values() for family in several})

    def lines(self, asked: TrecQuery, best: int) -> Iterator[str]:
        """The lines of a run for one query, which a reader of its language types: ``qid Q0 docid rank score tag``."""
        above = float("inf")
        for rank, hit in enumerate(self.hits(asked, best), start=1):
            made, above = line(asked, hit, rank, above, self.engine.name)
            yield made

    def hits(self, asked: TrecQuery, best: int) -> Iterator[Hit]:
        """The families in the order of the page, each as the document that is shown: in the language of the reader, where there is one."""
        reader = Asked(normal_code(asked.language), asked.text)
        if not asked.text.strip():
            return
        rungs = widened(ladder(reader, None, {}), across(reader, self.engine, self.words))
        for hit in self.engine.search(replace(query(reader, rungs, ()), facets=(), limit=best)).hits:
            yield replace(hit, key=self._members[hit.family].get(reader.language, hit.key))
