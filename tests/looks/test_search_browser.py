"""Searching as readers do, in a browser: in four scripts, with a typo, from where nobody helps, with scripts and without."""

import pytest

from resources import codes
from resources.models import Channel, Phone, ServiceArea, ServiceLanguage
from search import indexer
from tests import factories

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def chat(title, area, *speaks, **more):
    rows = {
        "areas": [ServiceArea(area=factories.area(area))],
        "languages": [ServiceLanguage(code=code) for code in speaks],
        "channels": [Channel(kind=codes.ChannelKind.CHAT, address="https://chat.example.org/")],
    }
    return factories.service(title, topics=["asylum"], **{**rows, **more})


def make_site():
    """Two who help with asylum, of whom one is near, and a line for everybody."""
    factories.publish_page(factories.home())
    far = chat("Papers from afar", "001", "ar", "fr", "zh-Hant", "en")
    near = chat("Rabat door", "MA", "ar", "fr")
    for code, titles in {
        "fr": ("Papiers de loin", "La porte de Rabat"),
        "ar": ("أوراق من بعيد", "باب الرباط"),
        "zh-hant": ("遠方的文件", ""),
    }.items():
        for page, title in zip((far, near), titles, strict=True):
            if title:
                factories.translate(page, code, title=title)
    factories.service(
        "Line",
        type=codes.ServiceType.HELPLINE,
        phones=[Phone(number="+33199001234")],
        areas=[ServiceArea(area=factories.area("001"))],
        languages=[ServiceLanguage(code="en")],
    )
    indexer.update()


@pytest.fixture
def site(live_server, once):
    return live_server.url


ASKED = [
    ("ar", "اللجوء", "المغرب", ["باب الرباط", "أوراق من بعيد"]),
    ("fr", "demander l'asile", "Maroc", ["La porte de Rabat", "Papiers de loin"]),
    ("fr", "papieers", "", ["Papiers de loin"]),
    ("zh-hant", "庇護", "斐濟", ["遠方的文件"]),
]


@pytest.mark.parametrize("script", [True, pytest.param(False, marks=pytest.mark.soak)], ids=["script", "no script"])
def test_who_asks_sees_first_who_helps_from_there_and_why(site, new_context, script):
    page = new_context(java_script_enabled=script, viewport={"width": 360, "height": 800}).new_page()
    for language, words, place, titles in ASKED:
        page.goto(f"{site}/{language}/search/")
        page.locator("#near").fill(place)
        page.locator("#q").fill(words)
        # As the key "search" of a phone does: on so small a screen the suggestions may cover the button.
        page.locator("#q").press("Enter")
        page.locator(".rung h3").first.wait_for()
        shown = [" ".join(one.split()) for one in page.locator(".rung h3").all_text_contents()]
        assert shown[: len(titles)] == titles, (language, words)
        assert page.locator(".rung .why").first.text_content().strip()
        assert words not in page.url
        assert page.evaluate("document.documentElement.scrollWidth") <= 360 if script else True


@pytest.mark.parametrize("script", [pytest.param(True, marks=pytest.mark.soak), False], ids=["script", "no script"])
def test_where_nobody_helps_the_page_says_so_and_offers_somebody_to_talk_to(site, new_context, script):
    page = new_context(java_script_enabled=script).new_page()
    page.goto(f"{site}/es/search/")
    page.locator("#near").fill("Fiyi")
    page.locator("#q").fill("asilo")
    page.locator("#q").press("Enter")
    page.locator(".notice").get_by_text("Aún no conocemos a nadie").wait_for()
    assert "Papers from afar" in page.locator(".results").text_content()
    assert page.get_by_role("heading", name="Line").count() == 1
