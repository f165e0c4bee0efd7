"""The home page: somebody to talk to now, topics, what is new."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.db.models import Q
from django.utils import timezone
from wagtail.models import Page

from home.models.bands import USUAL, BandKind
from hub.models import HubPage, visible_pages
from resources.cards import Card, cards_of
from resources.codes import ChannelKind, LanguageHow, ServiceType, Status
from resources.families import in_language
from resources.loading import prefetch_facts
from resources.models import GuidePage, OrganisationPage, ServicePage
from resources.presentation.ways import service_opening
from search.addresses import topic_address
from taxonomy.areas import WORLD
from taxonomy.concepts import tree
from taxonomy.help_languages import base

NOW: Final = 3
FRESH: Final = 6
TALKING: Final = (ChannelKind.CHAT, ChannelKind.TEXT, ChannelKind.VIDEO)
"""Channels by which somebody answers at once."""


@dataclass(frozen=True)
class TopicTile:
    """A topic with the address of the search for it."""

    code: str
    label: str
    icon: str
    address: str


@dataclass(frozen=True)
class Band:
    """A part of the home page: its ``kind`` (``BandKind``) and what is in it: cards, tiles or pages. ``section``: the page that lists more."""

    kind: str
    items: list[Any]
    section: HubPage | None = None


def front(home: Any) -> list[Band]:
    """The parts of ``home`` that hold something, in the order that editors chose, in the language of ``home``."""
    rows = list(home.facts.bands.all())
    chosen = [(row.kind, row.section) for row in rows] or [(kind, None) for kind in USUAL]
    bands = (_band(home, kind, section) for kind, section in chosen)
    return [band for band in bands if band and band.items]


def _band(home: Any, kind: str, section: Any) -> Band | None:
    """One part, filled."""
    language = home.language.code
    if kind == BandKind.SECTION:
        return _section(section, language)
    fill: dict[str, Callable[[], list[Any]]] = {
        BandKind.NOW: lambda: talk_now(language),
        BandKind.TOPICS: lambda: topics(language),
        BandKind.FRESH: lambda: fresh(home),
    }
    return Band(kind, fill[kind]() if kind in fill else list(home.body))


def _section(section: Any, language: str) -> Band | None:
    """The first pages of a section in the language of the home page; none where it is not in that language."""
    page = next(iter(in_language([section], language)), None)
    if page is None or page.language.code != language:
        return None
    pages = visible_pages().child_of(page).order_by("path").select_related("locale").specific()[:FRESH]
    return Band(BandKind.SECTION, list(pages), page)


def talk_now(language: str, now: datetime | None = None) -> list[Card]:
    """At most three services that answer now and help from anywhere: first those that speak ``language`` themselves, then through an interpreter,
    then in any language."""
    now = now or timezone.now()
    services = list(from_anywhere())
    prefetch_facts(services)
    awake = [service for service in services if (opening := service_opening(service, now)) and opening.open]
    shown = in_language(sorted(awake, key=lambda service: nearness(service, language)), language)[:NOW]
    return cards_of(shown, now=now)


def from_anywhere() -> Any:
    """The facts pages of all active services that can be called or written to from anywhere in the world."""
    anywhere = Q(areas__area__code=WORLD, areas__residents_only=False)
    talk = Q(phones__isnull=False) | Q(channels__kind__in=TALKING)
    found = ServicePage.objects.filter(anywhere, facts_page=None, listed=True, status=Status.ACTIVE).filter(talk)
    return found.select_related("locale").distinct().order_by("pk")


def nearness(service: Any, language: str) -> tuple[int, bool, int]:
    """Sorts services, the one to offer first."""
    spoken = [row.how for row in service.languages.all() if base(row.code) == base(language)]
    rank = 0 if LanguageHow.STAFF in spoken else 1 if spoken else 2
    return rank, service.type != ServiceType.HELPLINE, service.pk


def topics(language: str) -> list[TopicTile]:
    """The broadest topics."""
    branches = [(one.concept, one.label) for one in tree("topic", language)]
    return [TopicTile(concept.code, label, concept.icon or "topic", topic_address(concept.pk, concept.code)) for concept, label in branches]


def fresh(home: Any) -> list[Page]:
    """The newest services, organisations and guides in the language of ``home``."""
    pages = visible_pages().filter(locale=home.locale_id, first_published_at__isnull=False).type(ServicePage, OrganisationPage, GuidePage)
    return list(pages.order_by("-first_published_at", "-pk").select_related("locale").specific()[:FRESH])
