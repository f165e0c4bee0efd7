"""Who works in which language. Rights are Wagtail's page permissions on a language's tree, as DESIGN §4 says; nothing is kept beside them."""

from __future__ import annotations

from typing import Any, Final

from wagtail.models import Locale, Page
from wagtail.permission_policies.pages import PagePermissionPolicy

from hub import languages
from hub.languages import Language

CACHE: Final = "_hub_languages_of"
LOCALES: Final = "_hub_locales_of"


def languages_of(user: Any) -> set[int] | None:
    """The locales in whose trees ``user`` has any right, by key; None for all of them: administrators, and who has a right on the root of all trees.
    Asked once for each request."""
    if not hasattr(user, CACHE):
        setattr(user, CACHE, _languages_of(user))
    return getattr(user, CACHE)


def _languages_of(user: Any) -> set[int] | None:
    """The same, from the permissions."""
    if user.is_active and user.is_superuser:
        return None
    pages = [one.page for one in PagePermissionPolicy().get_cached_permissions_for_user(user)]
    return None if any(page.depth == 1 for page in pages) else {page.locale_id for page in pages}


def works_in(user: Any, page: Page) -> bool:
    """May ``user`` see in the admin what belongs to ``page``: its drafts, its history, its place in lists? The root of all trees is no secret."""
    mine = languages_of(user)
    return mine is None or page.depth == 1 or page.locale_id in mine


def home_of(locale: Locale) -> Page | None:
    """The page that the tree of a language begins with."""
    return Page.objects.filter(depth=2, locale=locale).order_by("path").first()


def locales_of(user: Any) -> list[tuple[Language, Locale]]:
    """The languages that ``user`` may translate into, in the order of ``hub.languages``: those whose tree is theirs to add to. Where there is no
    tree yet, whoever may add to the root of all trees begins it. Asked once for each request."""
    if not hasattr(user, LOCALES):
        setattr(user, LOCALES, _locales_of(user))
    return getattr(user, LOCALES)


def _locales_of(user: Any) -> list[tuple[Language, Locale]]:
    """The same, from the permissions. Three queries."""
    known = {locale.language_code: locale for locale in Locale.objects.all()}
    tops = list(Page.objects.filter(depth__lte=2).order_by("-path"))
    places, root = {page.locale_id: page for page in tops if page.depth == 2}, tops[-1]
    policy = PagePermissionPolicy()

    def may(locale: Locale) -> bool:
        return policy.user_has_permission_for_instance(user, "add", places.get(locale.pk, root))

    return [(one, known[one.code]) for one in languages.LANGUAGES if one.code in known and may(known[one.code])]
