"""The facts of a demo page: short forms of its file become fields and rows. Days are counted from the day of loading, so that nothing looks old."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, time, timedelta
from decimal import Decimal
from typing import Any, Final

from django.utils import timezone

from home.demo.families import Family
from home.demo.pictures import picture
from hub.models import HubImage, HubPage
from resources.models import (
    Access,
    Alert,
    Channel,
    ChannelHours,
    Confidentiality,
    Cost,
    Location,
    OpeningHours,
    OrganisationIdentifier,
    Phone,
    PhoneHours,
    ServiceArea,
    ServiceLanguage,
    Verification,
    WaitingTime,
)
from taxonomy.areas import area_for
from taxonomy.models import Area, Concept

Find = Callable[[str], HubPage]
"""The page (the one that keeps the facts) that a slug names."""


FIELDS: Final = {"holds_for": "areas"}
"""Fields whose names in the files are others: ``areas`` are rows of a service."""


class UnknownCodeError(LookupError):
    """A file names an area or a concept that does not exist."""


def set_facts(page: HubPage, family: Family, find: Find) -> None:
    """Give ``page`` the facts of ``family``."""
    zone = family.facts.get("zone", "UTC")
    for name, value in family.facts.items():
        if name in ROWS:
            relation, rows = ROWS[name]
            setattr(page, relation, list(rows(value, zone, find)))
        elif name != "zone":
            setattr(page, FIELDS.get(name, name), _field(name, value, find))


def _field(name: str, value: Any, find: Find) -> Any:
    """The value of a field by its name."""
    if name in ("topics", "audiences"):
        return [concept(name.removesuffix("s"), code) for code in value]
    if name in ("review_on", "reviewed_on"):
        return day(value)
    if name in ("organisation", "umbrella"):
        return find(value)
    if name == "logo":
        return HubImage.objects.get(pk=picture(value))
    if name == "holds_for":
        return [area(code) for code in value]
    return area(value) if name == "home_country" else value


def day(days: int) -> date:
    """The day that lies so many days from today."""
    return timezone.localdate() + timedelta(days=days)


def area(code: str) -> Area:
    """The area ``code``. Raises UnknownCodeError."""
    if found := area_for(code):
        return found
    raise UnknownCodeError(code)


def concept(scheme: str, code: str) -> Concept:
    """The concept ``code`` of ``scheme``. Raises UnknownCodeError."""
    if found := Concept.objects.filter(scheme=scheme, code=code).first():
        return found
    raise UnknownCodeError(f"{scheme} {code}")


def answer(value: bool | None) -> str:
    """``true``, ``false`` or nothing as yes, no or unknown."""
    return {True: "yes", False: "no", None: "unknown"}[value]


def hours(model: type[Any], texts: list[str], zone: str) -> list[Any]:
    """Rows of hours from ``always`` or ``MO TU 18:00-02:00``."""
    return [_hours(model, text, zone) for text in texts]


def _hours(model: type[Any], text: str, zone: str) -> Any:
    """One row of hours."""
    if text == "always":
        return model(always=True, zone=zone)
    *days, span = text.split()
    opens, closes = (time.fromisoformat(one) for one in span.split("-"))
    return model(days=days, opens=opens, closes=closes, zone=zone)


def _opening(value: list[str], zone: str, find: Find) -> list[OpeningHours]:
    return hours(OpeningHours, value, zone)


def _phones(value: list[dict[str, Any]], zone: str, find: Find) -> Iterator[Phone]:
    for row in value:
        known = {"known_in": area(row["known_in"]), "on_bill": answer(row.get("on_bill"))} if "known_in" in row else {}
        own = {"hours": hours(PhoneHours, row.get("hours", []), zone)}
        yield Phone(**{**row, **known, **own})


def _channels(value: list[dict[str, Any]], zone: str, find: Find) -> Iterator[Channel]:
    for row in value:
        yield Channel(**{**row, "hours": hours(ChannelHours, row.get("hours", []), zone)})


def _languages(value: dict[str, str], zone: str, find: Find) -> Iterator[ServiceLanguage]:
    yield from (ServiceLanguage(code=code, how=how) for how, codes in value.items() for code in codes.split())


def _areas(value: dict[str, bool], zone: str, find: Find) -> Iterator[ServiceArea]:
    yield from (ServiceArea(area=area(code), residents_only=residents) for code, residents in value.items())


def _locations(value: list[dict[str, Any]], zone: str, find: Find) -> Iterator[Location]:
    yield from (Location(**{**row, "area": area(row["area"])}) for row in value)


def _costs(value: list[Any], zone: str, find: Find) -> Iterator[Cost]:
    for one in value:
        kind, *amount = one.split()
        yield Cost(kind=kind, amount=Decimal(amount[0]), currency=amount[1]) if amount else Cost(kind=kind)


def _access(value: dict[str, bool | None], zone: str, find: Find) -> Iterator[Access]:
    yield from (Access(kind=kind, answer=answer(told)) for kind, told in value.items())


def _private(value: dict[str, bool | None], zone: str, find: Find) -> Iterator[Confidentiality]:
    yield from (Confidentiality(kind=kind, answer=answer(told)) for kind, told in value.items())


def _waiting(value: list[Any], zone: str, find: Find) -> Iterator[WaitingTime]:
    yield from (WaitingTime(value=at_most, unit=unit, as_of=day(days)) for at_most, unit, days in value)


def _alerts(value: list[dict[str, Any]], zone: str, find: Find) -> Iterator[Alert]:
    for row in value:
        until = day(row["until"]) if "until" in row else None
        yield Alert(kind=row["kind"], starts_on=day(row["from"]), ends_on=until, instead=find(row["instead"]) if "instead" in row else None)


def _checked(value: list[Any], zone: str, find: Find) -> Iterator[Verification]:
    days, how, due = value
    yield Verification(on=day(days), how=how, due=day(due))


def _identifiers(value: dict[str, str], zone: str, find: Find) -> Iterator[OrganisationIdentifier]:
    yield from (OrganisationIdentifier(scheme=scheme, identifier=str(number)) for scheme, number in value.items())


ROWS: Final[dict[str, tuple[str, Callable[[Any, str, Find], Any]]]] = {
    "hours": ("opening_hours", _opening),
    "phones": ("phones", _phones),
    "channels": ("channels", _channels),
    "languages": ("languages", _languages),
    "areas": ("areas", _areas),
    "locations": ("locations", _locations),
    "costs": ("costs", _costs),
    "access": ("access", _access),
    "private": ("confidentiality", _private),
    "waiting": ("waiting_times", _waiting),
    "alerts": ("alerts", _alerts),
    "checked": ("verifications", _checked),
    "identifiers": ("identifiers", _identifiers),
}
"""The short forms of rows: the relation they fill and how."""
