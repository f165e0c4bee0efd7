"""What a result of the search says of a service: from the card in its row, without a query for each.

As on the service's own card and page: one that does not work says so and offers no way, alerts stand first, a dead number is not offered.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any, Final

from django.utils import timezone
from django.utils.translation import gettext as _

from hub.outward import outward
from resources.codes import AlertKind, ChannelKind, PhoneKind, ServiceType, Status
from resources.opening import in_force
from resources.presentation.costs import SENTENCES
from resources.presentation.notices import STATUS, alert_text, local_day
from resources.presentation.people import help_languages
from resources.presentation.times import state_of
from resources.presentation.ways import CHANNEL_ICONS, LINKS, PHONE_ICONS, number_text, service_opening
from resources.presentation.wording import some
from search.kinds import Card, Fact, Shown

from .stored import StoredFacts

MOST_LANGUAGES: Final = 4
"""Languages named in a result; the page names all."""


def services(cards: Sequence[Card]) -> list[Shown]:
    """Results that are services."""
    now = timezone.now()
    return [_service(card, now) for card in cards]


def _service(card: Card, now: datetime) -> Shown:
    """One service: what it is, what to know first, open or not, how to reach it, in which languages, at what cost."""
    label = str(dict(ServiceType.choices).get(card.get("type", ""), ServiceType.OTHER.label))
    if card.get("status") != Status.ACTIVE:
        return Shown(label, facts=[Fact("alert", str(STATUS[card["status"]]))] if card.get("status") in STATUS else [])
    facts: Any = StoredFacts(card)
    alerts = in_force(facts.alerts, local_day(facts, now))
    said = [*(Fact("alert", alert_text(alert)) for alert in alerts), *_unchecked(card), *_ways(facts, alerts), *_languages(facts), *_costs(facts)]
    return Shown(label, state_of(service_opening(facts, now), now), said)


def _unchecked(card: Card) -> Iterator[Fact]:
    """That nobody has looked at its facts for long."""
    if card.get("unchecked"):
        yield Fact("alert", _("Nobody has checked this for more than a year: some of it may have changed."))


def _ways(facts: Any, alerts: Sequence[Any]) -> Iterator[Fact]:
    """The first number and the first address of each kind, to tap; no number while the numbers do not work."""
    dead = any(alert.kind == AlertKind.NUMBER for alert in alerts)
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
