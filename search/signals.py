"""Everything that changes what can be found, or who may see it. Called in the transaction of the change (Wagtail's own signals come after it)."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q
from django.db.models.signals import post_delete, post_save
from modelcluster.fields import ParentalKey
from wagtail.models import Locale, Page, PageViewRestriction

from search import documents, outbox, saving
from search.models import SearchDocument
from search.models.columns import holding
from taxonomy.models import AreaLabel, Concept, ConceptLabel


def page_saved(sender: type[Page], instance: Page, raw: bool = False, update_fields: frozenset[str] | None = None, **more: Any) -> None:
    """A plain ``Page`` was saved: so Wagtail ends a move. Who may see the pages below may have changed."""
    if not raw and (update_fields is None or update_fields - saving.BOOKKEEPING):
        outbox.mark_branch(instance.path)


def page_deleted(sender: type[Page], instance: Page, **more: Any) -> None:
    """A page is gone; comes once for each page of a deleted section."""
    documents.remove(instance.pk)


def restriction_changed(sender: type[PageViewRestriction], instance: PageViewRestriction, **more: Any) -> None:
    """A section became private, or public again, with all families whose facts are in it."""
    path = Page.objects.filter(pk=instance.page_id).values_list("path", flat=True).first()
    if path:
        outbox.mark_branch(path)


def locale_saved(sender: type[Locale], instance: Locale, created: bool = False, **more: Any) -> None:
    """A language has another code."""
    if not created:
        outbox.mark_pages(Page.objects.filter(locale=instance))


def concept_changed(sender: type[models.Model], instance: Concept | ConceptLabel, created: bool = False, **more: Any) -> None:
    """A topic or audience, or its words, changed. Of a new one no page can be yet."""
    concept = instance.concept if isinstance(instance, ConceptLabel) else instance
    if created and concept is instance:
        return
    about = Q(topics__contains=holding(concept.code)) | Q(audiences__contains=holding(concept.code))
    outbox.mark(SearchDocument.objects.filter(about))


def area_renamed(sender: type[AreaLabel], instance: AreaLabel, **more: Any) -> None:
    """An area has another name."""
    outbox.mark(SearchDocument.objects.filter(named_areas__contains=holding(instance.area.code)))


def parental_key(row: Any) -> str | None:
    """The name of the key from a row of facts to what it belongs to; None for what is no such row (as Wagtail's comments on pages)."""
    fields = row._meta.fields if isinstance(row, models.Model) else ()
    keys = (field for field in fields if isinstance(field, ParentalKey) and field.related_model is not Page)
    return next((key.name for key in keys), None)


def row_changed(sender: type[models.Model], instance: models.Model, raw: bool = False, **more: Any) -> None:
    """A row of facts was saved or deleted by itself. Rows saved with their page are its own matter."""
    owner: Any = instance
    while name := parental_key(owner):
        owner = getattr(owner, name, None)
    if isinstance(owner, Page) and owner is not instance and not raw and not saving.is_saved(owner.pk):
        outbox.mark_families([owner.pk])


def connect() -> None:
    """Listen."""
    post_save.connect(page_saved, sender=Page, dispatch_uid="search.page_saved")
    post_delete.connect(page_deleted, sender=Page, dispatch_uid="search.page_deleted")
    post_save.connect(locale_saved, sender=Locale, dispatch_uid="search.locale_saved")
    for signal in (post_save, post_delete):
        signal.connect(restriction_changed, sender=PageViewRestriction, dispatch_uid="search.restriction_changed")
        signal.connect(area_renamed, sender=AreaLabel, dispatch_uid="search.area_renamed")
        signal.connect(row_changed, dispatch_uid="search.row_changed")
        for model in (Concept, ConceptLabel):
            signal.connect(concept_changed, sender=model, dispatch_uid=f"search.{model.__name__}")
