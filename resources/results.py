"""What a result of the search says of an organisation or a guide: from the card in its row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from django.utils.translation import gettext as _

from hub.outward import host, outward
from resources.presentation.wording import day_text, joined, reader
from search.kinds import Card, Fact, Row, Shown
from taxonomy.names import area_names


def organisations(rows: Sequence[Row]) -> list[Shown]:
    """Results that are organisations: where they are at home, and their site."""
    cards = [row.card for row in rows]
    names = _names(cards, "home")
    return [Shown(_("Organisation"), facts=[*_places(card.get("home", ()), names), *_website(card)]) for card in cards]


def _website(card: Card) -> Iterator[Fact]:
    """The site of an organisation."""
    if outward(str(card.get("website"))):
        yield Fact("link", host(card["website"]), card["website"], ltr=True)


def guides(rows: Sequence[Row]) -> list[Shown]:
    """Results that are guides: where they hold, and when somebody last read them over."""
    cards = [row.card for row in rows]
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
