"""Cards: what a page is, how to reach it and whether anybody is there now, in a few words, for lists, help-line blocks, the home page, results."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from hub import languages
from hub.models import HubPage
from resources.codes import AlertKind, PhoneKind, Status
from resources.families import address_of, in_language
from resources.loading import prefetch_facts
from resources.models import ServicePage
from resources.opening import in_force
from resources.presentation.changed import changes_of
from resources.presentation.costs import cost_texts
from resources.presentation.notices import STATUS, alert_text, local_day
from resources.presentation.people import all_area_names, help_languages, where_texts
from resources.presentation.times import State, state_of
from resources.presentation.ways import service_opening
from resources.presentation.wording import Small, labels, reader, some

SHOWN: Final = 3
"""How many languages or areas a card names before it counts the rest."""


@dataclass(frozen=True)
class Card:
    """A page in a list. ``language``: that of its title and summary; ``foreign`` if the reader's is another. ``state``: open or not, None where
    nobody can tell. ``phone``: the first number to call (E.164);
    ``changed``: that nobody has confirmed it yet. ``reach``: the ways to reach it in words. ``why``: why it is shown."""

    page: HubPage
    kind: str
    title: str
    address: str
    language: languages.Language
    foreign: bool
    summary: str
    why: str = ""
    state: State | None = None
    phone: str = ""
    changed: str = ""
    reach: str = ""
    facts: list[Small] = field(default_factory=list)


def cards(pages: Iterable[HubPage | None], why: Mapping[Any, str] | None = None, now: datetime | None = None) -> list[Card]:
    """A card for each family of ``pages`` that is visible, through the reader's language. ``why``: reasons by translation key."""
    return cards_of(in_language(pages, reader().code), why, now)


def cards_of(pages: Iterable[HubPage], why: Mapping[Any, str] | None = None, now: datetime | None = None) -> list[Card]:
    """A card for each of ``pages``, which the caller has chosen and knows to be visible. As many queries for 200 pages as for 20."""
    pages, now, why = list(pages), now or timezone.now(), why or {}
    prefetch_facts(pages)
    rows = [row for page in pages if isinstance(page, ServicePage) for row in page.facts.areas.all()]
    names = all_area_names({row.area.code: row.area for row in rows}.values())
    return [_card(page, why.get(page.translation_key, ""), names, now) for page in pages]


def _card(page: HubPage, why: str, names: dict[str, str], now: datetime) -> Card:
    """One card."""
    here = reader()
    more = _of_service(page.facts, names, now) if isinstance(page, ServicePage) else {"kind": capfirst(str(page._meta.verbose_name))}
    address = address_of(page, here.code)
    return Card(
        page=page, title=page.title, address=address, language=page.language, foreign=page.language != here, summary=page.summary, why=why, **more
    )


def _of_service(facts: ServicePage, names: dict[str, str], now: datetime) -> dict[str, Any]:
    """What only services say. One that is not active says that, and no way to reach it."""
    kind = str(facts.get_type_display())
    if facts.status != Status.ACTIVE:
        return {"kind": kind, "facts": [Small("alert", str(STATUS[facts.status]))]}
    alerts = in_force(facts.alerts.all(), local_day(facts, now))
    return {
        "kind": kind,
        "state": state_of(service_opening(facts, now), now),
        **_number(facts, alerts),
        "reach": labels(ways_in_words(facts)),
        "facts": [*(Small("alert", alert_text(alert)) for alert in alerts), *_small_facts(facts, names)],
    }


def _number(facts: ServicePage, alerts: Iterable[Any]) -> dict[str, str]:
    """The first number to call; none while the numbers do not work."""
    dead = any(alert.kind == AlertKind.NUMBER for alert in alerts)
    row = None if dead else next((row for row in facts.phones.all() if row.kind == PhoneKind.VOICE), None)
    changed = changes_of(facts).get(("phones", row.pk)) if row else None
    return {"phone": row.number if row else "", "changed": changed.text if changed else ""}


def ways_in_words(facts: Any) -> list[str]:
    """The kinds of contact, each once: telephone, chat, in person."""
    kinds = [str(row.get_kind_display()) for row in (*facts.phones.all(), *facts.channels.all())]
    return list(dict.fromkeys([*kinds, *([_("In person")] if facts.locations.all() else [])]))


def _small_facts(facts: Any, names: dict[str, str]) -> list[Small]:
    """Where, in which languages, at what cost."""
    spoken = help_languages(facts)
    found = [
        ("place", some(where_texts(facts, names), SHOWN)),
        ("letters", some([one.text for one in spoken if not one.signed], SHOWN)),
        ("hand", some([one.text for one in spoken if one.signed], SHOWN)),
        ("coin", cost_texts(facts)[0] if facts.costs.all() else ""),
    ]
    return [Small(icon, text) for icon, text in found if text]
