"""Our screens of the admin in a browser: what people who work on a phone, in Arabic, or with a screen reader would lose.

What the pages of the test say is written in Arabic, so that every Latin word on an Arabic screen is one that somebody forgot to translate.
"""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page
from wagtail.users.models import UserProfile

from home.models import Banner
from hub import languages
from hub.models import FactChange
from reports.models import Report
from resources import codes
from resources.models import Alert, Location, ServicePage
from tests import factories
from tests.journeys.signing_in import signed_in
from tests.looks.test_browser import OVERFLOW, RULES

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
DAY = timedelta(days=1)
THEIRS = (("landmark-unique", "inline_child_"), ("aria-input-field-name", "DraftEditor-content"))
"""Faults of Wagtail's own parts within our screens: rows in rows that have one name, the rich text without a name. The rule, and what marks it."""
CUT_OFF = """() => {
    const window_ = document.documentElement.clientWidth;
    const wide = one => { const box = one.getBoundingClientRect(); return box.width && (box.right > window_ + 1 || box.left < -1); };
    return [...document.querySelectorAll('main *')]
        .filter(one => one.checkVisibility({ visibilityProperty: true }) && wide(one) && !one.closest('header, svg, .w-minimap, .w-sr-only, option'))
        .filter(one => ![...one.children].some(wide) && !one.closest('.Draftail-BlockToolbar') && one.textContent.trim())
        .map(one => one.outerHTML.slice(0, 160));
}"""
READ = """() => {
    const walk = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT);
    const said = [];
    for (let at = walk.nextNode(); at; at = walk.nextNode()) {
        const within = at.parentElement;
        const ours = !within.closest('script, style, template, option, datalist, header, [lang=en], .title-wrapper, .w-minimap, .Draftail-Editor');
        if (ours && within.checkVisibility({ visibilityProperty: true })) said.push(at.textContent.trim());
    }
    for (const one of document.querySelectorAll('main [aria-label], main [placeholder], main [title]'))
        if (!one.closest('header, .title, .w-minimap, .Draftail-Editor'))
            said.push(...['aria-label', 'placeholder', 'title'].map(name => one.getAttribute(name) ?? ''));
    return said;
}"""
NAMES = {word for one in languages.LANGUAGES for word in one.name.split()}
NO_WORD = re.compile(r"%\(\w+\)s|\S*[@/_:\d]\S*|\b[A-Z]{2,4}\b|\bShift\b")
"""Gaps in sentences, addresses, codes, keys and shortenings such as IANA are the same in every language."""


@pytest.fixture
def service() -> ServicePage:
    """A service with every kind of row, on which everything waits that can wait."""
    today, section = timezone.localdate(), factories.section("مساعدة")
    organisation = factories.organisation("شبكة المصباح", section, review_on=today - DAY)
    words = dict.fromkeys(("summary", "who_for", "expect", "start", "hours_note", "cost_note"), "نص قصير")
    places = [Location(kind=codes.LocationKind.WITHHELD, area=factories.area("MA"))]
    page = factories.full_service("المصباح الليلي", section, organisation=organisation, review_on=today - DAY, locations=places, **words)
    type(section.get_parent().specific).objects.update(title="مرفأ", draft_title="مرفأ")
    Alert.objects.create(page=page, kind=codes.AlertKind.CLOSED, starts_on=today - 20 * DAY)
    factories.translate(page, "fr", title="مصباح")
    long = "https://old.example.org/a/long/way/to/the/page/that/is/not/there/any/more"
    change = {"fact": "website", "before": long, "after": page.website, "changed_on": timezone.now()}
    FactChange.objects.create(page=page, changed_by=factories.editor("محرر"), **change)
    return page


def report(page: Page) -> Report:
    """A report of somebody who works there."""
    return Report.objects.create(page=page, kind="unsafe", text="نص", contact="+33199001234", works_there=True, language="ar", receipt="seal")


def banner() -> Banner:
    """A notice that is shown now."""
    return Banner.objects.create(kind="lines", ends_at=timezone.now() + DAY, words={"ar": "متوقف"})


