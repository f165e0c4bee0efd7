"""What follows when a factor of an account comes or goes: all its other sessions end, the history says so, and its owner hears of it by mail."""

from __future__ import annotations

from typing import Any, Final

from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest
from wagtail.log_actions import log

from hub.admin.notices import Notice, tell
from members.sessions import SECOND

from .store import has_factor, remove_all

ADDED: Final = "members.factor_added"
REMOVED: Final = "members.factor_removed"
CODES: Final = "members.codes_made"
RESET: Final = "members.factors_reset"


def changed(request: HttpRequest, action: str) -> None:
    """The owner did it. The session in which it was done goes on."""
    user: Any = request.user
    user.end_sessions()
    update_session_auth_hash(request, user)
    request.session[SECOND] = has_factor(user)
    log(instance=user, action=action, user=user)
    tell([user], Notice.SIGN_IN)


def reset(user: Any) -> int:
    """Somebody lost all of theirs: whoever runs the site takes them away. How many there were."""
    count = remove_all(user)
    user.end_sessions()
    log(instance=user, action=RESET)
    tell([user], Notice.RESET)
    return count
