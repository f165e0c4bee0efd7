"""How pages come into the search: rewritten with every save, in its transaction, after the rows of the page have been written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar, Final

from django.db import models, transaction
from django.utils import translation
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page
from wagtail.rich_text import get_text_for_indexing
from wagtail_localize.fields import TranslatableField

from hub.href import href
from search import documents, outbox, saving
from search.documents import Entry
from search.gate import open_gate
from search.reach import page_codes
from taxonomy.labels import words_for
from taxonomy.models import Concept

from .visibility import visible_among, visible_of, visible_pages

TOLD_ELSEWHERE: Final = {"title", "seo_title", "search_description", "summary"}
"""Words that are not part of the text of a page."""

open_gate(visible_pages, visible_among, href)


class SearchableMixin(models.Model):
    """A page that can be found. ``search_kind`` is the code of what it is (``search.kinds``); a page type without one is never found."""

    search_kind: ClassVar[str] = "page"

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save, and bring the search up to date in the same transaction."""
        with transaction.atomic(), saving.page(self.pk):
            super().save(*args, **kwargs)
            follow(self, kwargs.get("update_fields"))

    @property
    def search_family(self) -> int:
        """The number of the facts page: all translations share it."""
        return self.facts_page_id or self.pk  # type: ignore[attr-defined]

    def search_visible(self) -> bool:
        """Could everybody see this page, but for its dates?"""
        return bool(self.live) and visible_of(type(self), at_any_time=True).filter(pk=self.pk).exists()  # type: ignore[attr-defined, arg-type]

    def search_documents(self) -> Iterable[Entry]:
        """What can be found of this page. Page types with more to find override it."""
        if self.search_kind:
            yield words_entry(self)

    def search_dependents(self) -> Iterable[int]:
        """The families (numbers of facts pages) whose documents name this page, and so change with it."""
        return ()


def follow(page: Any, update_fields: Iterable[str] | None) -> None:
    """Bring the search up to date with ``page``, of which ``update_fields`` (None: everything) have been saved."""
    if update_fields is None:
        renew_family(page)
    elif set(update_fields) - saving.BOOKKEEPING:
        outbox.mark_pages(Page.objects.filter(pk=page.pk))
        outbox.mark_families([page.pk])
    else:
        return
    outbox.mark_families(page.search_dependents())


def renew_family(page: Any) -> None:
    """Write the rows of ``page``; those of its whole family where it keeps the facts that all of them show."""
    documents.renew(page)
    if page.keeps_facts:
        for member in type(page)._default_manager.filter(facts_page=page.pk, live=True).select_related("locale"):
            member.facts_page = page
            documents.renew(member)


def words_entry(page: Any, labels: Iterable[str] = (), filters: Mapping[str, Iterable[str]] | None = None, **more: Any) -> Entry:
    """The document of a page of words, with its topics and audiences. ``labels`` and ``filters`` are what a page type adds."""
    facts, language = page.facts, page.locale.language_code
    concepts = [*facts.topics.all(), *facts.audiences.all()]
    known = [word for words in words_for(concepts, language).values() for word in words]
    about = {"topic": codes_above(facts.topics.all()), "audience": codes_above(facts.audiences.all()), "kind": (page.search_kind,)}
    fields = {"kind": page.search_kind, "title": page.title, "summary": page.summary, "body": body_text(page), **more}
    fields["card"] = {"example": bool(page.is_demo or facts.is_demo), **fields.get("card", {})}
    merged = {name: tuple(values) for name, values in {"reach": page_codes([]), **about, **(filters or {})}.items()}
    return Entry(labels="\n".join([*known, *labels]), filters=merged, **fields)


def codes_above(concepts: Iterable[Any]) -> list[str]:
    """The codes of ``concepts`` and of the broader ones above them: who asks for housing also finds what is about being thrown out."""
    concepts = list(concepts)
    if not concepts:
        return []
    every = {pk: (code, parent) for pk, code, parent in Concept.objects.values_list("pk", "code", "parent")}
    codes: dict[str, None] = {}
    for pk in (concept.pk for concept in concepts):
        while pk in every:
            code, pk = every[pk]
            codes[code] = None
    return list(codes)


def body_text(page: Any) -> str:
    """The text of all fields of words, as readers see it: without marks, block by block."""
    names = [one.field_name for one in page.translatable_fields if isinstance(one, TranslatableField)]
    with translation.override(page.locale.language_code):
        texts = [field_text(page, name) for name in names if name not in TOLD_ELSEWHERE]
    return "\n".join(filter(None, texts))


def field_text(page: Any, name: str) -> str:
    """The plain text of one field."""
    field, value = page._meta.get_field(name), getattr(page, name)
    if isinstance(field, StreamField):
        return "\n".join(filter(None, value.stream_block.get_searchable_content(value)))
    return get_text_for_indexing(value) if isinstance(field, RichTextField) else str(value or "")
