"""Documents that a step found, brought to families: each once, in the language that the reader prefers, on the page that it stands on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from search.analysis import normal_code
from search.engines.base import Filters, Hit, Query, StepAnswer
from search.engines.plans import Plans


class Matches(Protocol):
    """The documents that a step found, best first. ``families``: that of each; ``more``: there are others than those that were read."""

    more: bool

    @property
    def families(self) -> Sequence[int]:
        """The family of each document."""

    def hits(self, places: list[int], prefer: Mapping[str, int]) -> tuple[Hit, ...]:
        """The families at these places, each with its best score, by its document in the first language of ``prefer`` (code to rank)."""


def first_of_each(families: Sequence[int], seen: set[int]) -> list[int]:
    """The places at which a family stands for the first time that is not in ``seen``; ``seen`` then has them all.

    A common word is in most documents: from the last place to the first, so that the first stays, without a loop of our own.
    """
    firsts = dict(zip(reversed(families), range(len(families) - 1, -1, -1), strict=True))
    new = [firsts[family] for family in firsts.keys() - seen] if seen else firsts.values()
    seen.update(firsts)
    return sorted(new)


def members(families: Sequence[int], places: list[int]) -> dict[int, list[int]]:
    """For each family that stands at one of the places, the places of all its documents found, best first."""
    found: dict[int, list[int]] = {families[place]: [] for place in places}
    for place in [place for place, family in enumerate(families) if family in found] if found else ():
        found[families[place]].append(place)
    return found


def step_answers(query: Query, plans: Plans, found: Iterable[tuple[Matches, list[int]]]) -> tuple[StepAnswer, ...]:
    """The page that the query asks for, from what each step found and the places of its new families."""
    prefer = {normal_code(code): place for place, code in reversed(list(enumerate(query.prefer)))}
    skip, room, steps = query.offset, query.limit, []
    for step, plan, (matches, firsts) in zip(query.steps, plans.each, found, strict=True):
        shown = firsts[skip : skip + room] if room > 0 else []
        skip, room = max(0, skip - len(firsts)), room - len(shown)
        steps.append(StepAnswer(step.name, len(firsts), matches.hits(shown, prefer), plan.corrected, matches.more))
    return tuple(steps)


def ordered(counts: Mapping[str, int]) -> tuple[tuple[str, int], ...]:
    """Values of a facet with their numbers: most first, then by value."""
    return tuple(sorted(counts.items(), key=lambda one: (-one[1], one[0])))


def without(filters: Filters, name: str) -> Filters:
    """The filters but one: what a facet is counted under."""
    return {other: values for other, values in filters.items() if other != name}
