"""What the frame of every page shows: site name, sections, languages, exit.

The database is asked only when a template asks, and never needed by error pages.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Final

from django.conf import settings
from django.db import Error as DatabaseError
from django.http import HttpRequest
from django.urls import reverse
from django.utils import translation
from wagtail.models import Page, Site

from hub import languages
from hub.href import as_asked, open_href
from hub.languages import Language
from hub.leaving import neutral_page
from hub.models.visibility import visible_among
from safety.discreet import inside, outside_of
from safety.light import PREFIX, in_language, is_light, mounted, plain
from search.kept import Kept


@dataclass(frozen=True)
class Section:
    """A link in the bar at the top: a child of the home page that is shown in menus. ``current``: the reader is in it."""

    title: str
    address: str
    current: bool


@dataclass(frozen=True)
class LanguageLink:
    """The same address in another language."""

    language: Language
    address: str
    current: bool


class Frame:
    """The frame around the page that ``request`` asks for. With ``database=False`` it shows what can be known without one."""

    def __init__(self, request: HttpRequest, database: bool = True) -> None:
        self.request = request
        self.database = database

    @cached_property
    def language(self) -> Language:
        """The language the interface speaks in this request."""
        return languages.language(translation.get_language() or languages.DEFAULT.code)

    @cached_property
    def languages(self) -> list[LanguageLink]:
        """Every language with the address of the same page in it: the path is the source's in every language, so only the prefix changes."""
        return [LanguageLink(one, in_language(self.request.path_info, one.code), one is self.language) for one in languages.LANGUAGES]

    @cached_property
    def home_key(self) -> int | None:
        """The number of the facts page of the home page, where there is a database to ask (one query)."""
        paths = [root.root_path for root in Site.get_site_root_paths()] if self.database else []
        home = Page.objects.filter(url_path__in=paths, live=True).order_by("path").first()
        return home.pk if home else None

    @cached_property
    def home_address(self) -> str:
        """Where the home page in this language is."""
        return self.discreet_address if self.discreet else mounted(f"/{self.language.code}/")

    @cached_property
    def discreet(self) -> bool:
        """Does the reader go the discreet way? Titles then tell nothing."""
        return inside()

    @cached_property
    def discreet_address(self) -> str:
        """Where the discreet way begins."""
        return mounted(f"/{self.language.code}/p/")

    @cached_property
    def outside_address(self) -> str:
        """The address of this page outside of the discreet way."""
        return mounted(self.canonical_address)

    @cached_property
    def canonical_address(self) -> str:
        """The one address of this page that search engines are to know: neither discreet nor light."""
        return getattr(self.request, "outside", "") or outside_of(self.request.path_info)

    @cached_property
    def light(self) -> bool:
        """Does the reader go the light way, without pictures?"""
        return is_light()

    @cached_property
    def light_address(self) -> str:
        """The address of this page on the light way."""
        return f"{PREFIX}{self.request.path_info}"

    @cached_property
    def full_address(self) -> str:
        """The address of this page with its pictures."""
        return self.request.path_info

    @cached_property
    def exit_address(self) -> str:
        """The way out, to a neutral page in this language."""
        return f"{reverse('leave')}?in={self.language.code}"

    @cached_property
    def sign_in_address(self) -> str:
        """Where people who work here sign in: the same on every way."""
        return plain(reverse("wagtailadmin_login"))

    @cached_property
    def neutral_page(self) -> str:
        """Where the way out leads to."""
        return neutral_page(self.language.code, self.database)

    @cached_property
    def site_name(self) -> str:
        """The title of the home page in this language, else the name in the settings."""
        home = self._home
        return home.title if home else settings.WAGTAIL_SITE_NAME

    @cached_property
    def sections(self) -> list[Section]:
        """The sections of the site in this language, in the order of the page tree."""
        return [self._section(page) for page in self._below_home if page.show_in_menus]

    @cached_property
    def footer(self) -> list[Section]:
        """The pages right below the home page that are not shown in menus: how to stay safe, privacy, mistakes."""
        return [self._section(page) for page in self._below_home if not page.show_in_menus]

    def _section(self, page: Page) -> Section:
        """``page`` as a link."""
        address = open_href(page, self.request)
        return Section(page.title, as_asked(address, page), bool(address) and self.canonical_address.startswith(address))

    @cached_property
    def _home(self) -> Page | None:
        """The home page in this language, if everybody may see it."""
        return self._top[0] if self._top and self._top[0].url_path == self._root else None

    @cached_property
    def _below_home(self) -> list[Page]:
        """The children of the home page."""
        return [page for page in self._top if page is not self._home]

    @cached_property
    def _root(self) -> str:
        """The path of this language's home page in the page tree; empty where there is none."""
        return next((root.root_path for root in Site.get_site_root_paths() if root.language_code == self.language.code), "")

    @cached_property
    def _top(self) -> list[Page]:
        """The home page in this language and its children, as far as everybody may see them. None of them when the database is away."""
        if not self.database:
            return []
        try:
            return self._visible_top() if self._root else []
        except DatabaseError:
            return []

    def _visible_top(self) -> list[Page]:
        """The same, asked of the database."""
        return visible_among(_near_root.get(self._root))


def _read_near_root(root: str) -> list[int]:
    """The numbers of the page with this path in the page tree, and of its children: to find them the database reads all pages."""
    depth = root.count("/")
    return list(Page.objects.filter(url_path__startswith=root, depth__in=(depth, depth + 1)).values_list("pk", flat=True))


_near_root: Final = Kept(_read_near_root)


def frame(request: HttpRequest) -> dict[str, Frame]:
    """Context processor: ``frame`` for every template that is rendered with a request. Sets no cookie, looks at no session and no user."""
    return {"frame": Frame(request)}
