"""People who sign in, as a browser does it, without one."""

from __future__ import annotations

import time
from typing import Any

from allauth.mfa.totp.internal.auth import format_hotp_value, generate_totp_secret, hotp_value
from django.test import Client
from django.urls import reverse

from members.factors import store

PASSWORD = "password"
LOGIN, SECOND, HOME = "/admin/login/", "/admin/login/second/", "/admin/"
RESET = "/admin/password_reset/"
OVERVIEW, APP, KEY, CODES = (f"/admin/second-factor/{rest}" for rest in ("", "app/", "key/", "codes/"))


def code(secret: str, later: int = 0) -> str:
    """The code of an app with ``secret``, ``later`` half minutes from now."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + later))


def with_app(user: Any) -> str:
    """Give ``user`` an app; its secret."""
    secret = generate_totp_secret()
    store.add_app(user, secret, 0)
    return secret


def try_password(client: Client, name: str, password: str = PASSWORD, address: str = "203.0.113.77", **more: Any) -> Any:
    """Send the first step, from the network address ``address``."""
    return client.post(LOGIN, {"username": name, "password": password, "next": HOME, **more}, REMOTE_ADDR=address)


def let_in(client: Client) -> bool:
    """Does the admin open?"""
    return client.get(reverse("wagtailadmin_account")).status_code == 200


def secret_of(client: Client) -> str:
    """What the page tells the app."""
    return client.get(APP).context["form"].secret


def set_up(client: Client) -> str:
    """Set an app up, as people do; its secret."""
    secret = secret_of(client)
    assert client.post(APP, {"code": code(secret)}).url == CODES
    return secret
