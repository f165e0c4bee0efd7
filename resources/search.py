"""Services, organisations and guides in the search: what can be found of them, and what a result says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any, Final

from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _
from modelcluster.models import get_serializable_data_for_fields

from hub.models.searchable import words_entry
from hub.worded import Worded
from resources import codes, reach
from search.documents import Entry
from search.engines.base import SUNK
from search.kinds import Kind, register_help, register_kind, register_labels, register_loader, register_ways
from search.reach import offer_codes, page_codes
from taxonomy.areas import WORLD
from taxonomy.help_languages import is_signed
from taxonomy.names import area_names, language_name

from .attendance import attendance
from .loading import prefetch_facts
from .presentation.changed import waiting_on
from .results import guides, organisations
from .service_results import services
from .stored import CARD_ROWS

IN_PERSON: Final = "in-person"
WITHOUT_VOICE: Final = "without-voice"
"""The channel of services that can be used without speaking or hearing."""

WRITTEN: Final = frozenset({*codes.PhoneKind.values, *codes.ChannelKind.values}) - {
    codes.PhoneKind.VOICE,
    codes.PhoneKind.FAX,
    codes.ChannelKind.VIDEO,
    codes.ChannelKind.POST,
    codes.ChannelKind.SELF_HELP,
}
"""Ways that need neither voice nor ear: chat, messages, e-mail, relay services."""

PHONE: Final = "phone"
CHANNELS: Final = {
    WITHOUT_VOICE: _("Without speaking or hearing"),
    PHONE: codes.PhoneKind.VOICE.label,
    IN_PERSON: _("In person"),
    **{kind.value: kind.label for kind in (*codes.PhoneKind, *codes.ChannelKind) if kind != codes.PhoneKind.VOICE},
}
"""The values of the filter ``channel`` with their names. Telephone and in person follow from numbers and places."""

BY: Final = {
    PHONE: _("by phone"),
    codes.PhoneKind.TEXT.value: _("by text message"),
    codes.PhoneKind.RELAY.value: _("through a relay service"),
    codes.PhoneKind.WHATSAPP.value: _("by WhatsApp"),
    codes.PhoneKind.SIGNAL.value: _("by Signal"),
    codes.PhoneKind.TELEGRAM.value: _("by Telegram"),
    codes.ChannelKind.CHAT.value: _("by chat"),
    codes.ChannelKind.VIDEO.value: _("by video call"),
    codes.ChannelKind.EMAIL.value: _("by e-mail"),
    codes.ChannelKind.POST.value: _("by letter"),
    codes.ChannelKind.SELF_HELP.value: _("online, to use alone"),
}
"""Ways from a distance as sentences name them."""


def service_documents(page: Any) -> Iterator[Entry]:
    """What can be found of a service. One that no longer exists is not offered to anybody."""
    if page.facts.status != codes.Status.DEFUNCT:
        facts = page.facts.read_once()
        areas = named_areas(facts)
        rows = {name: [row_data(row) for row in getattr(facts, name).all()] for name in CARD_ROWS}
        card = {"type": facts.type, "status": facts.status, "changes": changes(facts), "places": places(facts), **rows}
        now = timezone.now()
        today = reach.local_day(facts, now)
        card["unchecked"] = reach.long_unchecked(facts, today)
        yield words_entry(
            page,
            service_labels(facts, page.locale.language_code, areas),
            service_filters(facts, today),
            card=card,
            named_areas=tuple(areas),
            checked=reach.last_check(facts),
            point=reach.point_of(facts),
            renew_on=reach.renew_on(facts, today),
            spans=reach.spans_of(facts, now),
        )


def row_data(row: Any) -> dict[str, Any]:
    """A row of facts as plain data, with the rows that belong to it; from which ``resources.stored`` reads it again."""
    data: dict[str, Any] = row.serializable_data() if hasattr(row, "serializable_data") else get_serializable_data_for_fields(row)
    return {name: value for name, value in data.items() if name not in ("page", "sort_order")}


def changes(facts: Any) -> list[list[Any]]:
    """The numbers and addresses that nobody has confirmed yet: fact, row, since when, and whether nothing stood there before."""
    return [[one.fact, one.row, timezone.localdate(one.changed_on), not one.before] for one in waiting_on(facts)]


def places(facts: Any) -> list[list[str]]:
    """The places where people are met: the town, if it is told, and the code of the area."""
    return [[row.town, row.area.code] for row in facts.locations.all()]


def named_areas(facts: Any) -> list[str]:
    """The codes of all areas by whose names the service is found."""
    rows = [*facts.areas.all(), *facts.locations.all()]
    return list(dict.fromkeys(row.area.code for row in rows if row.area.code != WORLD))


def service_labels(facts: Any, language: str, areas: Iterable[str]) -> list[str]:
    """Words to find a service by in ``language`` that are not in its text: what it is, whose, where, by which number, in which languages."""
    with translation.override(language):
        kinds = [str(facts.get_type_display()), *(str(CHANNELS[one]) for one in sorted(channels(facts)) if one in CHANNELS)]
    spoken = [language_name(code, language) for code in sorted(help_languages(facts))]
    towns = [row.town for row in facts.locations.all() if row.town]
    numbers = [row.number for row in facts.phones.all()]
    return [*kinds, *organisation_names(facts, language), *area_names(areas, language).values(), *towns, *spoken, *numbers]


def organisation_names(facts: Any, language: str) -> list[str]:
    """The name of the organisation, in ``language`` where it has one there."""
    own = facts.organisation
    if not own:
        return []
    there = type(own).visible().filter(facts_page=own, locale__language_code=language).values_list("title", flat=True)
    return list(dict.fromkeys([*there, own.title]))


def service_filters(facts: Any, today: date) -> dict[str, Iterable[str]]:
    """The facts by which results are narrowed, on ``today``."""
    return {
        "kind": ("service", facts.type),
        "channel": sorted(channels(facts)),
        "help_language": sorted(help_languages(facts)),
        "cost": [row.kind for row in facts.costs.all()],
        "access": [row.kind for row in facts.access.all() if row.answer == codes.Answer.YES],
        "area": [row.area.code for row in facts.areas.all()],
        "reach": offer_codes(reach.offer_of(facts, today)),
        "state": (SUNK,) if reach.sinks(facts, today) else (),
    }


def channels(facts: Any) -> set[str]:
    """The ways to reach a service, as values of the filter."""
    kinds = {PHONE if row.kind == codes.PhoneKind.VOICE else row.kind for row in facts.phones.all()} | {row.kind for row in facts.channels.all()}
    if facts.locations.all():
        kinds.add(IN_PERSON)
    if kinds & WRITTEN or signs_on_video(facts):
        kinds.add(WITHOUT_VOICE)
    return {str(one) for one in kinds}


def signs_on_video(facts: Any) -> bool:
    """Is there a video call in a sign language?"""
    spoken = [row.code for row in facts.languages.all()]
    videos = [row for row in facts.channels.all() if row.kind == codes.ChannelKind.VIDEO]
    return any(is_signed(code) for row in videos for code in row.languages or spoken)


def help_languages(facts: Any) -> set[str]:
    """The languages in which somebody helps, by any way."""
    ways = [*facts.phones.all(), *facts.channels.all()]
    return {row.code for row in facts.languages.all()} | {code for row in ways for code in row.languages}


def organisation_documents(page: Any) -> Iterator[Entry]:
    """What can be found of an organisation."""
    facts, language = page.facts, page.locale.language_code
    home = [facts.home_country.code] if facts.home_country else []
    lineages = [facts.home_country.lineage] if facts.home_country else []
    card = {"website": facts.website, "home": home}
    yield words_entry(page, area_names(home, language).values(), {"area": home, "reach": page_codes(lineages)}, card=card, named_areas=tuple(home))


def guide_documents(page: Any) -> Iterator[Entry]:
    """What can be found of a guide: one that names no area holds everywhere."""
    facts = page.facts
    areas = [area.code for area in facts.areas.all()]
    card = {"areas": areas, "reviewed_on": facts.reviewed_on}
    names = area_names(areas, page.locale.language_code).values()
    filters = {"area": areas or [WORLD], "reach": page_codes([area.lineage for area in facts.areas.all()])}
    yield words_entry(page, names, filters, card=card, named_areas=tuple(areas), checked=facts.reviewed_on)


def load(pages: Sequence[Any]) -> None:
    """Load the facts of the services among ``pages``."""
    prefetch_facts(pages, whole=True)


def register() -> None:
    """Make the kinds and the names of filter values known to the search."""
    register_loader(load)
    register_kind(Kind("service", _("Service"), services, rank=10, attend=attendance))
    register_kind(Kind("guide", _("Guide"), guides, rank=40))
    register_kind(Kind("organisation", _("Organisation"), organisations, rank=50))
    register_kind(Kind("section", _("Section"), rank=60))
    for rank, one in enumerate(codes.ServiceType, start=11):
        register_kind(Kind(one.value, one.label, rank=rank))
    register_help({"kind": (codes.ServiceType.HELPLINE, codes.ServiceType.CHAT)})
    register_ways(BY)
    for name, labels in (("channel", CHANNELS), ("cost", dict(codes.CostKind.choices)), ("access", dict(codes.AccessKind.choices))):
        register_labels(name, Worded(labels))
