"""The form in a browser: for people who see little, who use a phone, who write from right to left."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests import factories
from tests.reports.helpers import address

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}}
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
TARGETS = """() => [...document.querySelectorAll('main :is(button, input:not([type=hidden]), textarea)')]
    .filter(one => one.getClientRects().length)
    .map(one => [one.outerHTML.slice(0, 80), (one.closest('label') ?? one).getBoundingClientRect().height])
    .filter(([_, height]) => height < 40)"""
SEND = "main form .button"


def look(page, what):
    """Nothing that axe finds, nothing to scroll sideways, nothing too small to tap."""
    found = Axe().run(page, options=RULES)
    assert not found.response["violations"], f"{what}: {found.generate_report()}"
    assert page.evaluate(OVERFLOW) <= 0, what
    assert page.evaluate(TARGETS) == [], what


@pytest.mark.parametrize(("language", "scheme"), [pytest.param("en", "light", marks=pytest.mark.soak), ("ar", "dark")])
def test_form_errors_code_and_answer_have_no_fault(live_server, new_context, language, scheme):
    factories.home()
    page = new_context(viewport={"width": 320, "height": 740}, color_scheme=scheme).new_page()
    page.goto(live_server.url + address(factories.service(), language))
    look(page, "form")
    page.click(SEND)
    look(page, "errors")
    page.check("[name=kind][value=unsafe]")
    page.click(SEND)
    look(page, "code")
    code = page.locator("output").inner_text()
    assert page.locator("output").evaluate("one => getComputedStyle(one).direction") == "ltr"
    page.goto(f"{live_server.url}/{language}/report/state/")
    look(page, "asking")
    page.fill("#code", code.lower())
    page.click(SEND)
    look(page, "answer")
    assert page.context.cookies() == []
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
