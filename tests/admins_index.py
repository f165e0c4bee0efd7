"""Wagtail's own index, which only the search boxes of the admin ask: writing it took a fifth of the time in which a test saves a page.

Tests do without. Those that type into such a box, that save from several threads or look for traces in all tables want it:
``pytest.mark.usefixtures("admins_index")``. What runs in a process of its own, as a real hub does, always writes it.
"""

from __future__ import annotations

from django.db.models.signals import post_save
from modelsearch.index import get_indexed_models
from modelsearch.signal_handlers import post_save_signal_handler


def leave() -> None:
    """Write nothing into it from now on."""
    for model in get_indexed_models():
        post_save.disconnect(post_save_signal_handler, sender=model)


def follow() -> None:
    """Write into it whatever is saved, as Wagtail does."""
    for model in get_indexed_models():
        post_save.connect(post_save_signal_handler, sender=model)
