"""A translator into French in a browser: nothing is published while a text is missing; then readers see it. All else is refused."""

from __future__ import annotations

from typing import Any

import pytest
from wagtail_localize.models import StringTranslation, Translation, TranslationSource

from resources.models import ServicePage
from tests import factories
from tests.journeys.signing_in import signed_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
MISSING = "Someone to talk to."


@pytest.fixture
def lamp() -> ServicePage:
    """A service whose French words are there but for one."""
    factories.translate(factories.home(), "fr", title="Le Port")
    page = factories.service("Night Lamp", factories.section(slug="help"), summary=MISSING, **factories.every_row())
    factories.translate(page.get_parent().specific, "fr")
    factories.translate(page.get_parent().specific, "ar")
    source, _new = TranslationSource.update_or_create_from_instance(page)
    made = Translation.objects.create(source=source, target_locale=factories.locale("fr"))
    for segment in source.stringsegment_set.exclude(string__data=MISSING).select_related("string"):
        StringTranslation.objects.create(translation_of=segment.string, locale=made.target_locale, context=segment.context, data="Veilleuse")
    made.save_target(publish=False)
    return page


@pytest.fixture
def desk(lamp: ServicePage, live_server: Any, new_context: Any) -> Any:
    """The translator's browser, with the French page open."""
    page = signed_in(factories.translator("fr"), live_server, new_context)
    page.goto(f"{live_server.url}/admin/pages/{lamp.get_translation(factories.locale('fr')).pk}/edit/")
    return page


def publish(desk: Any) -> str:
    """Press “Publish”; what the admin says."""
    with desk.expect_navigation():
        desk.get_by_role("button", name="Publish in Français").click()
    return str(desk.locator(".messages").inner_text())


def test_the_missing_text_is_named_translated_and_read(desk: Any, live_server: Any, new_context: Any):
    said = publish(desk)
    assert "Not published" in said
    assert MISSING in said

    desk.get_by_role("button", name="Translate", exact=True).click()
    desk.locator("textarea").last.fill("Quelqu’un à qui parler.")
    with desk.expect_response(lambda response: response.request.method == "PUT"):
        desk.get_by_role("button", name="Save").click()
    assert "Not published" not in publish(desk)

    reader = new_context().new_page()
    reader.goto(f"{live_server.url}/fr/help/night-lamp/")
    assert reader.locator("h1").inner_text() == "Veilleuse"
    assert "Quelqu’un à qui parler." in reader.locator("main").inner_text()
    assert reader.locator("a[href='tel:+33199001234']").first.is_visible()


@pytest.mark.soak
def test_facts_are_read_here_and_the_other_trees_are_closed(desk: Any, lamp: ServicePage, live_server: Any):
    facts = desk.locator("section[aria-labelledby=facts-heading]")
    assert "+33199001234" in facts.inner_text()
    assert facts.locator("input, select, textarea").count() == 0
    arabic = lamp.get_parent().get_translation(factories.locale("ar"))
    for address in (f"pages/{lamp.pk}/edit/", f"pages/{arabic.pk}/edit/"):
        desk.goto(f"{live_server.url}/admin/{address}")
        assert "you do not have permission" in desk.locator(".messages").inner_text(), address
    facts_link = f"{live_server.url}/admin/pages/{lamp.get_translation(factories.locale('fr')).pk}/edit/"
    desk.goto(facts_link)
    desk.get_by_role("link", name="See the original page").click()
    assert desk.locator("h1").inner_text() == "Night Lamp"