def screens(page: ServicePage) -> list[str]:
    """The addresses of our screens."""
    hidden, key = factories.service("مخفي", page.get_parent(), listed=False), [page.pk]
    chosen = f"?next=/admin/&id={page.pk}&id={hidden.pk}"
    bulk = [reverse("wagtail_bulk_action", args=["wagtailcore", "page", action]) + chosen for action in ("hide", "steward", "topics", "verify")]
    mine = [
        *map(reverse, ("wagtailadmin_home", "due", "services:index", "organisations:index", "service_short", "reader-reports:index")),
        *map(reverse, ("taxonomy-concepts:index", "taxonomy-areas:index", "second_factor", "second_factor_key", "second_factor_codes")),
        reverse("reader-reports:inspect", args=[report(page).pk]),
        reverse("hub_correct_facts", args=key),
        reverse("service_close", args=key),
        reverse("service_alert", args=[page.alerts.last().pk]),
        reverse("hub_hide", args=key),
        reverse("hub_show", args=[hidden.pk]),
        reverse("wagtailadmin_pages:unpublish", args=key),
        reverse("wagtailadmin_pages:delete", args=key),
        reverse("wagtailadmin_pages:edit", args=key) + "#tab-facts",
        reverse("banners:edit", args=[banner().pk]),
        *map(reverse, ("banners:index", "banners:add")),
        reverse("translation:list", args=["ar"]),
        reverse("translation:languages", args=key),
        reverse("review_sheet", args=["ar"]),
        *map(reverse, ("gaps", "coverage")),
        reverse("coverage") + "?topic=coming-out&languages=all",
    ]
    return [*mine, *bulk]


def faults(browser: Any) -> list[str]:
    """What axe finds in our part of the screen."""
    found = (
        Axe()
        .run(browser, context={"include": [["main"]], "exclude": [["main header"], [".w-minimap"]]}, options={**RULES, "resultTypes": ["violations"]})
        .response["violations"]
    )
    nodes = ((rule["id"], node["html"][:200]) for rule in found for node in rule["nodes"])
    return [f"{rule}: {html}" for rule, html in nodes if not any(rule == name and mark in html for name, mark in THEIRS)]


def untranslated(browser: Any) -> list[str]:
    """The Latin words that are said on the screen."""
    words = re.findall(r"[A-Za-zÀ-ÿ]{3,}", " ".join(NO_WORD.sub(" ", text) for text in browser.evaluate(READ)))
    return [word for word in words if word not in NAMES]


def cut_off(browser: Any, width: int) -> list[str]:
    """What lies outside of a window of ``width``. The menu moves for a moment when the window changes."""
    browser.set_viewport_size({"width": width, "height": 900})
    if browser.evaluate(CUT_OFF):
        browser.wait_for_timeout(400)
    return [*browser.evaluate(CUT_OFF), *(["scrolls sideways"] if browser.evaluate(OVERFLOW) > 0 else [])]


ALL_OF_THEM = [pytest.param("en", "/facts/", 1, 1, marks=pytest.mark.soak), pytest.param("ar", "#tab-facts", 1, 1, marks=pytest.mark.soak)]


@pytest.mark.parametrize(("code", "long", "every", "each"), [("ar", "#tab-facts", 6, 3), *ALL_OF_THEM])
def test_our_screens_are_whole_on_a_phone_and_on_a_desk_in_both_directions(live_server, new_context, service, code, long, every, each):
    """``long``: the form that axe, which takes seconds for it, looks at in the other language only. ``every``: each sixth screen, or all. ``each``:
    axe looks at each third of these, or at all."""
    language, user = languages.language(code), factories.administrator("مدير")
    UserProfile.objects.create(user=user, preferred_language=code)
    browser, problems = signed_in(user, live_server, new_context), []
    browser.emulate_media(color_scheme="dark" if code == "ar" else "light")
    for number, address in enumerate(screens(service)[::every]):
        assert browser.goto(live_server.url + address, wait_until="domcontentloaded").status == 200, address
        assert browser.evaluate("[document.documentElement.lang, document.documentElement.dir]") == [language.tag.lower(), language.direction]
        found = cut_off(browser, 1280) + cut_off(browser, 360) + (untranslated(browser) if code == "ar" else [])
        found += faults(browser) if long not in address and number % each == 0 else []
        problems += [f"{address}: {one}" for one in found]
    assert not problems, "\n".join(problems)
