"""Facts live once: on the page that a family of translations began with (DESIGN §4, "The facts page").

``FactsMixin`` holds what that asks of a page model. Facts are the fields and child relations named in ``fact_fields``; all of them stay out of
``translatable_fields``, so that no synchronisation touches them.
"""

from __future__ import annotations

from typing import Any, ClassVar, Self

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models
from django.dispatch import Signal
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.models import Locale, Page, Revision

from .references import indexed_once
from .row_keys import keys_written
from .watched import Watched, watching

about_to_publish = Signal()
"""Sent with ``page`` and ``revision`` before a page is published, by whatever way. A receiver that raises NotPublishableError holds it back."""


class FactsMixin(models.Model):
    """A page whose facts are those of its ``facts_page``, or its own where it is the facts page itself (``facts_page`` is empty)."""

    facts_page: models.ForeignKey[Any, Any] = models.ForeignKey(
        "self", null=True, blank=True, editable=False, on_delete=models.PROTECT, related_name="members", verbose_name=_("page with the facts")
    )

    fact_fields: ClassVar[list[str]] = []
    watched_facts: ClassVar[list[Watched]] = []
    """The facts that a second person looks at after they were changed: numbers, addresses, links."""
    facts_changed_by: Any = None
    """Who changes the facts with the next save, where that is not the author of the revision that is being published."""
    facts_page_id: int | None

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save; a page that was copied out of its family takes a copy of the facts along first. What is changed of watched facts is noted."""
        if self.facts_page_id and self.facts_page and self.facts_page.translation_key != self.translation_key:  # type: ignore[attr-defined]
            self.take_over_facts()
        only = kwargs.get("update_fields")
        with indexed_once(self, only), keys_written(self), watching(self, only):
            super().save(*args, **kwargs)

    @property
    def facts(self) -> Self:
        """The page to read facts from."""
        return self.facts_page or self

    def read_once(self) -> Self:
        """The page with its rows in memory, for whoever reads all of them. Page types with many kinds of rows say how."""
        return self

    @property
    def keeps_facts(self) -> bool:
        """Is this page the one that its family's facts are edited on?"""
        return self.facts_page_id is None

    def copy_for_translation(self, locale: Locale, copy_parents: bool = False, alias: bool = False, exclude_fields: list[str] | None = None) -> Page:
        """A draft in ``locale`` without facts of its own. Never an alias: untranslated parents come as drafts."""
        without = [*self.fact_fields, "facts_page", *(exclude_fields or [])]
        return super().copy_for_translation(locale, copy_parents=copy_parents, alias=False, exclude_fields=without)  # type: ignore[misc]

    def create_alias(self, **kwargs: Any) -> Page:
        """Refused: an alias would be a second home for facts, or a translation without words."""
        raise ValidationError(_("Pages of the hub have no aliases. Copy the page, or translate it."))

    def with_content_json(self, content: dict[str, Any]) -> Self:
        """The page as in a revision, but always with the database's ``facts_page`` and, of a translation, its slug, which follows the original's.
        Whether it is hidden is for the row to say as well (``hub.admin.hiding``): no draft and no older version brings a hidden page back.

        A revision that was written as a translation and now belongs to a facts page (a copied translation) gets the facts of the row: it holds none.
        """
        if self.keeps_facts and content.get("facts_page"):
            row = self.read_once().serializable_data()  # type: ignore[attr-defined]
            content = {**content, **{name: row[name] for name in self.fact_fields}}
        page = super().with_content_json(content)  # type: ignore[misc]
        page.facts_page_id = self.facts_page_id
        page.listed = self.listed  # type: ignore[attr-defined]
        if not self.keeps_facts:
            page.slug = self.slug  # type: ignore[attr-defined]
        return page

    def take_over_facts(self) -> None:
        """Become the facts page of an own family, with a copy of what the old one holds."""
        source, self.facts_page = self.facts_page, None
        if source:
            for name in self.fact_fields:
                copy_fact(source, self, name)

    def publish(self, revision: Revision, *args: Any, **kwargs: Any) -> Any:
        """Publish. Where something holds the page back a scheduled revision waits for it, and any other is refused with NotPublishableError."""
        try:
            self._hold_back()
            about_to_publish.send(sender=type(self), page=self, revision=revision)
        except NotPublishableError:
            if revision.approved_go_live_at and revision.approved_go_live_at <= timezone.now():
                return None
            raise
        return super().publish(revision, *args, **kwargs)  # type: ignore[misc]

    def _hold_back(self) -> None:
        """Raises FactsNotPublishedError while the facts page was never published: its first draft is in the row, and readers would see it."""
        if self.facts_page and not self.facts_page.first_published_at:
            raise FactsNotPublishedError


class NotPublishableError(PermissionDenied):
    """Something else has to come first. The admin answers as to anything that is not allowed, never with an error."""


class FactsNotPublishedError(NotPublishableError):
    """A translation was to be published before the page with its facts."""


FACTS_NOT_PUBLISHED = _("The original page has not been published yet. Publish it first: this page shows its facts.")


def copy_fact(source: Any, target: Any, name: str) -> None:
    """Copy the fact ``name`` (a field or a child relation) from one page to another of the same model; rows become new rows of the target."""
    field = source._meta.get_field(name)
    if isinstance(field, models.ManyToOneRel) and isinstance(field.remote_field, ParentalKey):
        source.copy_child_relation(name, target)
    elif isinstance(field, ParentalManyToManyField):
        getattr(target, name).set(getattr(source, name).all())
    else:
        setattr(target, field.attname, getattr(source, field.attname))
