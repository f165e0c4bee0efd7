"""Pages through the eyes of one reader: each family of translations once, in the reader's language where it has words in it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from hub import languages
from hub.href import href
from hub.models import HubPage
from safety.light import in_language as address_in_language


def in_language(pages: Iterable[HubPage | None], language: str) -> list[HubPage]:
    """For each family of ``pages`` the page to show to a reader of ``language``: the visible one in that language, else the facts page, else any
    visible one. In the order given, each family once; families of which nothing is visible are left out. Two queries for each type of page.
    """
    given = [page for page in pages if page]
    keys: dict[type[HubPage], dict[Any, None]] = defaultdict(dict)
    for page in given:
        keys[type(page)][page.translation_key] = None
    shown = {key: page for model, wanted in keys.items() for key, page in _shown(model, list(wanted), language).items()}
    return list({page.translation_key: shown[page.translation_key] for page in given if page.translation_key in shown}.values())


def _shown(model: type[HubPage], keys: list[Any], language: str) -> dict[Any, HubPage]:
    """The page to show of each family, by its key."""
    members = model.visible().filter(translation_key__in=keys).select_related("locale", "facts_page", "facts_page__locale")
    best: dict[Any, HubPage] = {}
    for page in sorted(members, key=lambda one: _rank(one, language)):
        best.setdefault(page.translation_key, page)
    return best


def _rank(page: HubPage, language: str) -> tuple[bool, bool, int]:
    """Sorts the members of a family, the one to show first."""
    code = page.locale.language_code
    order = languages.codes()
    return code != language, not page.keeps_facts, order.index(code) if code in order else len(order)


def address_of(page: HubPage, language: str, request: Any = None) -> str:
    """The address at which a reader of ``language`` finds ``page``. A page that answers without words is found in the reader's language,
    wherever its words are: all around it speaks that language then."""
    address = href(page, request)
    return address_in_language(address, language) if address and page.answers_without_words else address
