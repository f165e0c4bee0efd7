"""The preview of words in a browser: what somebody with a phone or a screen reader would lose."""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse

from search import indexer
from tests import factories
from tests.journeys.signing_in import signed_in
from tests.looks.test_browser import OVERFLOW, RULES
from tests.search.conftest import index  # noqa: F401  an index of its own

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.soak
def test_it_is_read_and_goes_back_on_a_phone(live_server: Any, new_context: Any, index: Any):  # noqa: F811
    factories.service("Crashpad on the corner", topics=["housing"])
    indexer.update()
    browser = signed_in(factories.administrator(), live_server, new_context, 360)
    browser.goto(live_server.url + reverse("taxonomy-labels:table", kwargs={"scheme": "topic", "kind": "alternatives"}))
    browser.get_by_label("Somewhere safe to stay in English").fill("shelter\ncrashpad\nwork")
    browser.get_by_role("button", name="See what this changes").click()
    browser.get_by_text("Nothing is saved yet.").wait_for()
    assert browser.evaluate(OVERFLOW) <= 0
    found = Axe().run(browser, context={"include": [["main"]]}, options={**RULES, "resultTypes": ["violations"]}).response["violations"]
    assert not [f"{rule['id']}: {node['html'][:200]}" for rule in found for node in rule["nodes"]]
    browser.get_by_role("button", name="Back to the table").click()
    assert browser.get_by_label("Somewhere safe to stay in English").input_value() == "shelter\ncrashpad\nwork"
