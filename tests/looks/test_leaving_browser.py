"""Leaving in a browser: blank at once, away even when the site is gone, and nothing of it comes back with Back."""

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.test import Client, RequestFactory

from hub.href import href
from hub.models import NeutralPages
from hub.views.errors import server_error
from search import indexer
from tests import factories

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

NEUTRAL = "https://127.0.0.2:9/weather"
"""Nobody is there: the browser's requests to it are answered by the test itself."""
LEFT = "() => document.documentElement === null ? '' : document.documentElement.textContent"
BLANK = """(act) => {
    const link = document.querySelector(act);
    link.click();
    return [document.documentElement, document.title];
}"""


def make_site():
    """A page of every template, whose neutral page is this test: their paths."""
    NeutralPages(addresses={"en": NEUTRAL, "ar": NEUTRAL}).save()
    home = factories.publish_page(factories.home())
    service = factories.full_service(alerts=[])
    guide = factories.guide(summary="What to note.")
    about = factories.standard_page(summary="Who we are.")
    indexer.update()
    pages = [home, service.get_parent(), service, guide, about, service.organisation]
    others = ["/en/search/?q=lamp", f"/en/report/{service.pk}/", "/en/report/state/", "/en/safe/", "/en/nowhere/", "/ar/about-us/", "/en/p/"]
    others.append(f"/en/p/{service.pk}/")
    return [*map(href, pages), *others]


@pytest.fixture
def addresses(live_server, once):
    """Where they are."""
    return [f"{live_server.url}{path}" for path in once]


@pytest.fixture(scope="module")
def usual(browser_type, browser_type_launch_args):
    """Chromium as people have it: Playwright switches off that Back shows a page as it was left."""
    browser = browser_type.launch(**browser_type_launch_args, ignore_default_args=["--disable-back-forward-cache"])
    yield browser
    browser.close()


@pytest.fixture
def neutral(usual):
    """The neutral page as the browser sees it."""
    context = usual.new_context()
    context.route(f"{NEUTRAL}**", lambda route: route.fulfill(body="<title>Weather</title><p>Rain later.", content_type="text/html"))
    yield context
    context.close()


def is_neutral(page):
    page.wait_for_url(NEUTRAL)
    assert page.title() == "Weather"


@pytest.mark.parametrize("each", [3, pytest.param(1, marks=pytest.mark.soak)])
def test_on_every_page_one_click_is_enough(neutral, addresses, each):
    """The exit is of one template, which ``test_leaving.py`` finds on all pages; here each third is left, and all in the soak."""
    page = neutral.new_page()
    for address in addresses[::each]:
        page.goto(address)
        assert page.evaluate(BLANK, "header .exit") == [None, ""], f"{address}: something was still there after the click"
        is_neutral(page)


def test_the_link_for_the_tab_key_and_the_key_itself_lead_away(neutral, addresses):
    page = neutral.new_page()
    page.goto(addresses[0])
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent.trim()") == "Leave this site now"
    page.keyboard.press("Enter")
    is_neutral(page)


def test_three_times_shift_leads_away_and_says_how_far_it_is(neutral, addresses):
    page = neutral.new_page()
    page.goto(addresses[2])
    line = page.get_by_role("status").filter(has_text="Shift")
    page.keyboard.press("Shift")
    assert line.inner_text() == "Press Shift two more times to leave."
    page.keyboard.press("Shift")
    assert line.inner_text() == "Press Shift once more to leave."
    assert line.is_visible()
    page.keyboard.press("Shift")
    is_neutral(page)


def test_who_types_capitals_or_waits_stays(neutral, addresses):
    page = neutral.new_page()
    page.clock.install()
    page.goto(addresses[0])
    page.locator("#q").focus()
    for letter in "HELP":
        page.keyboard.press(f"Shift+{letter}")
    assert page.locator("#q").input_value() == "HELP"
    for _time in range(2):
        page.keyboard.press("Shift")
    page.clock.run_for(5100)
    assert page.locator("#leaving").inner_text() == ""
    page.keyboard.press("Shift")
    page.keyboard.press("a")
    page.keyboard.press("Shift")
    assert page.url == addresses[0]


