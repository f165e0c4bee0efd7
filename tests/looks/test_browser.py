"""The pages in a browser: what people who zoom, who use a phone, who see little or who have no script would lose."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from hub.href import href
from tests import factories

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}}
SMALLEST = """() => [...document.querySelectorAll('a, button, summary, input')]
    .filter(one => one.getClientRects().length && !one.closest('.skip, p, dd, h3, .kind, .crumbs') && !one.matches('.skip'))
    .map(one => [one.outerHTML.slice(0, 120), Math.min(...[...(one.closest('label') ?? one).getClientRects()].map(box => box.height))])
    .filter(([_, height]) => height < 40)"""
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture
def addresses(live_server):
    """One page of every kind, in English and in Arabic."""
    factories.publish_page(factories.home())
    service = factories.full_service(alerts=[])
    guide = factories.guide(summary="What to note.", areas=["FR"], not_legal_advice=True)
    factories.translate(service, "ar", title="خط المصباح الليلي")
    pages = [factories.home(), service.get_parent(), service, guide, service.organisation]
    others = ["/ar/get-help/night-lamp/", "/ar/get-help/how-to-report-threats/", "/en/nowhere/"]
    return [f"{live_server.url}{address}" for address in [*map(href, pages), *others]]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_have_no_fault_that_axe_finds(addresses, new_context, scheme):
    page = new_context(color_scheme=scheme).new_page()
    for address in addresses:
        page.goto(address)
        found = Axe().run(page, options=RULES)
        assert not found.response["violations"], f"{address}: {found.generate_report()}"


def test_nobody_has_to_scroll_sideways_at_320_pixels(addresses, new_context):
    page = new_context(viewport={"width": 320, "height": 640}).new_page()
    for address in addresses:
        page.goto(address)
        assert page.evaluate(OVERFLOW) <= 0, address


def test_large_letters_do_not_break_the_page(addresses, new_context):
    """WCAG 1.4.12: the spacing that people with dyslexia set."""
    page = new_context(viewport={"width": 360, "height": 740}, bypass_csp=True).new_page()
    for address in addresses:
        page.goto(address)
        page.add_style_tag(content="* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; }")
        assert page.evaluate(OVERFLOW) <= 0, address


def test_every_target_is_large_enough_for_a_thumb(addresses, new_context):
    page = new_context(viewport={"width": 360, "height": 740}).new_page()
    for address in addresses:
        page.goto(address)
        assert page.evaluate(SMALLEST) == [], address


@pytest.mark.parametrize("width", [360, 1280])
def test_the_exit_is_in_sight_at_every_scroll_position(addresses, new_context, width):
    page = new_context(viewport={"width": width, "height": 600}, java_script_enabled=True).new_page()
    page.goto(addresses[2])
    for position in (0, 500, 100_000):
        page.evaluate(f"scrollTo(0, {position})")
        box = page.locator("header .exit").bounding_box()
        assert box["y"] >= 0
        assert box["y"] + box["height"] <= 600


def test_the_exit_stays_above_the_keyboard(addresses, new_context):
    page = new_context(viewport={"width": 360, "height": 740}).new_page()
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


def test_a_page_on_paper_holds_the_number_and_no_controls(addresses, new_context):
    page = new_context().new_page()
    page.goto(addresses[2])
    page.emulate_media(media="print")
    assert page.locator(".reach .call").first.is_visible()
    assert not page.locator("header .exit").is_visible()
    assert not page.locator(".sections").is_visible()
