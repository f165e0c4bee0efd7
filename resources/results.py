"""What a result of the search says of a service, an organisation, a guide: from the card in its row, without a query for each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any, Final

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _
from modelcluster.models import ClusterableModel, model_from_serializable_data

from resources import codes
from resources.models import Alert, Channel, Cost, OpeningHours, Phone, ServiceLanguage
from resources.presentation.costs import SENTENCES
from resources.presentation.people import help_languages
from resources.presentation.times import state_of
from resources.presentation.ways import CHANNEL_ICONS, LINKS, PHONE_ICONS, number_text, service_opening
from resources.presentation.wording import day_text, host, joined, reader
from search.kinds import Card, Fact, Shown
from taxonomy.names import area_names

CARD_ROWS: Final[dict[str, type[models.Model]]] = {
    "phones": Phone,
    "channels": Channel,
    "opening_hours": OpeningHours,
    "alerts": Alert,
    "languages": ServiceLanguage,
    "costs": Cost,
}
"""The rows of a service that its card holds."""
MOST_LANGUAGES: Final = 4
"""Languages named in a result; the page names all."""


class Rows(list[Any]):
    """Rows that are read as those of a page are."""

    def all(self) -> Rows:
        """All of them."""
        return self


class StoredFacts:
    """The facts in a card, read as those of a page are."""

    def __init__(self, card: Card) -> None:
        for name, model in CARD_ROWS.items():
            setattr(self, name, Rows(_row(model, data) for data in card.get(name, ())))


def _row(model: type[Any], data: Mapping[str, Any]) -> Any:
    """A row of facts as ``resources.search.row_data`` kept it; asks the database nothing."""
    if issubclass(model, ClusterableModel):
        return model.from_serializable_data(dict(data), check_fks=False)
    return model_from_serializable_data(model, dict(data), check_fks=False)


def services(cards: Sequence[Card]) -> list[Shown]:
    """Results that are services."""
    now = timezone.now()
    return [_service(card, now) for card in cards]


def _service(card: Card, now: datetime) -> Shown:
    """One service: open or not, how to reach it, in which languages, at what cost."""
    facts: Any = StoredFacts(card)
    active = card.get("status") == codes.Status.ACTIVE
    state = state_of(service_opening(facts, now), now) if active else None
    return Shown(_type_label(card), state, [*_status(card), *_ways(facts), *_languages(facts), *_costs(facts)])


def _type_label(card: Card) -> str:
    """What the service is, in a word."""
    known = card.get("type") in codes.ServiceType.values
    return str(codes.ServiceType(card["type"] if known else codes.ServiceType.OTHER).label)


def _status(card: Card) -> Iterator[Fact]:
    """That the service rests, where it does."""
    if card.get("status") == codes.Status.INACTIVE:
        yield Fact("alert", str(codes.Status.INACTIVE.label))


def _ways(facts: Any) -> Iterator[Fact]:
    """The first number and the first address of each other kind, to tap."""
    seen: set[str] = set()
    for row in facts.phones:
        if row.kind not in seen and row.kind != codes.PhoneKind.FAX:
            seen.add(row.kind)
            yield Fact(PHONE_ICONS.get(row.kind, "chat"), _number(row), LINKS[row.kind](row.number), ltr=row.kind in PHONE_ICONS)
    for row in facts.channels:
        if row.kind not in seen:
            seen.add(row.kind)
            yield Fact(CHANNEL_ICONS.get(row.kind, "chat"), str(row.get_kind_display()), _address(row))


def _number(row: Any) -> str:
    """A number as it is dialled; of other kinds their name."""
    return number_text(row.number) if row.kind in PHONE_ICONS else str(row.get_kind_display())


def _address(row: Any) -> str:
    """Where tapping leads, if anywhere."""
    if row.kind == codes.ChannelKind.EMAIL:
        return f"mailto:{row.address}"
    return row.address if row.address.startswith(("https://", "http://")) else ""


def _languages(facts: Any) -> Iterator[Fact]:
    """The languages of help, the first few by name."""
    names = [one.name for one in help_languages(facts)]
    if len(names) > MOST_LANGUAGES:
        yield Fact("letters", _("%(languages)s and more") % {"languages": ", ".join(names[:MOST_LANGUAGES])})
    elif names:
        yield Fact("letters", joined(names))


def _costs(facts: Any) -> Iterator[Fact]:
    """What it costs, where that is known."""
    for code in dict.fromkeys(row.kind for row in facts.costs):
        yield Fact("coin", SENTENCES[code]())


def organisations(cards: Sequence[Card]) -> list[Shown]:
    """Results that are organisations: where they are at home, and their site."""
    names = _names(cards, "home")
    return [Shown(_("Organisation"), facts=[*_places(card.get("home", ()), names), *_website(card)]) for card in cards]


def _website(card: Card) -> Iterator[Fact]:
    """The site of an organisation."""
    if str(card.get("website")).startswith(("https://", "http://")):
        yield Fact("link", host(card["website"]), card["website"], ltr=True)


def guides(cards: Sequence[Card]) -> list[Shown]:
    """Results that are guides: where they hold, and when somebody last read them over."""
    names = _names(cards, "areas")
    return [Shown(_("Guide"), facts=[*_places(card.get("areas", ()), names), *_reviewed(card)]) for card in cards]


def _names(cards: Sequence[Card], name: str) -> dict[str, str]:
    """The names of all areas in these cards: one query at most."""
    return area_names({code for card in cards for code in card.get(name, ())}, reader().code)


def _places(areas: Sequence[str], names: Mapping[str, str]) -> Iterator[Fact]:
    """The areas by name."""
    if areas:
        yield Fact("place", joined(names[code] for code in areas))


def _reviewed(card: Card) -> Iterator[Fact]:
    """The day on which the guide was last read over."""
    if card.get("reviewed_on"):
        yield Fact("tick", _("Reviewed on %(date)s") % {"date": day_text(date.fromisoformat(card["reviewed_on"]))})
