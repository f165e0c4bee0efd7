"""A person who reads Arabic and is in Morocco: searches, filters, opens a service that helps from a distance, tells of a mistake, reads in another
language, discreetly and without pictures, and leaves. All of it with scripts and without."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from resources import codes
from resources.models import Channel, Location, Phone, ServiceArea, ServiceLanguage
from search import indexer
from tests import factories

pytestmark = pytest.mark.django_db(transaction=True)


def at_a_distance() -> None:
    """A line for anyone, anywhere, in Arabic."""
    line = factories.service(
        "Night Lamp",
        type=codes.ServiceType.HELPLINE,
        summary="Legal help for people who flee.",
        phones=[Phone(number="+33199001234")],
        channels=[Channel(kind=codes.ChannelKind.CHAT, address="https://chat.example.org/")],
        languages=[ServiceLanguage(code="ar"), ServiceLanguage(code="fr")],
        areas=[ServiceArea(area=factories.area("001"))],
    )
    factories.translate(line, "ar", title="خط المصباح الليلي", summary="مساعدة قانونية لمن يطلب اللجوء.")


def far_away() -> None:
    """An office in another country, for people who live there."""
    office = factories.service(
        "Lyon Office",
        summary="Legal help in Lyon.",
        languages=[ServiceLanguage(code="fr")],
        areas=[ServiceArea(area=factories.area("FR"), residents_only=True)],
        locations=[Location(kind=codes.LocationKind.APPROXIMATE, area=factories.area("FR"), town="Lyon")],
    )
    factories.translate(office, "ar", title="مكتب ليون", summary="مساعدة قانونية في ليون.")


NEUTRAL = "https://ar.wikipedia.org/"
"""Where leaving leads to in Arabic. Nothing is asked of it: the test answers."""


@pytest.fixture(params=[False, pytest.param(True, marks=pytest.mark.soak)], ids=["without scripts", "with scripts"])
def page(request: Any, settings: Any, tmp_path: Path, chromium: Any, live_server: Any) -> Iterator[Any]:
    """A narrow phone with and without JavaScript, on the Arabic home page."""
    settings.HUB_DATA = tmp_path
    factories.translate(factories.home(), "ar", title="المرفأ")
    at_a_distance()
    far_away()
    indexer.update()
    context = chromium.new_context(java_script_enabled=request.param, viewport={"width": 360, "height": 740}, locale="ar-MA")
    context.route(f"{NEUTRAL}**", lambda route: route.fulfill(body="<title>Weather</title>", content_type="text/html"))
    page = context.new_page()
    page.goto(f"{live_server.url}/")
    yield page
    assert context.cookies() == []
    context.close()


def test_finds_help_that_is_not_where_they_live(page: Any):
    assert page.url.endswith("/ar/")
    assert page.locator("html").get_attribute("dir") == "rtl"

    page.fill("[name=q]", "مساعدة قانونيه")
    page.fill("[name=near]", "المغرب")
    page.press("[name=near]", "Enter")
    assert "قانوني" not in page.title()
    assert "قانوني" not in page.url
    titles = page.locator("ol h3").all_inner_texts()
    assert titles[0] == "خط المصباح الليلي"
    assert "مكتب ليون" in titles

    page.locator("details.filters summary").click()
    page.check("[name=channel][value=chat]")
    page.locator("details.filters button:not([name])").last.click()
    assert page.locator("ol h3").first.inner_text() == "خط المصباح الليلي"
    assert page.input_value("[name=q]") == "مساعدة قانونيه"
    assert page.input_value("[name=near]") == "المغرب"
    assert page.is_checked("[name=channel][value=chat]")

    page.locator("ol h3 a").first.click()
    assert page.locator("h1").inner_text() == "خط المصباح الليلي"
    assert page.locator("a[href='tel:+33199001234']").first.is_visible()
    assert page.locator("a[href='https://chat.example.org/']").first.is_visible()
    page.wait_for_load_state("load")  # before its styles have come, everything stands one below the other
    box = page.locator(".exit").last.bounding_box()
    assert box["y"] + box["height"] <= 740

    page.click(".wrong a")
    page.check("[name=kind][value=number]")
    page.fill("[name=text]", "لا أحد يجيب")
    page.click("main form .button")
    assert len(page.locator("output").inner_text()) == 19
    page.locator("main .button.plain").click()

    page.locator("details.languages summary").click()
    page.click("details.languages a[hreflang=en]")
    assert page.locator("h1").inner_text() == "Night Lamp"
    page.go_back()

    page.click(".foot a[rel=nofollow]")
    assert "/light/ar/get-help/" in page.url
    page.click("header .safe")
    page.locator("main a[rel=nofollow]").first.click()
    assert page.url.endswith("/light/ar/p/")
    page.fill("[name=q]", "مساعدة")
    page.keyboard.press("Enter")
    page.locator("ol h3 a").first.click()
    assert page.locator("h1").inner_text() == "خط المصباح الليلي"
    assert "خط" not in page.title()
    assert page.url.split("/light/ar/p/")[1].strip("/").isdecimal()

    page.locator("header .exit").click()
    page.wait_for_url(NEUTRAL)
    assert page.title() == "Weather"
