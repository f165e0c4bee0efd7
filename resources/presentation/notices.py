"""What a reader must know first: that a service is gone or closed, what to use instead; and when its facts were checked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from resources.codes import AlertKind, Status, VerifiedHow
from resources.families import address_of, in_language
from resources.opening import in_force

from .wording import Link, day_text, reader

STATUS: Final[dict[str, Promise]] = {
    Status.INACTIVE: gettext_lazy("This service does not work at the moment."),
    Status.DEFUNCT: gettext_lazy("This service no longer exists."),
}
ALERTS: Final[dict[str, tuple[Promise, Promise]]] = {
    AlertKind.CLOSED: (gettext_lazy("Temporarily closed."), gettext_lazy("Closed until %(date)s, that day included.")),
    AlertKind.HOURS: (gettext_lazy("Other hours than usual."), gettext_lazy("Other hours than usual until %(date)s.")),
    AlertKind.NUMBER: (gettext_lazy("The number does not work at the moment."), gettext_lazy("The number does not work until %(date)s.")),
    AlertKind.FULL: (gettext_lazy("Takes nobody new at the moment."), gettext_lazy("Takes nobody new until %(date)s.")),
    AlertKind.MOVED: (gettext_lazy("Has moved: the address has changed."), gettext_lazy("Has moved until %(date)s: the address has changed.")),
    AlertKind.REMOTE: (gettext_lazy("Helps only from a distance at the moment."), gettext_lazy("Helps only from a distance until %(date)s.")),
}
"""What each kind says without a last day, and with one."""
CHECKED: Final[dict[str, Promise]] = {
    VerifiedHow.PHONE: gettext_lazy("These facts were checked on %(date)s by telephone."),
    VerifiedHow.EMAIL: gettext_lazy("These facts were checked on %(date)s by e-mail."),
    VerifiedHow.VISIT: gettext_lazy("These facts were checked on %(date)s by a visit."),
    VerifiedHow.WEBSITE: gettext_lazy("These facts were checked on %(date)s on the website of the service."),
    VerifiedHow.SERVICE: gettext_lazy("The service itself checked these facts on %(date)s."),
}


@dataclass(frozen=True)
class Notice:
    """Something to know before reading on. ``instead``: the service to go to."""

    kind: str
    text: str
    instead: Link | None = None


@dataclass(frozen=True)
class Checked:
    """When and how the facts were checked; ``due``: they should be checked again, and ``text`` says so."""

    text: str
    due: bool


def local_day(facts: Any, now: datetime) -> date:
    """Today where the service is: in the zone of its hours, else in UTC."""
    return now.astimezone(ZoneInfo(zone_of(facts))).date()


def zone_of(facts: Any) -> str:
    """The zone of its hours, else UTC."""
    return next((str(row.zone) for row in facts.opening_hours.all()), "UTC")


def notices_of(facts: Any, now: datetime) -> list[Notice]:
    """The status of a service that is not active, then its alerts in force."""
    status = [Notice(facts.status, str(STATUS[facts.status]))] if facts.status in STATUS else []
    alerts = in_force(facts.alerts.all(), local_day(facts, now))
    others = links_to(alert.instead for alert in alerts)
    return status + [_notice(alert, others) for alert in alerts]


def _notice(alert: Any, others: dict[Any, Link]) -> Notice:
    """One alert."""
    return Notice(alert.kind, alert_text(alert), others.get(alert.instead.translation_key) if alert.instead else None)


def alert_text(alert: Any) -> str:
    """What an alert says, with its last day if it has one."""
    ever, until = ALERTS[alert.kind]
    return str(until) % {"date": day_text(alert.ends_on)} if alert.ends_on else str(ever)


def links_to(pages: Iterable[Any]) -> dict[Any, Link]:
    """Links to what stands for ``pages`` in the reader's language, by translation key; nothing for pages that nobody may see."""
    here = reader()
    return {page.translation_key: link_to(page) for page in in_language(pages, here.code)}


def link_to(page: Any) -> Link:
    """A link to ``page`` as it is shown to the reader."""
    here = reader()
    return Link(page.title, address_of(page, here.code), page.language, page.language != here)


def latest_check(facts: Any) -> Any | None:
    """The last time that somebody checked the facts; None where nobody has yet."""
    return max(facts.verifications.all(), key=lambda row: row.on, default=None)


def checked_of(facts: Any, today: date) -> Checked | None:
    """The latest check; None where nobody has checked yet. Who did is not told."""
    latest = latest_check(facts)
    if latest is None:
        return None
    text = str(CHECKED[latest.how]) % {"date": day_text(latest.on)}
    if latest.due and latest.due < today:
        return Checked(f"{text} {_('The next check was due on %(date)s: some of them may have changed.') % {'date': day_text(latest.due)}}", True)
    return Checked(text, False)
