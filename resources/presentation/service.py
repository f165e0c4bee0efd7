"""A service, as its page tells it to a reader: the answers in the order in which people ask."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from hub.outward import host, outward
from resources.codes import Status
from taxonomy.labels import labels_for

from .changed import Changed, changes_of
from .costs import cost_texts, waiting_texts
from .notices import Checked, Notice, checked_of, links_to, local_day, notices_of
from .people import HelpLanguage, access_texts, ages_text, all_area_names, help_languages, language_texts, where_texts
from .places import Place, places_of
from .private import private_remarks
from .times import Hours, State, hours_of, state_of
from .ways import Way, service_opening, ways_of
from .wording import Link, Pair, Remark, reader


@dataclass(frozen=True)
class Topic:
    """A topic to look for more of."""

    pk: int
    code: str
    label: str


@dataclass(frozen=True)
class ServiceView:
    """``alerts``: what to know first. ``pairs``: is it for me, can I reach it. ``state``: is anybody there now, by any way; ``hours``: those of
    the service as a whole. ``stays``: what stays private. ``costs``: what it costs. ``checked`` is None where nobody has checked the facts.
    ``website_changed``: the website is new, and nobody has confirmed it."""

    kind: str
    organisation: Link | None
    alerts: list[Notice]
    topics: list[Topic]
    languages: list[HelpLanguage]
    pairs: list[Pair]
    state: State | None
    ways: list[Way]
    places: list[Place]
    website: str
    website_host: str
    website_changed: Changed | None
    hours: Hours | None
    stays: list[Remark]
    costs: list[str]
    checked: Checked | None


def present(page: Any, now: datetime | None = None, country: str = "", with_words: bool = True) -> ServiceView:
    """What ``page`` (a ServicePage, saved or not) says at ``now`` in the active language to a reader in ``country`` (ISO 3166-1; empty: not known).
    Without ``with_words`` nothing is taken from the page's own words, which the reader may not read."""
    facts, now = page.facts, now or timezone.now()
    names = all_area_names([*(row.area for row in facts.areas.all()), *(row.area for row in facts.locations.all()), *_call_areas(facts)])
    labels = labels_for([*facts.topics.all(), *facts.audiences.all()], reader().code)
    active, changes = facts.status == Status.ACTIVE, changes_of(facts)
    return ServiceView(
        kind=str(facts.get_type_display()),
        organisation=_organisation(facts),
        alerts=notices_of(facts, now),
        topics=[Topic(one.pk, one.code, labels[one.pk]) for one in facts.topics.all()],
        languages=help_languages(facts),
        pairs=_pairs(page, facts, names, labels, with_words),
        state=state_of(service_opening(facts, now), now) if active else None,
        ways=ways_of(facts, now, country, names, changes) if active else [],
        places=places_of(facts, names, changes) if active else [],
        website=outward(facts.website),
        website_host=host(facts.website),
        website_changed=changes.get(("website", None)),
        hours=hours_of(list(facts.opening_hours.all()), list(facts.alerts.all()), now) if active else None,
        stays=private_remarks(facts),
        costs=[*cost_texts(facts), *([page.cost_note] if with_words and page.cost_note else [])],
        checked=checked_of(facts, local_day(facts, now)),
    )


def _call_areas(facts: Any) -> list[Any]:
    """The areas from which it is known what a call costs."""
    return [row.known_in for row in facts.phones.all() if row.known_in]


def _organisation(facts: Any) -> Link | None:
    """The organisation in the reader's language."""
    return links_to([facts.organisation]).get(facts.organisation.translation_key) if facts.organisation else None


def _pairs(page: Any, facts: Any, names: dict[str, str], labels: dict[int, str], with_words: bool) -> list[Pair]:
    """For whom, where, in which languages, how long people wait, access. What nobody knows is said only where it matters: of places and languages."""
    audiences = [labels[one.pk] for one in facts.audiences.all()]
    words = [page.who_for] if with_words and page.who_for else []
    rows = [
        Pair(_("For whom"), [*words, *audiences, *filter(None, [ages_text(facts)])]),
        Pair(_("Where"), where_texts(facts, names) or [_("We do not know for which places.")]),
        Pair(_("Languages"), language_texts(facts) or [_("We do not know in which languages.")]),
        Pair(_("Waiting time"), waiting_texts(facts)),
        Pair(_("Access"), access_texts(facts)),
    ]
    return [row for row in rows if row.texts]
