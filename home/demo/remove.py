"""Take the demo content away again, with everything that came with it; what others have built on it stays and is reported."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final
from uuid import UUID

from django.conf import settings
from django.contrib.auth.models import Group
from django.db import transaction
from django.db.models import ProtectedError, RestrictedError
from wagtail.models import ReferenceIndex
from wagtail_localize.models import SegmentOverride, String, StringTranslation, TranslatableObject, TranslationSource

from home.demo.accounts import GROUPS
from home.demo.families import families
from home.demo.pictures import SOURCE
from home.models import HomePage, StandardPage
from hub.models import HubImage, HubPage
from members.models import User
from resources.models import GuidePage, OrganisationPage, ResourceIndexPage, ServicePage

ORDER: Final[tuple[type[HubPage], ...]] = (GuidePage, ServicePage, OrganisationPage, StandardPage, ResourceIndexPage, HomePage)
"""What points to others goes before what is pointed to, what is held before what holds it."""


@transaction.atomic
def remove() -> tuple[int, list[HubPage]]:
    """Take everything away. Returns how many pages went, and those that stay since pages that are no example hang on them."""
    pages = list(demo_pages())
    stay = _all_that_go(pages)
    _forget_words({page.translation_key for page in pages} - {page.translation_key for page in stay})
    _forget_pictures()
    User.objects.filter(is_demo=True).delete()
    Group.objects.filter(name__in=[*GROUPS, *(one.state.group for one in families().values() if one.state.group)]).delete()
    return len(pages) - len(stay), stay


def demo_pages() -> Iterator[HubPage]:
    """All demo pages in the order in which they can go: leaves before branches, translations before the page that keeps their facts."""
    for model in ORDER:
        yield from sorted(model._default_manager.filter(is_demo=True), key=lambda page: (-page.depth, page.keeps_facts))


def _all_that_go(pages: list[HubPage]) -> list[HubPage]:
    """Take away whatever goes of ``pages``, again and again, since they hang on one another. Returns the rest."""
    stay = [page for page in pages if not _go(page)]
    return _all_that_go(stay) if len(stay) < len(pages) else stay


def _go(page: HubPage) -> bool:
    """Take one page away; False if something hangs on it. The home page of the site is emptied instead."""
    if page.get_children().exists():
        return False
    if isinstance(page, HomePage) and page.sites_rooted_here.exists():
        _empty(page)
        return True
    try:
        with transaction.atomic():
            page.delete()
    except (ProtectedError, RestrictedError):
        return False
    return True


def _empty(home: HomePage) -> None:
    """The home page as it was before anything was loaded."""
    HomePage.objects.filter(pk=home.pk).update(is_demo=False)
    home.refresh_from_db()
    home.title = home.draft_title = settings.WAGTAIL_SITE_NAME
    home.summary, home.body = "", []
    home.save_revision().publish()


def _forget_pictures() -> None:
    """Take our pictures away, but for those that pages of others show."""
    for image in HubImage.objects.filter(source=SOURCE):
        if not ReferenceIndex.get_references_to(image).exists():
            image.delete()


def _forget_words(keys: set[UUID]) -> None:
    """Take the segments of pages that are gone out of the translation memory."""
    for model in (StringTranslation, SegmentOverride):
        model._default_manager.filter(context__object_id__in=keys).delete()
    TranslationSource.objects.filter(object_id__in=keys).delete()
    TranslatableObject.objects.filter(translation_key__in=keys).delete()
    String.objects.filter(segments=None, translations=None).delete()
