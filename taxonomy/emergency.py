"""The numbers to call in an emergency, country by country."""

from __future__ import annotations

from dataclasses import dataclass

from phonenumbers import PhoneMetadata, is_emergency_number

from taxonomy import shipped
from taxonomy.areas import country_in
from taxonomy.models import Area


@dataclass(frozen=True)
class Emergency:
    """``number``: of everything, else of the police; ``ambulance``: where it is another one."""

    number: str
    ambulance: str = ""


def emergency(area: Area) -> Emergency | None:
    """The numbers of the country in which ``area`` lies: None for what is wider than a country, where none is known, and wherever caution applies or
    the law is known to be against people like our readers, since the police may be the danger. One query at most."""
    country = country_in(area.lineage)
    found = numbers(country) if country and country not in shipped.emergency()["never"].split() else None
    return found if found and area.inherited_caution() == Area.Caution.NONE else None


def numbers(country: str) -> Emergency | None:
    """The numbers of a country (ISO 3166-1), None where none is known. No query."""
    known = shipped.emergency()
    if own := known["own"].get(country):
        return Emergency(*own)
    if PhoneMetadata.short_metadata_for_region(country) is None:
        return None
    return next((Emergency(number) for number in known["single"] if is_emergency_number(number, country)), None)
