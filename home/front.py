"""The home page: somebody to talk to now, topics, what is new."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from hub.models import visible_pages
from resources.cards import Card, cards_of
from resources.codes import ChannelKind, LanguageHow, ServiceType, Status
from resources.families import in_language
from resources.loading import prefetch_facts
from resources.models import GuidePage, OrganisationPage, ServicePage
from resources.presentation.ways import service_opening
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


def front(home: Any) -> dict[str, Any]:
    """``now``: cards of services that answer now, ``topics``: tiles, ``fresh``: the newest pages, all in the language of ``home``."""
    language = home.language.code
    return {"now": talk_now(language), "topics": topics(language), "fresh": fresh(home)}


def talk_now(language: str, now: datetime | None = None) -> list[Card]:
    """At most three services that answer now and help from anywhere: first those that speak ``language`` themselves, then through an interpreter,
    then in any language."""
    now = now or timezone.now()
    services = list(_from_anywhere())
    prefetch_facts(services)
    awake = [service for service in services if (opening := service_opening(service, now)) and opening.open]
    shown = in_language(sorted(awake, key=lambda service: _nearness(service, language)), language)[:NOW]
    return cards_of(shown, now=now)


def _from_anywhere() -> Any:
    """The facts pages of all active services that can be called or written to from anywhere in the world."""
    anywhere = Q(areas__area__code=WORLD, areas__residents_only=False)
    talk = Q(phones__isnull=False) | Q(channels__kind__in=TALKING)
    found = ServicePage.objects.filter(anywhere, facts_page=None, listed=True, status=Status.ACTIVE).filter(talk)
    return found.select_related("locale").distinct().order_by("pk")


def _nearness(service: Any, language: str) -> tuple[int, bool, int]:
    """Sorts services, the one to offer first."""
    spoken = [row.how for row in service.languages.all() if base(row.code) == base(language)]
    rank = 0 if LanguageHow.STAFF in spoken else 1 if spoken else 2
    return rank, service.type != ServiceType.HELPLINE, service.pk


def topics(language: str) -> list[TopicTile]:
    """The broadest topics."""
    search = reverse("search")
    return [
        TopicTile(one.concept.code, one.label, one.concept.icon or "topic", f"{search}?topic={one.concept.code}") for one in tree("topic", language)
    ]


def fresh(home: Any) -> list[Page]:
    """The newest services, organisations and guides in the language of ``home``."""
    pages = visible_pages().filter(locale=home.locale_id, first_published_at__isnull=False).type(ServicePage, OrganisationPage, GuidePage)
    return list(pages.order_by("-first_published_at", "-pk").select_related("locale").specific()[:FRESH])
