"""Who points to a page: asked before it is deleted, and shown to the editor."""

from __future__ import annotations

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Page, ReferenceIndex


def pointing_to(page: Page) -> list[Page]:
    """The pages outside of ``page`` and all below it that point to one of them in what they hold now: the services of an organisation, alerts that
    send readers there, help-line blocks, umbrella organisations, links in text. By title, each once; translations of these pages are not
    among them. Two queries."""
    targets = Page.objects.filter(path__startswith=page.path)
    references = ReferenceIndex.get_references_to_in_bulk(targets).filter(base_content_type=ContentType.objects.get_for_model(Page))
    sources = {int(number) for number in references.values_list("object_id", flat=True)}
    found = Page.objects.filter(pk__in=sources).exclude(path__startswith=page.path).exclude(translation_key__in=targets.values("translation_key"))
    return list(found.select_related("locale").order_by("title", "pk"))
