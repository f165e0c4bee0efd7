"""The pages in a browser: what people who zoom, who use a phone, who see little or who have no script would lose."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import RequestFactory

from hub.href import href
from hub.views.errors import server_error, unavailable
from search import indexer
from tests import factories

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}}
SMALLEST = """() => [...document.querySelectorAll('a, button, summary, input')]
    .filter(one => one.getClientRects().length && !one.closest('.skip, p, dd, h3, .kind, .crumbs') && !one.matches('.skip'))
    .map(one => [one.outerHTML.slice(0, 120), Math.min(...[...(one.closest('label') ?? one).getClientRects()].map(box => box.height))])
    .filter(([_, height]) => height < 40)"""
CONTRAST = {"runOnly": {"type": "rule", "values": ["color-contrast"]}}
SPACING = "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; }"
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def make_site():
    """A page of every kind, in English or in Arabic, and what the search answers to words, to filters and to nonsense: their paths."""
    home = factories.publish_page(factories.home())
    service = factories.full_service(alerts=[])
    guide = factories.guide(summary="What to note.", areas=["FR"], not_legal_advice=True)
    about = factories.standard_page(summary="Who we are.")
    factories.translate(service, "ar", title="خط المصباح الليلي")
    factories.translate(about, "ar", title="من نحن")
    indexer.update()
    pages = [home, service.get_parent(), service, guide, service.organisation]
    others = [
        "/ar/",
        "/ar/about-us/",
        "/ar/get-help/night-lamp/",
        "/ar/get-help/how-to-report-threats/",
        "/ar/nowhere/",
        "/en/search/?q=lamb&near=FR&channel=phone",
        "/ar/search/?q=المصباح&near=Nowhereland",
        "/ar/search/?q=أريد أن أموت&near=FR",
        "/ar/p/safe/",
        "/en/search/?q=xqzzt",
    ]
    return [*map(href, pages), *others]


@pytest.fixture
def addresses(live_server, once):
    """Where they are."""
    return [f"{live_server.url}{path}" for path in once]


def faults(page, address, rules=RULES):
    found = Axe().run(page, options=rules)
    assert not found.response["violations"], f"{address}: {found.generate_report()}"


@pytest.mark.parametrize("each", [6, pytest.param(1, marks=pytest.mark.soak)])
def test_in_the_dark_everything_stands_out_from_its_ground(addresses, new_context, each):
    """All colours of the dark are reckoned for all templates in ``test_contrast.py``; here axe looks at each sixth page, and at all in the soak."""
    page = new_context(color_scheme="dark").new_page()
    for address in addresses[::each]:
        page.goto(address)
        faults(page, address, CONTRAST)


BROKEN = [("ar", server_error), pytest.param("en", server_error, marks=pytest.mark.soak)]
CLOSED = [("en", unavailable), pytest.param("ar", unavailable, marks=pytest.mark.soak)]


@pytest.mark.parametrize(("code", "view"), [*BROKEN, *CLOSED])
def test_when_the_site_is_broken_its_last_page_is_whole(live_server, new_context, view, code):
    page = new_context(viewport={"width": 320, "height": 640}).new_page()
    page.goto(f"{live_server.url}/{code}/nowhere/")
    page.set_content(view(RequestFactory().get(f"/{code}/")).content.decode())
    faults(page, view.__name__)
    assert page.evaluate(OVERFLOW) <= 0


def test_the_exit_is_in_sight_at_every_scroll_position_and_above_the_keyboard(addresses, new_context):
    page = new_context(viewport={"width": 360, "height": 600}).new_page()
    page.goto(addresses[2])
    for width in (360, 1280):
        page.set_viewport_size({"width": width, "height": 600})
        for position in (0, 500, 100_000):
            page.evaluate(f"scrollTo(0, {position})")
            box = page.locator("header .exit").bounding_box()
            assert box["y"] >= 0
            assert box["y"] + box["height"] <= 600
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(addresses[0])
    page.locator("#q").focus()
    assert page.locator("header .exit").bounding_box()["y"] == 0


def test_times_are_said_in_the_zone_of_the_reader(addresses, new_context):
    far = new_context(timezone_id="Asia/Tokyo", locale="en").new_page()
    far.goto(addresses[2])
    here = new_context(java_script_enabled=False).new_page()
    here.goto(addresses[2])
    assert "time in Paris" in here.locator(".reach .hours caption").first.inner_text()
    times = far.locator("time[data-zone]")
    for at in range(times.count()):
        assert "Paris" not in times.nth(at).inner_text()


def test_a_time_that_the_script_writes_looks_like_those_of_the_page(addresses, new_context):
    """Persian browsers would write other digits than the page and count the years otherwise; English ones would say "08:00 PM"."""
    page = new_context(timezone_id="America/New_York").new_page()
    for address in (addresses[2], addresses[2].replace("/en/", "/fa/")):
        page.goto(address)
        times = page.locator("time[data-zone]").all_inner_texts()
        assert times
        assert not [text for text in times if re.search("[۰-۹]|^0[1-9]:.*M$", text)]


def test_the_button_that_calls_comes_before_the_words_and_is_there_on_paper_without_the_controls(addresses, new_context):
    """For the eye, and for the Tab key."""
    page = new_context(viewport={"width": 360, "height": 740}).new_page()
    page.goto(addresses[2])
    call, words = page.locator(".reach .call").first, page.locator("article")
    assert call.bounding_box()["y"] < words.bounding_box()["y"]
    follows = "(one) => Boolean(document.querySelector('.reach .call').compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING)"
    assert words.evaluate(follows)
    page.emulate_media(media="print")
    assert page.locator(".reach .call").first.is_visible()
    assert not page.locator("header .exit").is_visible()
    assert not page.locator(".sections").is_visible()


def test_a_language_named_in_its_own_script_keeps_its_dot_on_the_right_side(addresses, new_context):
    """The dot between small facts follows the writing around it, not that of the name before it."""
    page = new_context().new_page()
    page.goto(addresses[-1].replace("/en/", "/ar/").replace("xqzzt", "network"))
    names = page.locator(".kind > :not(:last-child)")
    assert names.count()
    assert {names.nth(at).evaluate("(one) => getComputedStyle(one).direction") for at in range(names.count())} == {"rtl"}
