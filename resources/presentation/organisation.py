"""An organisation, as its page tells it to a reader."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from hub.outward import host, outward

from .changed import Changed, changes_of
from .notices import links_to
from .people import all_area_names
from .wording import Link


@dataclass(frozen=True)
class OrganisationView:
    """``country`` is its home country by name; ``umbrella`` the organisation it is part of, ``parts`` those that are part of it.
    ``website_changed`` and ``email_changed``: it is new, and nobody has confirmed it."""

    website: str
    website_host: str
    email: str
    website_changed: Changed | None
    email_changed: Changed | None
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
    area, changes = facts.home_country, changes_of(facts)
    return OrganisationView(
        website=outward(facts.website),
        website_host=host(facts.website),
        email=facts.email,
        website_changed=changes.get(("website", None)),
        email_changed=changes.get(("email", None)),
        country=all_area_names([area])[area.code] if area else "",
        partner=facts.partner,
        umbrella=links.get(facts.umbrella.translation_key) if facts.umbrella else None,
        parts=[links[one.translation_key] for one in parts if one.translation_key in links],
        identifiers=[(row.scheme, row.identifier) for row in facts.identifiers.all()],
    )
