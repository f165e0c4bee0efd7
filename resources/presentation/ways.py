"""The ways to reach a service: what to tap, who answers and when, what it leaves behind."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from typing import Any, Final

import phonenumbers
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hub.outward import host, outward
from resources.codes import AlertKind, ChannelKind, PhoneKind
from resources.opening import Opening, Rota, best, opening
from taxonomy.names import language_name

from .changed import Changed, Changes
from .times import Hours, State, hours_of, state_of
from .traces import ON_THE_DEVICE, bill_remarks
from .wording import Remark, joined, reader

PHONE_CLOSING: Final = (AlertKind.CLOSED, AlertKind.NUMBER)
"""The alerts during which nobody answers a number."""
PHONE_ICONS: Final = {PhoneKind.VOICE: "phone", PhoneKind.RELAY: "hand", PhoneKind.FAX: "printer"}
CHANNEL_ICONS: Final = {ChannelKind.VIDEO: "video", ChannelKind.EMAIL: "mail", ChannelKind.POST: "mail", ChannelKind.SELF_HELP: "globe"}
LINKS: Final[dict[str, Callable[[str], str]]] = {
    PhoneKind.VOICE: lambda number: f"tel:{number}",
    PhoneKind.RELAY: lambda number: f"tel:{number}",
    PhoneKind.TEXT: lambda number: f"sms:{number}",
    PhoneKind.WHATSAPP: lambda number: f"https://wa.me/{number.lstrip('+')}",
    PhoneKind.SIGNAL: lambda number: f"https://signal.me/#p/{number}",
    PhoneKind.TELEGRAM: lambda number: f"https://t.me/{number}",
}
ACTIONS: Final[dict[str, Promise]] = {
    ChannelKind.CHAT: gettext_lazy("Write in the chat"),
    ChannelKind.TEXT: gettext_lazy("Write a message"),
    ChannelKind.VIDEO: gettext_lazy("Open the video call"),
    ChannelKind.SELF_HELP: gettext_lazy("Open the self-help site"),
}


@dataclass(frozen=True)
class Way:
    """One way to get in touch. ``address`` is empty where there is nothing to tap; ``outward``: it leads to another site. ``ltr``: ``text`` is a
    number or an address. ``number``: as the device dials it. ``state`` and ``hours`` are the way's own: None where it keeps the service's, or
    where nobody can tell. ``notes``: who answers in which languages, what it costs and leaves on a bill and on the device."""

    kind: str
    label: str
    icon: str
    text: str
    address: str
    outward: bool
    ltr: bool
    number: str
    state: State | None
    hours: Hours | None
    notes: list[Remark]
    changed: Changed | None = None


def ways_of(facts: Any, now: datetime, country: str = "", names: Mapping[str, str] | None = None, changes: Changes | None = None) -> list[Way]:
    """The ways to reach the service, telephone numbers first. ``country`` is the reader's place (ISO 3166-1), where given: numbers of it stand in
    national form. ``names``: those of the areas from which a call's cost is known, by code."""
    alerts = list(facts.alerts.all())
    noted = {key: _phone_changed(one, country) if key[0] == "phones" else one for key, one in (changes or {}).items()}
    phones = [replace(_phone(row, alerts, now, country, names or {}), changed=noted.get(("phones", row.pk))) for row in facts.phones.all()]
    channels = [replace(_channel(row, alerts, now), changed=noted.get(("channels", row.pk))) for row in facts.channels.all()]
    return [*phones, *channels]


def _phone_changed(changed: Changed, country: str) -> Changed:
    """With the old number as numbers are written here."""
    return replace(changed, before=number_text(changed.before, country))


def service_opening(facts: Any, now: datetime) -> Opening | None:
    """Is anybody there, by any way: those with hours of their own, else the service's hours. Whoever calls a dead number reaches nobody."""
    return best(rota.at(now) for rota in rotas(facts))


def rotas(facts: Any) -> list[Rota]:
    """What ``hours_of_ways`` gives, each once, ready to be asked. Which kinds of alerts close a way is no difference where there is none."""
    alerts = list(facts.alerts.all())
    different = {(*map(id, rows), closing if alerts else ()): (rows, closing) for rows, closing in hours_of_ways(facts)}
    return [Rota(rows, alerts, closing) for rows, closing in different.values()]


def hours_of_ways(facts: Any) -> Iterator[tuple[Any, tuple[str, ...]]]:
    """The hours of each way, with the kinds of alerts that close it."""
    shared = list(facts.opening_hours.all())
    ways = [*((phone, PHONE_CLOSING) for phone in facts.phones.all()), *((channel, (AlertKind.CLOSED,)) for channel in facts.channels.all())]
    for way, closing in ways:
        yield list(way.hours.all()) or (shared if answered(way) else []), closing
    if not any(answered(way) for way, _closing in ways):
        yield shared, (AlertKind.CLOSED,)


def answered(way: Any) -> bool:
    """Does somebody answer at once? Nobody waits at a letter box."""
    return way.kind not in (PhoneKind.FAX, ChannelKind.EMAIL, ChannelKind.POST, ChannelKind.SELF_HELP)


@lru_cache(maxsize=4096)
def number_text(number: str, country: str = "") -> str:
    """A number in international form, in national form for readers in its own country; short numbers as they are."""
    if not number.startswith("+"):
        return number
    parsed = phonenumbers.parse(number)
    national = country.upper() in phonenumbers.region_codes_for_country_code(parsed.country_code or 0)
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.NATIONAL if national else phonenumbers.PhoneNumberFormat.INTERNATIONAL)


def _phone(row: Any, alerts: Any, now: datetime, country: str, names: Mapping[str, str]) -> Way:
    """A telephone number, or a number in an app."""
    own = list(row.hours.all())
    link = LINKS[row.kind](row.number) if row.kind in LINKS else ""
    return Way(
        kind=row.kind,
        label=str(row.get_kind_display()),
        icon=PHONE_ICONS.get(row.kind, "chat"),
        text=number_text(row.number, country),
        address=link,
        outward=bool(host(link)),
        ltr=True,
        number=row.number,
        state=state_of(opening(own, alerts, now, PHONE_CLOSING), now),
        hours=hours_of(own, alerts, now),
        notes=[*_languages(row.languages), *bill_remarks(row, names), Remark("plain", str(ON_THE_DEVICE[f"phone:{row.kind}"]))],
    )


def _channel(row: Any, alerts: Any, now: datetime) -> Way:
    """A chat, a mailbox, a site."""
    own = list(row.hours.all())
    link = _channel_link(row)
    action = ACTIONS.get(row.kind) if link else None
    return Way(
        kind=row.kind,
        label=str(row.get_kind_display()),
        icon=CHANNEL_ICONS.get(row.kind, "chat"),
        text=str(action) if action else row.address,
        address=link,
        outward=bool(host(link)),
        ltr=not action and row.kind != ChannelKind.POST,
        number="",
        state=state_of(opening(own, alerts, now), now),
        hours=hours_of(own, alerts, now),
        notes=[*_languages(row.languages), Remark("plain", str(ON_THE_DEVICE[f"channel:{row.kind}"]))],
    )


def _channel_link(row: Any) -> str:
    """Where tapping leads; nothing but web and mail addresses becomes a link."""
    if row.kind == ChannelKind.EMAIL and row.address:
        return f"mailto:{row.address}"
    return outward(row.address)


def _languages(codes: list[str]) -> list[Remark]:
    """The languages of this way alone, as a sentence; none where they are the service's."""
    names = joined(language_name(code, reader().code) for code in codes)
    return [Remark("plain", _("In %(languages)s.") % {"languages": names})] if codes else []
