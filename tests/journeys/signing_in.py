"""People of the admin in a browser."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.test import Client


def signed_in(user: Any, live_server: Any, new_context: Any, width: int = 1280) -> Any:
    """A page of a browser in which ``user`` is signed in."""
    client = Client()
    client.force_login(user)
    context = new_context(viewport={"width": width, "height": 900})
    cookie = {"name": settings.SESSION_COOKIE_NAME, "value": client.cookies[settings.SESSION_COOKIE_NAME].value, "url": live_server.url}
    context.add_cookies([cookie])
    return context.new_page()


def press(page: Any, name: str) -> None:
    """Press a button of the menu at the foot of a page's form, and wait for the answer."""
    page.get_by_role("button", name="More actions").last.click()
    with page.expect_navigation():
        page.locator(f"button[name={name}]").click()
