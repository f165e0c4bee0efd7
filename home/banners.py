"""What readers see of the notices over all pages: asked of the database at most four times a minute in each process."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from typing import Any, Final

from django.core.cache import cache
from django.db import Error as DatabaseError
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language
from wagtail.models import Page

from home.models import Banner
from hub import languages
from hub.models import HubPage
from resources.families import address_of, in_language
from safety.discreet import inside
from safety.light import is_light

SECONDS: Final = 15
"""How long a process shows what it has read: a notice reaches every page well within a minute."""
MOST: Final = 3
"""More than this nobody reads."""


@dataclass(frozen=True)
class Shown:
    """A notice to one reader: its text, and the page to read more with its title, where there is one that this reader may see."""

    text: str
    title: str = ""
    address: str = ""


def banners(request: HttpRequest) -> dict[str, Any]:
    """Context processor: ``banners`` for every template. Asks nothing until a template shows them, and shows none while the database is away."""
    return {"banners": SimpleLazyObject(lambda: shown(languages.language(get_language() or languages.DEFAULT.code).code))}


def shown(language: str) -> list[Shown]:
    """The notices in force, for a reader of ``language``."""
    found = cache.get(key(language))
    if found is None:
        try:
            found = [_shown(banner, language) for banner in Banner.in_force().select_related("more")[:MOST]]
        except DatabaseError:
            return []
        cache.set(key(language), found, SECONDS)
    return found


def key(language: str) -> str:
    """Where the cache keeps the notices of ``language``."""
    return _key(language, inside(), is_light())


def _key(language: str, discreet: bool, light: bool) -> str:
    """The discreet way and the light way have addresses of their own."""
    return f"home.banners.{language}{'.p' if discreet else ''}{'.light' if light else ''}"


def forget(**kwargs: Any) -> None:
    """A notice has changed: this process shows it at once."""
    cache.delete_many([_key(*ways) for ways in product(languages.codes(), (False, True), (False, True))])


def _shown(banner: Banner, language: str) -> Shown:
    """One notice. Its kind speaks every language."""
    text = banner.words.get(language) or str(banner.get_kind_display())
    page = _more(banner.more, language)
    return Shown(text, page.title, address_of(page, language)) if page else Shown(text)


def _more(page: Page | None, language: str) -> HubPage | None:
    """The page to read more in the reader's language, else the one it began with; none where nobody may see it."""
    specific = page.specific if page else None
    return next(iter(in_language([specific], language)), None) if isinstance(specific, HubPage) else None
