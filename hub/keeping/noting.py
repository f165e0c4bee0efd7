"""What is noted in the list of what was withdrawn, as it happens, of all that lies in this layer; and how it is applied again.

Hiding notes itself (``hub.admin.hiding``). Apps above do the same for what is theirs: consents and addresses, accounts.
"""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.core.exceptions import ObjectDoesNotExist
from django.db import models
from django.db.models import ProtectedError, RestrictedError
from django.db.models.signals import post_delete, post_save
from wagtail.models import Page, PageViewRestriction, Revision
from wagtail.signals import page_published, page_unpublished, post_page_move

from hub.models import HubDocument, HubImage
from hub.models.visibility import hub_page_models
from taxonomy.models import Area

from .withdrawn import KINDS, Note, ended, note

HIDDEN = "hidden"
UNPUBLISHED = "unpublished"
PRIVATE = "private"
GONE = "gone"
CAUTION = "caution"


def gone(sender: type[models.Model], instance: Any, **more: Any) -> None:
    """Something was deleted for good."""
    note(GONE, instance.pk, of=instance._meta.label_lower if not isinstance(instance, Page) else Page._meta.label_lower)


def unpublished(sender: type[Page], instance: Page, **more: Any) -> None:
    """The words of a page were taken away, by an editor or because its time is over."""
    note(UNPUBLISHED, instance.pk)


def published(sender: type[Page], instance: Page, **more: Any) -> None:
    """A page is there (again)."""
    ended(UNPUBLISHED, instance.pk)


def restricted(sender: type[PageViewRestriction], instance: PageViewRestriction, **more: Any) -> None:
    """A section became private."""
    note(PRIVATE, instance.page_id)


def opened(sender: type[PageViewRestriction], instance: PageViewRestriction, **more: Any) -> None:
    """A section is private no more."""
    ended(PRIVATE, instance.page_id)


def moved(sender: type[Page], instance: Page, **more: Any) -> None:
    """A page was moved, perhaps into a section that is private."""
    if instance.get_view_restrictions().exists():
        note(PRIVATE, instance.pk)


def cautioned(sender: type[Area], instance: Area, created: bool = False, **more: Any) -> None:
    """Caution holds in an area, which holds services back there."""
    if instance.caution != Area.Caution.NONE:
        note(CAUTION, instance.code, value=instance.caution)
    elif not created:
        ended(CAUTION, instance.code)


def hide_again(one: Note) -> int:
    """The family is hidden in all languages."""
    return sum(model._base_manager.filter(translation_key=one.id, listed=True).update(listed=False) for model in hub_page_models())


def unpublish_again(one: Note) -> int:
    """The page is a draft again, and nothing that was scheduled before publishes it."""
    Revision.objects.filter(object_id=one.id, base_content_type__app_label="wagtailcore", approved_go_live_at__isnull=False).update(
        approved_go_live_at=None
    )
    return Page.objects.filter(pk=one.id, live=True).update(live=False, has_unpublished_changes=True)


def close_again(one: Note) -> int:
    """The section is for administrators only, until somebody says again for which groups it is."""
    page = Page.objects.filter(pk=one.id).first()
    if page is None or page.get_view_restrictions().exists():
        return 0
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.GROUPS)
    return 1


def delete_again(one: Note) -> int:
    """Deleted again. A page that others need (a translation made in another order, a service that stands on it) is unpublished instead."""
    row = apps.get_model(one.of)._base_manager.filter(pk=one.id).first()
    if row is None:
        return 0
    try:
        (row.specific if isinstance(row, Page) else row).delete()
    except (ProtectedError, RestrictedError, ObjectDoesNotExist):
        return unpublish_again(one)
    return 1


def caution_again(one: Note) -> int:
    """Caution holds again."""
    return Area.objects.filter(code=one.id).exclude(caution=one.value).update(caution=one.value)


def connect() -> None:
    """Listen, and say how each kind is applied."""
    for deleted in (Page, HubImage, HubDocument):
        post_delete.connect(gone, sender=deleted, dispatch_uid=f"hub.keeping.gone.{deleted.__name__}")
    page_unpublished.connect(unpublished, dispatch_uid="hub.keeping.unpublished")
    page_published.connect(published, dispatch_uid="hub.keeping.published")
    post_save.connect(restricted, sender=PageViewRestriction, dispatch_uid="hub.keeping.restricted")
    post_delete.connect(opened, sender=PageViewRestriction, dispatch_uid="hub.keeping.opened")
    post_page_move.connect(moved, dispatch_uid="hub.keeping.moved")
    post_save.connect(cautioned, sender=Area, dispatch_uid="hub.keeping.cautioned")
    KINDS.update(
        {HIDDEN: hide_again, UNPUBLISHED: unpublish_again, PRIVATE: close_again, GONE: delete_again, CAUTION: caution_again},
    )
