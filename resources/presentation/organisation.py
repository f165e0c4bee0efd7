"""An organisation, as its page tells it to a reader."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from .notices import links_to
from .people import all_area_names
from .wording import Link, host


@dataclass(frozen=True)
class OrganisationView:
    """``country`` is its home country by name; ``umbrella`` the organisation it is part of, ``parts`` those that are part of it."""

    website: str
    website_host: str
    email: str
    country: str
    partner: bool
    umbrella: Link | None
    parts: list[Link]
    identifiers: list[tuple[str, str]]


def present_organisation(page: Any) -> OrganisationView:
    """What ``page`` (an OrganisationPage, saved or not) says in the active language."""
    facts = page.facts
    parts = list(facts.parts.all()) if facts.pk else []
    links = links_to([facts.umbrella, *parts])
    area = facts.home_country
    return OrganisationView(
        website=facts.website,
        website_host=host(facts.website),
        email=facts.email,
        country=all_area_names([area])[area.code] if area else "",
        partner=facts.partner,
        umbrella=links.get(facts.umbrella.translation_key) if facts.umbrella else None,
        parts=[links[one.translation_key] for one in parts if one.translation_key in links],
        identifiers=[(row.scheme, row.identifier) for row in facts.identifiers.all()],
    )
