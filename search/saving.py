"""Which pages are being saved right now: their rows of facts are saved along with them, and need no mark of their own."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Final

from wagtail.models import COMMENTS_RELATION_NAME

_VERSIONS: Final = ("latest_revision", "latest_revision_created_at", "live_revision", "draft_title", "has_unpublished_changes")
_DATES: Final = ("first_published_at", "last_published_at", "expired", "review_on")
_OTHERS: Final = (COMMENTS_RELATION_NAME, "locked", "locked_at", "locked_by", "numchild", "steward", "alias_of")
BOOKKEEPING: Final = frozenset((*_VERSIONS, *_DATES, *_OTHERS))
"""Fields of a page that no reader sees. (Saving a draft of a live page writes these, from a page in memory that is not the public one.)"""

_pages: ContextVar[frozenset[int]] = ContextVar("pages being saved", default=frozenset())


@contextmanager
def page(pk: int | None) -> Iterator[None]:
    """The page ``pk`` (None: a new one) is being saved, and will bring the search up to date itself."""
    token = _pages.set(_pages.get() | {pk or 0})
    try:
        yield
    finally:
        _pages.reset(token)


def is_saved(pk: int | None) -> bool:
    """Is the page ``pk`` being saved? Rows of a new page already have its number: while any new page is saved, the answer is yes."""
    return bool({pk, 0} & _pages.get())
