"""Who can be reached at once, and in which languages: for people who cannot wait."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from django.utils import timezone

from resources.codes import AlertKind, Status
from resources.opening import in_force
from resources.presentation.notices import local_day
from resources.presentation.ways import answered, service_opening
from search.kinds import Card, Presence
from taxonomy.help_languages import base

from .reach import SINKING
from .stored import Rows, StoredFacts


def attendance(cards: Sequence[Card], languages: Collection[str]) -> list[Presence | None]:
    """See ``search.kinds.Attendance``. Without ``languages`` any will do."""
    now = timezone.now()
    return [_presence(card, languages, now) for card in cards]


def _presence(card: Card, languages: Collection[str], now: datetime) -> Presence | None:
    """Whether somebody of one service can be reached, by a way on which a person answers."""
    if card.get("status") != Status.ACTIVE:
        return None
    facts: Any = StoredFacts(card)
    kinds = {alert.kind for alert in in_force(facts.alerts, local_day(facts, now))}
    spoken = [row.code for row in facts.languages]
    facts.phones = Rows(row for row in facts.phones if AlertKind.NUMBER not in kinds and _usable(row, spoken, languages))
    facts.channels = Rows(row for row in facts.channels if row.address and _usable(row, spoken, languages))
    if kinds & SINKING or not (facts.phones or facts.channels):
        return None
    opening = service_opening(facts, now)
    if opening and not opening.open and not opening.next:
        return None
    return Presence(opening.open, opening.next) if opening else Presence(None)


def _usable(way: Any, spoken: Sequence[str], languages: Collection[str]) -> bool:
    """Does somebody answer there at once, in one of the languages?"""
    return answered(way) and (not languages or bool({base(code) for code in way.languages or spoken} & set(languages)))
