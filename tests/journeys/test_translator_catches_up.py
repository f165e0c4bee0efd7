"""The French translator: finds what changed, translates the sentence, publishes; cannot touch Arabic, English or facts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from resources.models import ServicePage
from tests import factories
from tests.translation import people
from translation.models import TranslationState
from translation.start import start
from translation.states import translation_of

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def lamp() -> ServicePage:
    """A service in English, French and Arabic whose English summary has changed since."""
    people.translator("fr")
    page = factories.full_service("Night Lamp", summary="Open in the evening.")
    factories.translate(page.get_parent().specific, "fr")
    factories.translate(page, "ar", title="المصباح")
    french = start(page, factories.locale("fr"))
    people.write(translation_of(french))
    translation_of(french).save_target(publish=True)
    page = ServicePage.objects.get(pk=page.pk)
    page.summary = "Open day and night."
    return factories.publish_page(page)


@pytest.fixture
def page(lamp: ServicePage, chromium: Any, live_server: Any) -> Iterator[Any]:
    """The translator, signed in."""
    context = chromium.new_context(viewport={"width": 1100, "height": 900}, base_url=live_server.url)
    page = context.new_page()
    page.set_default_timeout(60_000)
    page.goto("/admin/login/")
    page.fill("[name=username]", "translator-fr")
    page.fill("[name=password]", "password")
    page.click("button[type=submit]")
    page.wait_for_url("**/admin/")
    yield page
    context.close()


@pytest.mark.soak
def test_the_french_translator_brings_a_page_up_to_date_and_touches_nothing_else(page: Any, lamp: ServicePage) -> None:
    french = ServicePage.objects.get(facts_page=lamp, locale__language_code="fr")
    address = french.url
    page.goto(address)
    assert page.locator(".notice a[hreflang=en]").count() == 1
    page.goto("/admin/")
    page.click("a:has-text('Translations')")
    row = page.locator(".tr-rows > li", has_text="Night Lamp").first
    assert "One text has changed" in row.inner_text()
    row.get_by_text("Open the sentences").click()
    page.get_by_role("button", name="Translate", exact=True).first.click()
    page.locator("textarea, [contenteditable=true]").last.fill("Ouvert jour et nuit.")
    page.get_by_role("button", name="Save", exact=True).first.click()
    page.get_by_text("Ouvert jour et nuit.").first.wait_for()
    page.get_by_role("button", name="Publish").first.click()
    page.get_by_text("is published").first.wait_for()
    page.goto(address)
    assert "Ouvert jour et nuit." in page.content()
    assert page.locator(".notice a[hreflang=en]").count() == 0
    assert not TranslationState.objects.get(page=french).outdated
    arabic = ServicePage.objects.get(facts_page=lamp, locale__language_code="ar")
    for other in (lamp, arabic):
        page.goto(f"/admin/pages/{other.pk}/edit/")
        assert page.url.endswith("/admin/")
        assert "do not have permission" in page.content()
