"""Makes the pages that the short form of a new service describes."""

from __future__ import annotations

from typing import Any, TypeVar

from django.db import transaction
from wagtail.log_actions import log
from wagtail.models import Page

from hub.models import HubPage
from resources.codes import ServiceType
from resources.models import OrganisationPage, ResourceIndexPage, ServiceArea, ServiceLanguage, ServicePage
from taxonomy.models import Concept

P = TypeVar("P", bound=HubPage)


@transaction.atomic
def make_service(data: dict[str, Any], user: Any, publish: bool) -> ServicePage:
    """The service that ``data`` (of ``ShortForm``) describes, as a draft or published, with its organisation if that is new."""
    rows: dict[str, Any] = {
        "languages": [ServiceLanguage(code=code) for code in data["codes"]],
        "areas": [ServiceArea(area=data["area"])],
        **data["facts"],
    }
    if topic := data.get("topic"):
        rows["topics"] = list(Concept.objects.filter(scheme=Concept.Scheme.TOPIC, code=topic))
    service = ServicePage(
        title=data["title"],
        summary=data["summary"],
        type=data["type"] or ServiceType.OTHER,
        organisation=organisation_of(data["organisation"], data["section"], user, publish),
        **rows,
    )
    return add(service, data["section"], user, publish)


def may_publish_in(section: Page, user: Any) -> bool:
    """May ``user`` publish what is made in ``section``?"""
    return bool(section.permissions_for_user(user).can_publish_subpage())


def organisation_of(name: str, section: ResourceIndexPage, user: Any, publish: bool) -> OrganisationPage | None:
    """The organisation of this name, whatever language it is written in; made beside the others if there is none."""
    name = " ".join(name.split())
    if not name:
        return None
    known = OrganisationPage.objects.filter(title__iexact=name).select_related("facts_page").order_by("path").first()
    if known:
        return known.facts
    shelf = shelf_of_organisations(section, user)
    return add(OrganisationPage(title=name), shelf, user, publish and may_publish_in(shelf, user))


def shelf_of_organisations(section: ResourceIndexPage, user: Any) -> Page:
    """Where organisations of this language stand, if ``user`` may add one there; else the section of the service."""
    other = OrganisationPage.objects.filter(locale=section.locale_id).order_by("path").first()
    shelf = other.get_parent().specific if other else section
    return shelf if shelf.permissions_for_user(user).can_add_subpage() else section


def add(page: P, parent: Page, user: Any, publish: bool) -> P:
    """Add ``page`` below ``parent`` as Wagtail's form does: a draft with a version in history, published if asked for."""
    page.locale, page.owner = parent.locale, user
    page.live, page.has_unpublished_changes = False, True
    parent.add_child(instance=page)
    log(instance=page, action="wagtail.create", user=user, content_changed=True)
    revision = page.save_revision(user=user)
    if publish:
        revision.publish(user=user)
    page.refresh_from_db()
    return page
