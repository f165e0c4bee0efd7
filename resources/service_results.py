"""What a result of the search says of a service: from the card in its row, without a query for each.

As on the service's own card and page: one that does not work says so and offers no way, alerts stand first, a dead number is not offered.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.translation import gettext as _

from hub.outward import outward
from resources.codes import AlertKind, ChannelKind, PhoneKind, ServiceType, Status
from resources.opening import Rota, best, in_force
from resources.presentation.costs import SENTENCES
from resources.presentation.notices import STATUS, alert_text, zone_of
from resources.presentation.people import help_languages
from resources.presentation.times import state_of
from resources.presentation.ways import CHANNEL_ICONS, LINKS, PHONE_ICONS, number_text, rotas
from resources.presentation.wording import reader, some
from search.kept import KeptOfRows
from search.kinds import Card, Fact, Row, Shown

from .stored import StoredFacts

TYPES: Final = dict(ServiceType.choices)
MOST_LANGUAGES: Final = 4
"""Languages named in a result; the page names all."""


@dataclass(frozen=True)
class Said:
    """What a card says in a language at any time: what it is called; its alerts, of which each has its days, in ``zone``; its hours; and as facts its
    numbers, its other ways where the numbers work and where they do not, and the rest."""

    label: str
    alerts: Sequence[Any] = ()
    hours: Sequence[Rota] = ()
    zone: str = "UTC"
    unchecked: Sequence[Fact] = ()
    ways: Sequence[Fact] = ()
    without_numbers: Sequence[Fact] = ()
    more: Sequence[Fact] = ()


def services(rows: Sequence[Row]) -> list[Shown]:
    """Results that are services."""
    now, language = timezone.now(), reader().code
    return [_at(_said.get(row, language), now) for row in rows]


def _at(said: Said, now: datetime) -> Shown:
    """One service at this moment: what it is, what to know first, open or not, how to reach it, in which languages, at what cost."""
    alerts = in_force(said.alerts, now.astimezone(ZoneInfo(said.zone)).date())
    dead = any(alert.kind == AlertKind.NUMBER for alert in alerts)
    facts = [*(Fact("alert", alert_text(alert)) for alert in alerts), *said.unchecked, *(said.without_numbers if dead else said.ways), *said.more]
    return Shown(said.label, state_of(best(rota.at(now) for rota in said.hours), now), facts)


def _read(card: Card) -> Said:
    """What a card says. Of a service that does not work: that it does not."""
    label = str(TYPES.get(card.get("type", ""), ServiceType.OTHER.label))
    if card.get("status") != Status.ACTIVE:
        return Said(label, more=[Fact("alert", str(STATUS[card["status"]]))] if card.get("status") in STATUS else [])
    facts: Any = StoredFacts(card)
    return Said(
        label,
        facts.alerts,
        rotas(facts),
        zone_of(facts),
        [*_unchecked(card)],
        [*_ways(facts)],
        [*_ways(facts, dead=True)],
        [*_languages(facts), *_costs(facts)],
    )


_said: Final = KeptOfRows(_read)


def _unchecked(card: Card) -> Iterator[Fact]:
    """That nobody has looked at its facts for long."""
    if card.get("unchecked"):
        yield Fact("alert", _("Nobody has checked this for more than a year: some of it may have changed."))


def _ways(facts: Any, dead: bool = False) -> Iterator[Fact]:
    """The first number and the first address of each kind, to tap; no number while the numbers are ``dead``."""
    phones = [] if dead else [row for row in facts.phones if row.kind != PhoneKind.FAX]
    for row in _first_of_each_kind(phones):
        yield Fact(PHONE_ICONS.get(row.kind, "chat"), _number(row), LINKS[row.kind](row.number), row.kind in PHONE_ICONS, facts.note("phones", row))
    named = {row.kind for row in phones}
    for row in _first_of_each_kind(row for row in facts.channels if row.kind not in named):
        yield Fact(CHANNEL_ICONS.get(row.kind, "chat"), str(row.get_kind_display()), _address(row), note=facts.note("channels", row))


def _first_of_each_kind(rows: Any) -> list[Any]:
    """The first row of each kind, in order."""
    found: dict[str, Any] = {}
    for row in rows:
        found.setdefault(row.kind, row)
    return list(found.values())


def _number(row: Any) -> str:
    """A number as it is dialled; of other kinds their name."""
    return number_text(row.number) if row.kind in PHONE_ICONS else str(row.get_kind_display())


def _address(row: Any) -> str:
    """Where tapping leads, if anywhere."""
    if row.kind == ChannelKind.EMAIL:
        return f"mailto:{row.address}" if row.address else ""
    return outward(row.address)


def _languages(facts: Any) -> Iterator[Fact]:
    """The languages of help, the first few by name."""
    names = [one.name for one in help_languages(facts)]
    if names:
        yield Fact("letters", some(names, MOST_LANGUAGES))


def _costs(facts: Any) -> Iterator[Fact]:
    """What it costs, where that is known."""
    for code in dict.fromkeys(row.kind for row in facts.costs):
        yield Fact("coin", SENTENCES[code]())
