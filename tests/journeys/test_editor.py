"""An editor in a browser: a new service with a number, published, and there for readers in English and, with its facts, in Arabic."""

from __future__ import annotations

from typing import Any

import pytest

from resources.models import ServicePage
from tests import factories
from tests.journeys.signing_in import press, signed_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def save_when_told(settings: Any) -> None:
    """Wagtail saves drafts by itself while somebody types. A script types faster than that: two requests would make the page at once."""
    settings.WAGTAIL_AUTOSAVE_INTERVAL = 0


@pytest.fixture
def section() -> Any:
    """Where the new service goes, in English and Arabic."""
    section = factories.section("Someone to talk to", slug="talk")
    factories.translate(section, "ar", title="للحديث")
    return section


def add_row(page: Any, rows: str) -> None:
    """Add the first of these; once more where the page moved under the finger, as Wagtail shows meanwhile what it has saved by itself."""
    for _ in range(3):
        if page.input_value(f"#id_{rows}-TOTAL_FORMS") == "0":
            page.locator(f"#id_{rows}-ADD").click()


def fill_in(page: Any) -> None:
    """What an editor knows of a help line: a number as it is printed, when it is answered, where people may be."""
    page.fill("#id_title", "Lighthouse Line")
    page.fill("#id_summary", "Someone answers in the evening.")
    page.get_by_role("tab", name="Facts").click()
    page.locator("#id_type").select_option("helpline")
    add_row(page, "phones")
    page.fill("#id_phones-0-number", "+33 1 99 00 12 34")
    page.fill("#id_phones-0-known_in", "فرنسا")
    page.locator("#id_phones-0-on_bill").select_option("no")
    add_row(page, "phones-0-hours")
    page.locator("#id_phones-0-hours-0-days").get_by_label("Tuesday").check()
    page.fill("#id_phones-0-hours-0-opens", "18:00")
    page.fill("#id_phones-0-hours-0-closes", "23:00")
    page.fill("#id_phones-0-hours-0-zone", "Europe/Paris")
    add_row(page, "areas")
    page.fill("#id_areas-0-area", "Morocco (MA)")


def test_a_new_service_is_there_in_english_and_its_facts_in_arabic(section: Any, live_server: Any, new_context: Any):
    page = signed_in(factories.moderator(), live_server, new_context)
    page.goto(f"{live_server.url}/admin/services/")
    page.get_by_role("link", name="Add service").click()
    page.goto(f"{live_server.url}/admin/pages/add/resources/servicepage/{section.pk}/")
    fill_in(page)
    press(page, "action-publish")
    assert "published" in page.locator(".messages").inner_text()
    service = ServicePage.objects.get()
    assert (service.slug, service.live) == ("lighthouse-line", True)
    (phone,) = service.phones.all()
    assert (phone.number, phone.known_in.code) == ("+33199001234", "FR")
    assert [(hours.days, hours.opens.hour) for hours in phone.hours.all()] == [(["TU"], 18)]
    assert [row.area.code for row in service.areas.all()] == ["MA"]

    reader = new_context().new_page()
    reader.goto(f"{live_server.url}/en/talk/lighthouse-line/")
    assert reader.locator("h1").inner_text() == "Lighthouse Line"
    assert reader.locator("a[href='tel:+33199001234']").first.is_visible()
    assert "Morocco" in reader.locator("main").inner_text()

    reader.goto(f"{live_server.url}/ar/talk/lighthouse-line/")
    assert reader.locator("html").get_attribute("dir") == "rtl"
    assert reader.locator("h1").inner_text() == "Lighthouse Line"
    assert reader.locator("a[href='tel:+33199001234']").first.is_visible()
    assert "المغرب" in reader.locator("main").inner_text()
    assert "Someone answers" not in reader.locator("main").inner_text()


@pytest.mark.soak
def test_a_mistake_leaves_all_that_was_typed_and_says_what_to_do(section: Any, live_server: Any, new_context: Any):
    page = signed_in(factories.moderator(), live_server, new_context)
    page.goto(f"{live_server.url}/admin/pages/add/resources/servicepage/{section.pk}/")
    fill_in(page)
    page.fill("#id_phones-0-number", "call us")
    page.fill("#id_phones-0-hours-0-closes", "")
    press(page, "action-publish")
    page.get_by_role("tab", name="Facts").click()
    said = page.locator("main").inner_text()
    assert "Write the number in international form" in said
    assert "Give days, opening and closing time" in said
    assert page.input_value("#id_phones-0-number") == "call us"
    assert page.input_value("#id_phones-0-hours-0-opens") == "18:00"
    assert page.input_value("#id_areas-0-area") == "Morocco (MA)"
    assert page.input_value("#id_title") == "Lighthouse Line"


@pytest.mark.soak
def test_no_field_of_the_form_lies_outside_of_the_window(section: Any, live_server: Any, new_context: Any):
    service = factories.full_service("Night Lamp", section)
    page = signed_in(factories.moderator(), live_server, new_context)
    page.goto(f"{live_server.url}/admin/pages/{service.pk}/edit/")
    page.get_by_role("tab", name="Facts").click()
    for width in (1280, 360):
        page.set_viewport_size({"width": width, "height": 900})
        right = page.evaluate(
            "() => Math.max(...[...document.querySelectorAll('.w-field-row .w-field')].map(one => one.getBoundingClientRect().right))"
        )
        assert 0 < right <= width
