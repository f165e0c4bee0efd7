"""Documents found, brought to families: each once, in the language that the reader prefers."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

import tantivy

from search.engines.base import Hit
from search.engines.embedded import schema


class Matches:
    """All documents that match a query, best first; equal scores in the order of the index."""

    def __init__(self, searcher: tantivy.Searcher, query: tantivy.Query) -> None:
        """Searches at once; families are read when asked for."""
        self.searcher = searcher
        found = searcher.search(query, max(1, searcher.num_docs), count=False).hits
        self.scores = [score for score, _ in found]
        self.addresses = [address for _, address in found]

    @cached_property
    def families(self) -> list[int]:
        """The family of each document."""
        return [int(family or 0) for family in self.searcher.fast_field_values(schema.FAMILY, self.addresses)]

    def rows(self, places: list[int]) -> list[int]:
        """The row numbers of some of the documents."""
        return [int(row or 0) for row in self.searcher.fast_field_values(schema.ROW, [self.addresses[place] for place in places])]

    def members(self, place: int) -> list[int]:
        """The places of all documents found of the family that stands at ``place``."""
        family = self.families[place]
        return [other for other, one in enumerate(self.families) if one == family]


def first_of_each(families: list[int], seen: set[int]) -> list[int]:
    """The places at which a family stands for the first time that is not in ``seen``; ``seen`` then has them all."""
    firsts = []
    for place, family in enumerate(families):
        if family not in seen:
            seen.add(family)
            firsts.append(place)
    return firsts


def hit(matches: Matches, place: int, prefer: Mapping[str, int]) -> Hit:
    """The family at ``place`` with its best score, by its document in the first language of ``prefer`` (code to rank), else by its best."""
    documents = [matches.searcher.doc(matches.addresses[one]) for one in matches.members(place)]
    speakers = [(str(document.get_first(schema.KEY)), str(document.get_first(schema.LANGUAGE))) for document in documents]
    key, language = min(speakers, key=lambda one: prefer.get(one[1], len(prefer)))
    return Hit(key, matches.families[place], language, matches.scores[place])
