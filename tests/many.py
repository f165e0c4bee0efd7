"""Many pages at once, to count queries by: one is made by the factories, the others are copies of its rows."""

from __future__ import annotations

from typing import Any, TypeVar
from uuid import uuid4

from modelcluster.fields import ParentalKey
from wagtail.models import Page

from hub.models import HubPage
from resources.models import ServicePage
from tests import factories

P = TypeVar("P", bound=HubPage)


def services(number: int, parent: Page | None = None, **content: Any) -> list[ServicePage]:
    """``number`` visible services like ``full_service``, to count queries by: the first is made through the models, the others are copies of its rows
    in the database, of which search index and references know nothing."""
    first = factories.full_service("Service 000", parent, revision=False, **content)
    return [first, *copies(first, number - 1)] if number > 1 else [first]


def copies(page: P, number: int) -> list[P]:
    """``number`` live copies of ``page`` beside it, written straight into the database."""
    shelf, model = Page.objects.get(path=page.path[: -Page.steplen]), type(page)
    base = {field.attname: getattr(page, field.attname) for field in Page._meta.concrete_fields if not field.primary_key}
    paths = [page._get_path(shelf.path, page.depth, shelf.numchild + index) for index in range(1, number + 1)]
    slugs = [f"{page.slug}-{shelf.numchild + index}" for index in range(1, number + 1)]
    rows = [
        Page(**{**base, "path": path, "slug": slug, "title": slug, "url_path": f"{shelf.url_path}{slug}/", "translation_key": uuid4()})
        for path, slug in zip(paths, slugs, strict=True)
    ]
    Page.objects.bulk_create(rows)
    made = list(Page.objects.filter(path__in=paths))
    Page.objects.filter(pk=shelf.pk).update(numchild=shelf.numchild + number)
    own = {field.attname: getattr(page, field.attname) for field in model._meta.local_concrete_fields if not field.primary_key}
    for one in made:
        model(page_ptr_id=one.pk, **own).save_base(raw=True)
    for relation in model._meta.related_objects:
        if isinstance(relation.field, ParentalKey):
            _copy_rows(relation.field, page.pk, [one.pk for one in made])
    return list(model._default_manager.filter(path__in=paths))


def _copy_rows(key: Any, source: int, owners: list[int]) -> None:
    """The rows of a child relation for each of ``owners``, with the rows that belong to them."""
    for row in key.model._default_manager.filter(**{key.name: source}):
        values = {field.attname: getattr(row, field.attname) for field in key.model._meta.concrete_fields if not field.primary_key}
        made = key.model._default_manager.bulk_create(key.model(**{**values, key.attname: owner}) for owner in owners)
        for relation in key.model._meta.related_objects:
            if isinstance(relation.field, ParentalKey):
                _copy_rows(relation.field, row.pk, [one.pk for one in made])
