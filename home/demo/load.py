"""Make the demo pages that are not there yet: the original as an editor publishes it, then each language from its segments."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from typing import Any

from django.contrib.auth.models import Group
from django.db import transaction
from django.utils import timezone
from wagtail.coreutils import find_available_slug
from wagtail.models import Locale, PageViewRestriction, Revision

from home.demo.facts import set_facts
from home.demo.families import Family, Words, families
from home.demo.pictures import picture
from home.demo.words import values
from home.models import HomePage
from hub.models import HubPage
from translation.cut import word_fields
from translation.make import make_translation


class Loader:
    """Loads families, those that others need first. ``made`` counts the pages made, by language; ``kept`` those that were there."""

    def __init__(self) -> None:
        self.made: Counter[str] = Counter()
        self.kept: Counter[str] = Counter()
        self._originals: dict[str, HubPage] = {}

    def original(self, slug: str) -> HubPage:
        """The original of the family ``slug``, loaded with all its languages. Raises KeyError where there is no such family."""
        if slug not in self._originals:
            family = families()[slug]
            with transaction.atomic():
                self._originals[slug] = self._load(family)
        return self._originals[slug]

    def _load(self, family: Family) -> HubPage:
        """Make what is missing of ``family``."""
        page, done = self._existing(family, family.source), []
        self._count(family.source, page)
        if page is None:
            page = self._make(family)
            self._remember(family, page)
            done = self._translate_before(family, page)
        for code in family.languages[1:]:
            if code not in done:
                self._translate(family, page, code)
        _age(family)
        _finish(family)
        return page

    def _count(self, code: str, existing: HubPage | None) -> None:
        """Note one page."""
        (self.made if existing is None else self.kept)[code] += 1

    def _remember(self, family: Family, page: HubPage) -> None:
        """The original is known from now on: families that it names may name it in turn."""
        self._originals[family.slug] = page

    def _existing(self, family: Family, code: str) -> HubPage | None:
        """The demo page of ``family`` in the language ``code``, if it is there."""
        return family.model._default_manager.filter(translation_key=_key(family), locale__language_code=code, is_demo=True).first()

    def _make(self, family: Family) -> HubPage:
        """The original, published (or scheduled) with its facts; of a family with a past as it was then."""
        page = _blank(family)
        self._set_words(page, family, {**family.source_words(), **(family.before.words if family.before else {})})
        set_facts(page, family, self.original)
        if not page.pk:
            parent = self._parent(family)
            page.slug = find_available_slug(parent, family.slug)
            parent.add_child(instance=page)
        _restrict(page, family)
        _publish(page)
        return page

    def _parent(self, family: Family) -> Any:
        """The page above, in the language the family began in."""
        return self.original(family.parent).get_translation(_locale(family.source))

    def _set_words(self, page: HubPage, family: Family, words: Words) -> None:
        """Give ``page`` the words of its file."""
        given = self._values(family, words)
        for field in word_fields(family.model):
            setattr(page, field.name, field.to_python(given[field.name]))
        page.draft_title = page.title

    def _values(self, family: Family, words: Words) -> Words:
        """``words`` as fields hold them."""
        return values(family, words, lambda slug: self.original(slug).pk, picture)

    def _translate_before(self, family: Family, page: HubPage) -> list[str]:
        """Translate the original as it was, then publish it as it is now: those translations are out of date, as they become in life. Returns
        their languages."""
        if not family.before:
            return []
        Revision.objects.filter(pk=page.latest_revision_id).update(created_at=timezone.now() - timedelta(days=family.before.days))
        for code in family.before.languages:
            self._translate(family, page, code)
        page.refresh_from_db()
        self._set_words(page, family, family.source_words())
        _publish(page)
        return family.before.languages

    def _translate(self, family: Family, page: HubPage, code: str) -> None:
        """Make the translation of ``page`` into the language ``code``, unless it is there. Of a scheduled original it is a draft."""
        existing = self._existing(family, code)
        self._count(code, existing)
        if existing is None:
            translation = make_translation(page, _locale(code), self._values(family, family.words[code]), publish=page.live)
            if not translation.is_demo:
                _mark(translation)


def _mark(page: HubPage) -> None:
    """Say that ``page`` is an example, in its row and its versions. Home pages may have been there before."""
    page.is_demo = True
    page.save(update_fields=["is_demo"], clean=False)
    page.save_revision(clean=False).publish()


def _key(family: Family) -> Any:
    """The translation key of ``family``: that of the site's home page, or one that derives from the name of its file."""
    return _home().translation_key if family.model is HomePage else family.key


def _home() -> HomePage:
    """The home page that the migrations made, or what an editor made of it."""
    return HomePage.objects.get(depth=2, locale=_locale("en"))


def _locale(code: str) -> Locale:
    """The locale of a language."""
    return Locale.objects.get(language_code=code)


def _blank(family: Family) -> HubPage:
    """The page to fill: the home page that is there, else a new one."""
    if family.model is HomePage:
        home = _home()
        HomePage.objects.filter(pk=home.pk).update(is_demo=True)
        home.is_demo = True
        return home
    locale, starts = _locale(family.source), timezone.now() + timedelta(days=family.state.scheduled)
    scheduled = {"go_live_at": starts} if family.state.scheduled else {}
    return family.model(locale=locale, translation_key=family.key, is_demo=True, show_in_menus=family.menu, live=False, **scheduled)


def _publish(page: HubPage) -> None:
    """Publish ``page`` as it is in memory, through a revision."""
    page.save_revision().publish()
    page.refresh_from_db()


def _restrict(page: HubPage, family: Family) -> None:
    """Show the page to the members of one group only; its translations follow."""
    if family.state.group:
        restriction = PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.GROUPS)
        restriction.groups.set([Group.objects.get_or_create(name=family.state.group)[0]])


def _age(family: Family) -> None:
    """Spread the days on which pages were first published over half a year."""
    days = 5 + family.key.int % 180
    pages = family.model._default_manager.filter(translation_key=_key(family), first_published_at__gt=timezone.now() - timedelta(days=1))
    pages.update(first_published_at=timezone.now() - timedelta(days=days))


def _finish(family: Family) -> None:
    """End the pages of a family whose time is over, as the worker does each minute."""
    if family.state.expired:
        ended = timezone.now() - timedelta(days=family.state.expired)
        for page in family.model._default_manager.filter(translation_key=family.key, live=True):
            page.expire_at = ended
            page.save(update_fields=["expire_at"], clean=False)
            page.unpublish(set_expired=True)
