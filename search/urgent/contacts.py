"""Who can be reached at once: open now, from where the reader is, in a language the reader reads, about what cannot wait."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from django.http import HttpRequest
from django.utils.translation import gettext as _

from search.engines import site_engine
from search.engines.base import Engine, Query, SearchError, Step
from search.forms import Asked
from search.kinds import REGISTRY, Fact, Presence, kind
from search.ladder import Place, Rung, withheld_keys
from search.results.checking import Checked, check
from search.results.helplines import speaking, there
from search.results.result import Result, results
from taxonomy.help_languages import base

MOST: Final = 3
BATCH: Final = 30
BATCHES: Final = 4
"""So many services are looked through, a batch at a time, until enough of them are open."""
NEVER: Final = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True)
class Contact:
    """A service to reach, and whether somebody is there now (None: nobody can tell)."""

    result: Result
    open: bool | None

    @property
    def ways(self) -> list[Fact]:
        """What to tap. Nobody waits at a letter box."""
        return [fact for fact in self.result.shown.facts if fact.address and not fact.address.startswith("mailto:")]

    @property
    def notes(self) -> list[Fact]:
        """What to know beside it."""
        return [fact for fact in self.result.shown.facts if not fact.address]


Candidate = tuple[tuple[int, datetime, int], Presence, Checked]
"""With what it is sorted by: open ones first, then those whose hours nobody knows, then those that open soonest; of equal ones the nearer topic."""


def contacts(topics: Sequence[str], asked: Asked, place: Place | None, request: HttpRequest | None = None, *, foreign: bool = False) -> list[Contact]:
    """At most three, best first; with ``foreign`` in whatever language. None where there is no index."""
    quiet = Asked(asked.language, reads=asked.reads)
    languages = frozenset() if foreign else frozenset(map(base, quiet.own_languages))
    steps = _steps(topics, quiet, place, languages)
    try:
        found = sorted(_candidates(site_engine(), steps, quiet, languages, request), key=lambda one: one[0])[:MOST]
    except SearchError:
        return []
    rung = Rung(steps[0], _("Somebody to talk to"), near=True)
    shown = results([(rung, checked) for _order, _presence, checked in found], quiet, None, place)
    return [Contact(result, presence.open) for result, (_order, presence, _checked) in zip(shown, found, strict=True)]


def _steps(topics: Sequence[str], asked: Asked, place: Place | None, languages: Collection[str]) -> tuple[Step, ...]:
    """Help lines on the topic, other services on it, other help lines."""
    reach = {**there(place), **(speaking(asked) if languages else {})}
    about = {"topic": topics}
    attended = {"kind": [code for code, one in REGISTRY.kinds.items() if one.attend]}
    filters = ({**REGISTRY.help, **about}, {**attended, **about}, dict(REGISTRY.help))
    return tuple(Step(f"contacts-{number}", None, filters={**reach, **one}) for number, one in enumerate(filters))


def _candidates(
    engine: Engine, steps: tuple[Step, ...], asked: Asked, languages: Collection[str], request: HttpRequest | None
) -> Iterator[Candidate]:
    """Those who can be reached at all, until enough are open. Four queries and one look into the index a batch, seldom more than one batch."""
    withheld, open_ones = withheld_keys(engine), 0
    for batch in range(BATCHES):
        query = Query(steps, prefer=(*asked.own_languages, *asked.other_languages), exclude_keys=withheld, offset=batch * BATCH, limit=BATCH)
        answer = engine.search(query)
        rank = {hit.key: number for number, step in enumerate(answer.steps) for hit in step.hits}
        checked, _refused = check(answer.hits, asked.own_languages, request)
        for one, presence in zip(checked, _presences(checked, languages), strict=True):
            if presence:
                open_ones += presence.open is True
                yield _order(presence, rank[one.hit.key]), presence, one
        if open_ones >= MOST or len(answer.hits) < BATCH:
            return


def _presences(checked: Sequence[Checked], languages: Collection[str]) -> list[Presence | None]:
    """What their kinds say of who is there."""
    return [attend([one.shown.card], languages)[0] if (attend := kind(one.shown.kind).attend) else None for one in checked]


def _order(presence: Presence, rank: int) -> tuple[int, datetime, int]:
    """See ``Candidate``."""
    if presence.open is False:
        return 2, presence.opens or NEVER, rank
    return (0 if presence.open else 1), NEVER, rank
