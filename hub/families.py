"""What keeps the pages of a family together: the facts page of a new translation, one slug and one place in the tree for all languages."""

from __future__ import annotations

from typing import Any

from wagtail.models import Page
from wagtail.signals import copy_for_translation_done, page_slug_changed

from hub.models import HubPage


def set_facts_page(sender: object, source_obj: Page, target_obj: Page, **more: Any) -> None:
    """A new translation reads its facts from the page its family began with. Written straight into its row: nobody can find a draft yet."""
    source = source_obj.specific
    if isinstance(source, HubPage):
        target_obj.facts_page = source.facts
        type(target_obj)._default_manager.filter(pk=target_obj.pk).update(facts_page=source.facts)


def follow_slug(sender: type[Page], instance: Page, **more: Any) -> None:
    """The path is the original's in every language: where its slug changes, the translations follow."""
    if isinstance(instance, HubPage) and instance.keeps_facts:
        for member in type(instance)._default_manager.filter(facts_page=instance).exclude(slug=instance.slug):
            if Page._slug_is_available(instance.slug, member.get_parent(), member):
                member.slug = instance.slug
                member.save(update_fields=["slug", "url_path"], clean=False)


def connect() -> None:
    """Listen."""
    copy_for_translation_done.connect(set_facts_page, dispatch_uid="hub.set_facts_page")
    page_slug_changed.connect(follow_slug, dispatch_uid="hub.follow_slug")
