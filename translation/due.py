"""What waits for translators: pages whose original has changed since they were translated."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import Count, Min
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import ngettext
from wagtail.models import Locale

from hub.admin.due import Due
from hub.languages import Language

from .admin.names import named
from .queue import State, queue
from .rights import languages_of, locales_of


def outdated(user: Any) -> Iterator[Due]:
    """One entry for each language that ``user`` translates into. Whoever works in all languages looks after none of them in particular."""
    if languages_of(user) is None:
        return
    for language, locale in locales_of(user):
        found = queue(locale).filter(state=State.OUTDATED).order_by().aggregate(number=Count("pk"), since=Min("changed"))
        if found["number"]:
            yield _due(language, locale, found["number"], found["since"])


def _due(language: Language, locale: Locale, number: int, since: Any) -> Due:
    """The entry."""
    text = ngettext(
        "One page has changed since it was translated: %(language)s", "%(number)d pages have changed since they were translated: %(language)s", number
    )
    address = f"{reverse('translation:list', args=[language.code])}?state={State.OUTDATED}"
    return Due("translation", text % {"number": number, "language": named(language)}, language.name, address, localdate(since))
