"""From what is missing to what to do about it."""

from __future__ import annotations

from urllib.parse import urlencode

from django.urls import reverse


def new_service(topic: str, language: str = "", area: str = "") -> str:
    """The short form of a new service, with what is known filled in."""
    return _address("service_short", topic=topic, language=language, area=area)


def services_on(topic: str, language: str = "", area: str = "") -> str:
    """The list of the services on the topic that help from a distance there, in that language."""
    return _address("services:index", topic=topic, from_area=area, from_language=language)


def _address(name: str, **fields: str) -> str:
    """The address with those fields that say something."""
    return f"{reverse(name)}?{urlencode({name: value for name, value in fields.items() if value})}"
