"""When pins are set and compared: at each publication."""

from __future__ import annotations

from typing import Any

from wagtail.models import Page
from wagtail.signals import page_published

from hub.models import HubPage

from . import small, sources, states, whole
from .models import TranslationState


def on_published(sender: type[Page], instance: Page, **more: Any) -> None:
    """An original that is published may leave its translations behind. A translation from segments moves its pin with every publication; an
    ordinary page of another language gets its pin with the first one."""
    page = instance.specific
    if not isinstance(page, HubPage):
        return
    if page.keeps_facts:
        states.compare_members(page)
        small.settle(page)
        sources.refresh_or_retry(page)
    elif states.translation_of(page) or not TranslationState.objects.filter(page_id=page.pk).exists():
        states.pin(page)


def connect() -> None:
    """Listen."""
    whole.connect()
    page_published.connect(on_published, dispatch_uid="translation.on_published")
