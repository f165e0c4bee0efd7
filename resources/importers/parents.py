"""Where in the page tree an import goes, and the same place in other languages."""

from __future__ import annotations

from django.db.models import Q
from wagtail.models import Locale, Page, Site

from hub.models import HubPage
from resources.models import ResourceIndexPage
from translation.make import make_translation

from .report import MappingError
from .run import Run, publish


def find_parent(named: str | None) -> HubPage:
    """The section with the number or slug ``named``, as its family's facts page; without a name the home page. Raises MappingError where there is
    none, or several."""
    if not named:
        return _home()
    by_name = Q(pk=int(named)) if named.isascii() and named.isdigit() else Q(slug=named, facts_page=None)
    found = list(ResourceIndexPage.objects.filter(by_name)[:2])
    if not found and str(_home().pk) == named:
        return _home()
    if len(found) != 1:
        raise MappingError(
            f"“{named}” is {'the slug of several sections: give the number' if found else 'neither the number nor the slug of a section'}."
        )
    return found[0].facts


def _home() -> HubPage:
    """The home page that the site begins with."""
    site = Site.objects.filter(is_default_site=True).first()
    home = site.root_page.specific if site else None
    if not isinstance(home, HubPage):
        raise MappingError("There is no home page yet: run “manage.py migrate”.")
    return home.facts


def parent_in(parent: HubPage, locale: Locale, run: Run) -> Page:
    """``parent`` in the language ``locale``. A home page that is missing there is made with the name of the site, for nothing below it could be
    reached; a section is made as a draft, for its words are still to be translated, and remarked on."""
    if parent.locale_id == locale.pk:
        return parent
    if (page := parent.get_translation_or_none(locale)) is not None:
        return page
    above = parent.get_parent()
    if above.depth == 1:
        return _home_in(parent, locale, run)
    parent_in(above.specific, locale, run)
    run.report.remark(f"{parent.slug} ({locale.language_code})", "section made as a draft, to be translated and published")
    return parent.copy_for_translation(locale)


def _home_in(home: HubPage, locale: Locale, run: Run) -> Page:
    """A home page in another language."""
    if not home.first_published_at:
        publish(home)
    run.report.count(f"home page made ({locale.language_code})")
    return make_translation(home, locale, {"title": home.title})
