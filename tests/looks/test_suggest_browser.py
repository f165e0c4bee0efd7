"""Suggestions in a browser: with keys, fingers, screen readers, from right to left, and without any script."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from search import indexer
from tests import factories
from tests.looks.everyone.measuring import RULES
from tests.safety.browsing import Watched

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def make_site():
    """A guide in two languages."""
    factories.publish_page(factories.home())
    guide = factories.guide("Lantern attic", summary="Lanternfish and lanterns.")
    factories.translate(factories.home(), "ar", title="المرفأ")
    factories.translate(guide, "ar", title="مصباح في العلية", summary="مصابيح كثيرة.")
    indexer.update()


@pytest.fixture
def site(live_server, once):
    return live_server.url


def type_in(page, field, text):
    """Type as people do, and wait for the list."""
    page.locator(f"#{field}").click()
    page.keyboard.type(text, delay=20)
    page.locator(f"#{field}-list:not([hidden])").wait_for()


def active(page, field="q"):
    """What a screen reader says of the option that the arrows have come to."""
    told = page.locator(f"#{field}").get_attribute("aria-activedescendant")
    return " ".join(page.locator(f"#{told}").text_content().split()) if told else None


def test_with_keys_alone(site, new_context):
    watched = Watched(new_context(), site)
    page = watched.page
    page.goto(f"{site}/en/")
    field = page.locator("#q")
    assert (field.get_attribute("role"), field.get_attribute("aria-expanded"), field.get_attribute("aria-autocomplete")) == (
        "combobox",
        "false",
        "list",
    )
    type_in(page, "q", "lan")
    assert field.get_attribute("aria-expanded") == "true"
    assert page.locator(f"#{field.get_attribute('aria-controls')}").get_attribute("role") == "listbox"
    assert page.get_by_role("status").get_by_text("suggestions. Use the up and down arrows.").count() == 1
    assert active(page) is None
    page.keyboard.press("ArrowDown")
    assert active(page) == "Lantern attic Guide (opens the page)"
    assert page.get_by_role("option", selected=True).count() == 1
    page.keyboard.press("ArrowUp")
    assert active(page) is None, "back in the field"
    page.keyboard.press("ArrowUp")
    assert active(page).startswith("lantern"), "from the end"
    page.keyboard.press("Home")
    assert active(page) is None
    page.keyboard.press("Escape")
    assert (field.get_attribute("aria-expanded"), field.input_value()) == ("false", "lan"), "nothing typed is lost"
    for _press in range(2):
        page.keyboard.press("Shift")
    assert "once more" in page.locator("#leaving").text_content(), "leaving still works"
    page.keyboard.press("ArrowDown")
    page.locator("#q-list:not([hidden])").wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/en/get-help/lantern-attic/")
    assert watched.faults() == []


def test_a_word_searches_a_place_fills_its_field_and_nothing_typed_stands_in_an_address(site, page):
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{site}/en/search/")
    type_in(page, "near", "germ")
    page.get_by_role("option", name="Germany", exact=True).click()
    assert page.locator("#near").input_value() == "Germany"
    assert page.locator("#near-list").is_hidden()
    type_in(page, "q", "lanternf")
    page.get_by_role("option", name="lanternfish").click()
    page.get_by_role("heading", name="Lantern attic").wait_for()
    assert (page.locator("#q").input_value(), page.locator("#near").input_value()) == ("lanternfish", "Germany")
    assert [url for url in asked if "?" in url or "lantern" in url] == []
    assert page.evaluate("[Object.keys(localStorage), Object.keys(sessionStorage), document.cookie]") == [[], [], ""]


def test_letters_that_are_still_put_together_ask_for_nothing(site, page):
    page.goto(f"{site}/en/")
    asked = []
    page.on("request", lambda request: asked.append(request.url) if "suggest" in request.url else None)
    page.locator("#q").focus()
    send = "one => document.getElementById('q').dispatchEvent(one)"
    page.evaluate("document.getElementById('q').value = 'lan'")
    page.evaluate(send.replace("one)", "new InputEvent('input', { isComposing: true, bubbles: true }))"))
    page.wait_for_timeout(300)
    assert asked == []
    page.evaluate(send.replace("one)", "new CompositionEvent('compositionend', { bubbles: true }))"))
    page.locator("#q-list:not([hidden])").wait_for()
    page.evaluate(send.replace("one)", "new KeyboardEvent('keydown', { key: 'ArrowDown', isComposing: true, bubbles: true }))"))
    assert active(page) is None


@pytest.mark.parametrize(("way", "scheme"), [("ar/", "dark"), pytest.param("en/p/", "light", marks=pytest.mark.soak)])
def test_on_a_small_screen_nothing_is_in_the_way(site, new_context, way, scheme):
    page = new_context(viewport={"width": 320, "height": 640}, color_scheme=scheme, has_touch=True).new_page()
    page.goto(f"{site}/{way}")
    type_in(page, "q", "مصب" if way == "ar/" else "lan")
    page.keyboard.press("ArrowDown")
    found = Axe().run(page, options=RULES)
    assert not found.response["violations"], found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
    field, shown = page.locator("#q").bounding_box(), page.locator("#q-list").bounding_box()
    assert abs(field["x"] + field["width"] - shown["x"] - shown["width"]) < 2
    assert min(page.get_by_role("option").nth(n).bounding_box()["height"] for n in range(page.get_by_role("option").count())) >= 24
    page.locator(".exit").click(trial=True)
    address = page.get_by_role("option").first.tap() or page.wait_for_url("**/get-help/**" if way == "ar/" else "**/en/p/*/") or page.url
    assert "lantern" not in address or way == "ar/"


LIES_UNDER_A_FINGER = """new Promise(tell => {
  const list = document.getElementById("q-list");
  const button = document.querySelector("#ask button[type=submit]");
  const under = () => {
    const { x, y, width, height } = button.getBoundingClientRect();
    const hit = document.elementFromPoint(x + width / 2, y + height / 2);
    return button.contains(hit) ? "button" : list.contains(hit) ? "list" : hit?.outerHTML;
  };
  new MutationObserver((_, watch) => {
    if (list.hidden) return;
    watch.disconnect();
    const first = under();
    setTimeout(() => tell([first, under()]), 600);
  }).observe(list, { attributeFilter: ["hidden"] });
  document.getElementById("q").focus();
  document.getElementById("q").value = "lan";
  document.getElementById("q").dispatchEvent(new InputEvent("input", { bubbles: true }));
})"""


def test_a_list_that_comes_late_takes_no_finger_that_was_on_its_way_to_the_button(site, new_context):
    page = new_context(viewport={"width": 360, "height": 800}, has_touch=True).new_page()
    page.goto(f"{site}/en/search/")
    assert page.evaluate(LIES_UNDER_A_FINGER) == ["button", "list"]


def test_without_script_the_form_is_as_it_was(site, new_context):
    page = new_context(java_script_enabled=False).new_page()
    page.goto(f"{site}/en/")
    assert page.locator("#q").get_attribute("role") is None
    page.locator("#q").fill("lantern")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Lantern attic").wait_for()


def test_the_light_way_asks_for_nothing_while_somebody_types(client, db):
    html = client.get("/light/en/search/").content.decode()
    assert "suggest" not in html
    assert "suggest.js" in client.get("/en/search/").content.decode()