def test_after_leaving_back_shows_nothing_until_the_history_ends(neutral, addresses, live_server):
    """Home, search, result, exit: bfcache on, as people have it. The session ends and the browser keeps nothing but the flag."""
    client = Client()
    client.force_login(factories.editor())
    cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
    neutral.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url, "httpOnly": True}])
    page = neutral.new_page()
    page.goto(addresses[0])
    page.fill("#q", "lamp")
    page.keyboard.press("Enter")
    page.locator("main ol h3 a").first.click()
    page.wait_for_url("**/get-help/**")
    page.locator("header .exit").click()
    is_neutral(page)
    page.wait_for_timeout(1500)
    assert not Session.objects.filter(session_key=cookie).exists()
    assert neutral.cookies() == []
    for _step in range(4):
        page.evaluate("setTimeout(() => history.back(), 20)")
        page.wait_for_timeout(1500)
        page.wait_for_url(lambda address: address in (NEUTRAL, "about:blank"))
        assert "Lamp" not in page.evaluate(LEFT)
    page.goto(f"{live_server.url}/healthz")
    assert page.evaluate("[{...sessionStorage}, {...localStorage}, document.cookie]") == [{"left": "1"}, {}, ""]


@pytest.mark.soak
def test_whoever_comes_back_on_purpose_can_read(neutral, addresses):
    page = neutral.new_page()
    page.goto(addresses[0])
    page.locator("header .exit").click()
    is_neutral(page)
    page.goto(addresses[4])
    assert page.locator("h1").is_visible()
    page.goto(addresses[2])
    page.evaluate("setTimeout(() => history.back(), 20)")
    page.wait_for_url(addresses[4], wait_until="commit")
    page.wait_for_timeout(700)
    assert page.url == addresses[4]
    assert page.locator("h1").is_visible()


def test_the_exit_works_when_the_site_has_gone_and_when_nothing_may_be_stored(neutral, addresses, live_server):
    page = neutral.new_page()
    page.add_init_script("Object.defineProperty(window, 'sessionStorage', { get() { throw new DOMException('no', 'SecurityError'); } })")
    page.goto(addresses[2])
    neutral.route(f"{live_server.url}/**", lambda route: route.abort("connectionrefused"))
    page.locator("header .exit").click()
    is_neutral(page)


def test_the_last_page_of_a_broken_site_has_a_way_out(neutral, addresses, live_server):
    page = neutral.new_page()
    page.goto(addresses[0])
    body = server_error(RequestFactory().get("/en/")).content.decode()
    page.route("**/en/broken/", lambda route: route.fulfill(body=body, status=500, content_type="text/html"))
    page.goto(f"{live_server.url}/en/broken/")
    page.locator("header .exit").click()
    is_neutral(page)


@pytest.mark.parametrize("each", [5, pytest.param(1, marks=pytest.mark.soak)])
def test_without_a_script_the_exit_ends_the_session_and_leads_to_the_neutral_page(new_context, addresses, live_server, each):
    """Nothing is promised about Back there, and the page beside the exit says so."""
    context = new_context(java_script_enabled=False)
    client = Client()
    client.force_login(factories.editor())
    cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url, "httpOnly": True}])
    for address in addresses[::each]:
        page = context.new_page()
        page.goto(address)
        with page.expect_request(NEUTRAL) as request:
            page.locator("header .exit").click(no_wait_after=True)
        assert request.value.redirected_from.url.startswith(f"{live_server.url}/exit/")
        assert "referer" not in request.value.headers
        page.close()
    assert context.cookies() == []
    assert not Session.objects.filter(session_key=cookie).exists()


@pytest.mark.soak
def test_the_exit_follows_what_is_seen_above_the_keyboard(neutral, addresses):
    """A browser that lays its keyboard over the page tells only ``visualViewport``."""
    page = neutral.new_page()
    page.set_viewport_size({"width": 360, "height": 740})
    page.add_init_script(
        """Object.defineProperty(window, 'visualViewport', { value: Object.assign(new EventTarget(), { height: 740, offsetTop: 0 }) })"""
    )
    page.goto(addresses[2])
    page.evaluate("Object.assign(visualViewport, { height: 400, offsetTop: 40 }).dispatchEvent(new Event('resize'))")
    box = page.locator("header .leave").bounding_box()
    assert box["y"] + box["height"] == 440
    page.goto(addresses[0])
    page.locator("#q").focus()
    page.evaluate("Object.assign(visualViewport, { height: 400, offsetTop: 40 }).dispatchEvent(new Event('scroll'))")
    assert page.locator("header .leave").bounding_box()["y"] == 40
