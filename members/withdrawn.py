"""Accounts that were deleted or closed, for the list that outlives the database: whoever left does not come back with an older one."""

from __future__ import annotations

from typing import Any, Final

from django.db.models.signals import post_delete, post_save

from hub.keeping.noting import gone
from hub.keeping.withdrawn import KINDS, Note, ended, note

CLOSED: Final = "closed"


def saved(sender: type[Any], instance: Any, created: bool = False, update_fields: frozenset[str] | None = None, **more: Any) -> None:
    """An account was closed, or opened again. Signing in saves it too, and changes nothing of this."""
    if update_fields is not None and "is_active" not in update_fields:
        return
    if not instance.is_active:
        note(CLOSED, instance.pk)
    elif not created:
        ended(CLOSED, instance.pk)


def close_again(one: Note) -> int:
    """The account lets nobody in."""
    from members.models import User

    return User.objects.filter(pk=one.id, is_active=True).update(is_active=False)


def connect() -> None:
    """Listen, and say how this kind is applied."""
    from members.models import User

    post_delete.connect(gone, sender=User, dispatch_uid="members.gone")
    post_save.connect(saved, sender=User, dispatch_uid="members.closed")
    KINDS[CLOSED] = close_again
