"""The documents that a step finds in the embedded index, with their families."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import cached_property
from operator import itemgetter
from typing import Any

from search.engines.base import COUNTED, Hit
from search.engines.embedded import schema
from search.engines.embedded.order import Found
from search.engines.embedded.view import View
from search.engines.gathering import members


class Matches:
    """The documents that a step finds, best first. ``more``: there are others than those that were read."""

    def __init__(self, view: View, hits: Sequence[Found], among: Collection[int] | None = None) -> None:
        """``hits`` as ``order.found`` gives them; families are read when asked for. ``among``: other families are left out."""
        self.searcher = view.searcher
        self._found = hits
        self.more = len(hits) >= COUNTED
        self._addresses = list(map(itemgetter(1), hits))
        if among is not None:
            self._found = [one for one, family in zip(hits, self.families, strict=True) if family in among]
            self._addresses = list(map(itemgetter(1), self._found))
            del self.families

    @cached_property
    def families(self) -> list[int]:
        """The family of each document (none of those that can be found is without one)."""
        values: Any = self.searcher.fast_field_values(schema.FAMILY, self._addresses)
        return list(values)

    def rows(self, places: list[int]) -> list[int]:
        """The row numbers of some of the documents."""
        return [int(row or 0) for row in self.searcher.fast_field_values(schema.ROW, [self._addresses[place] for place in places])]

    def hits(self, places: list[int], prefer: Mapping[str, int]) -> tuple[Hit, ...]:
        """The families at these places, each with its best score, by its document in the first language of ``prefer`` (code to rank)."""
        several = members(self.families, places)
        return tuple(self._hit(place, several[self.families[place]], prefer) for place in places)

    def _hit(self, place: int, members: list[int], prefer: Mapping[str, int]) -> Hit:
        """One family by the member that speaks for it: the best where ``prefer`` names none."""
        speakers = [self._speaker(one) for one in members]
        key, language = min(speakers, key=lambda one: prefer.get(one[1], len(prefer))) if len(speakers) > 1 else speakers[0]
        return Hit(key, self.families[place], language, self._found[place][0])

    def _speaker(self, place: int) -> tuple[str, str]:
        """Key and language of a document."""
        document = self.searcher.doc(self._addresses[place])
        return str(document.get_first(schema.KEY)), str(document.get_first(schema.LANGUAGE))
