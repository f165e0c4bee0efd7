"""Several searches in one request."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any, Final

from elasticsearch import Elasticsearch

from search.engines.base import COUNTED, Hit
from search.engines.elasticsearch.cluster import refused, told, whole
from search.engines.elasticsearch.queries import Json
from search.engines.gathering import members

FIELDS: Final = [f"responses.{name}" for name in ("error.type", "status", "hits.hits._id", "hits.hits._score", "hits.hits.fields", "aggregations")]
"""What is needed of the answers."""
MOVED: Final = (404, 503)
"""The status of a search whose index was replaced while it was under way: it finds the new one when it asks again."""


def ask(client: Elasticsearch, index: str, searches: Sequence[Json]) -> list[dict[str, Any]]:
    """The answers to searches in an index (or what has its name), all or none. Raises ``IndexUnavailableError``."""
    if not searches:
        return []
    answers = _once(client, index, searches)
    if any(answer["status"] in MOVED for answer in answers):
        answers = _once(client, index, searches)
    for answer in answers:
        if answer["status"] != 200:
            raise refused(answer["status"], answer.get("error", {}).get("type"))
    return answers


def _once(client: Elasticsearch, index: str, searches: Sequence[Json]) -> list[dict[str, Any]]:
    """The answers, whatever they say. Half of an answer is none."""
    head = {"index": index, "allow_partial_search_results": False}
    with told():
        answered = client.msearch(searches=[part for one in searches for part in (head, one)], filter_path=FIELDS).body
    return list(whole(answered)["responses"])


class Rows:
    """The documents that one search found, best first. ``more``: there are others than those that were read."""

    def __init__(self, answer: Mapping[str, Any]) -> None:
        """From one of the answers to ``queries.best``."""
        self._found = answer.get("hits", {}).get("hits", [])
        self.more = len(self._found) >= COUNTED
        self.families: list[int] = [one["fields"]["family"][0] for one in self._found]

    def keep(self, among: Collection[int]) -> Rows:
        """Without the documents of other families."""
        self._found = [one for one, family in zip(self._found, self.families, strict=True) if family in among]
        self.families = [family for family in self.families if family in among]
        return self

    def key(self, place: int) -> str:
        """The key of the document at a place."""
        return str(self._found[place]["_id"])

    def hits(self, places: list[int], prefer: Mapping[str, int]) -> tuple[Hit, ...]:
        """The families at these places, each with its best score, by its document in the first language of ``prefer`` (code to rank)."""
        several = members(self.families, places)
        return tuple(self._hit(place, several[self.families[place]], prefer) for place in places)

    def _hit(self, place: int, several: list[int], prefer: Mapping[str, int]) -> Hit:
        """One family by the member that speaks for it: the best where ``prefer`` names none."""
        speaker = min(several, key=lambda one: prefer.get(self._language(one), len(prefer)))
        return Hit(self.key(speaker), self.families[place], self._language(speaker), float(self._found[place].get("_score") or 0.0))

    def _language(self, place: int) -> str:
        """The language of the document at a place."""
        return str(self._found[place]["fields"]["language"][0])
