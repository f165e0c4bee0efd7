"""Where caution holds, a service that meets people in person is shown only as far as it agreed to be; until then to nobody.

One rule, said twice because it is asked in two places: of the database for what readers see (``held_back``), of a form in memory for what may be
published (``missing``). A test compares both on generated services.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, Final

from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce, Length, Substr
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from resources.codes import LocationKind
from resources.models.consent import Cover, ListingConsent
from resources.models.rows import Location
from resources.models.ways import Channel, Phone
from taxonomy.areas import cautions
from taxonomy.models import Area

NOT_EVEN_WITH_CONSENT: Final = "place"
"""A place where only help from a distance may be told of: no consent covers it."""

SENTENCES: Final = {
    Cover.LISTED: _("The service meets people in an area where caution holds, and no valid consent says that it may be listed."),
    Cover.CONTACT: _("No valid consent covers its numbers, links and other contacts."),
    Cover.TOWN: _("No valid consent covers the town or area where people meet."),
    Cover.ADDRESS: _("No valid consent covers the address."),
    NOT_EVEN_WITH_CONSENT: _("In this area only help from a distance may be told of: withhold the place, without its town."),
}


class ConsentMissingError(PermissionDenied):
    """A service was to be published that says more than its consent covers. The admin answers as to anything that is not allowed."""


def missing(page: Any, today: date | None = None) -> list[str]:
    """What ``page`` (as it stands in memory) would tell without consent: codes of ``SENTENCES``, none where it may be published as it is."""
    today = today or timezone.localdate()
    places = list(page.locations.all())
    caution = cautions(place.area for place in places) if places else {}
    careful = [place for place in places if caution[place.area.code] != Area.Caution.NONE]
    if not careful:
        return []
    covered = {row.cover for row in page.consents.all() if row.given_on <= today and (row.until is None or today <= row.until)}
    too_far = any(_tells_where(place) for place in careful if caution[place.area.code] == Area.Caution.REMOTE_ONLY)
    return [str(one) for one in _told(page, careful) if one not in covered] + ([NOT_EVEN_WITH_CONSENT] if too_far else [])


def _told(page: Any, places: Iterable[Any]) -> list[Cover]:
    """What the page tells."""
    places = list(places)
    told = {
        Cover.LISTED: True,
        Cover.CONTACT: bool(page.website or list(page.phones.all()) or list(page.channels.all())),
        Cover.TOWN: any(_tells_where(place) for place in places),
        Cover.ADDRESS: any(place.kind == LocationKind.EXACT for place in places),
    }
    return [cover for cover, yes in told.items() if yes]


def _tells_where(place: Any) -> bool:
    """Does the place say more than the area it lies in?"""
    return place.kind != LocationKind.WITHHELD or bool(place.town)


def held_back(today: date | None = None) -> Q:
    """The same asked of the database, for a query on services of any language: the condition under which nobody sees them."""
    today = today or timezone.localdate()
    page = OuterRef("_facts")
    careful = Location.objects.filter(_in_caution(), page=page)
    where = careful.filter(~Q(kind=LocationKind.WITHHELD) | ~Q(town=""))
    contact = Q(Exists(Phone.objects.filter(page=page))) | Q(Exists(Channel.objects.filter(page=page))) | Q(_website=True)
    uncovered = (
        ~_covered(Cover.LISTED, today)
        | (contact & ~_covered(Cover.CONTACT, today))
        | (Q(Exists(where)) & ~_covered(Cover.TOWN, today))
        | (Q(Exists(careful.filter(kind=LocationKind.EXACT))) & ~_covered(Cover.ADDRESS, today))
        | Q(Exists(where.filter(_in_caution(Area.Caution.REMOTE_ONLY))))
    )
    return Q(Exists(careful)) & uncovered


def held_back_pages(model: type[Any]) -> QuerySet[Any]:
    """The pages of ``model`` (services), of every language, that nobody may see for want of consent."""
    facts = Coalesce("facts_page_id", "pk")
    with_site = Q(facts_page=None) & ~Q(website="") | Q(facts_page__isnull=False) & ~Q(facts_page__website="")
    return (
        model._default_manager.annotate(_facts=facts)
        .alias(_website=Exists(model._default_manager.filter(with_site, pk=OuterRef("pk"))))
        .filter(held_back())
    )


def _in_caution(caution: str = "") -> Q:
    """Places in an area, or in one above it, where caution holds: any, or ``caution``."""
    path_above = Substr(OuterRef("area__path"), 1, Length("path"))
    areas = Area.objects.filter(caution=caution) if caution else Area.objects.exclude(caution=Area.Caution.NONE)
    return Q(Exists(areas.filter(path=path_above)))


def _covered(cover: Cover, today: date) -> Q:
    """A consent to ``cover`` holds today."""
    holds = Q(given_on__lte=today) & (Q(until=None) | Q(until__gte=today))
    return Q(Exists(ListingConsent.objects.filter(holds, page=OuterRef("_facts"), cover=cover)))
