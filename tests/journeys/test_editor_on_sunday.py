"""Somebody with twenty minutes on a Sunday: closes a shelter, hides a service. Readers of Arabic see both at once, and the search is silent."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as hub_settings
from django.test import Client

from hub.href import href
from resources.models import ServicePage
from search import indexer
from tests import factories, people

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]
SECONDS = 5.0
MOST_CLICKS = 4


class Editor:
    """A person at the admin whose clicks are counted."""

    def __init__(self, page: Any, address: str) -> None:
        self.page, self.address, self.clicks = page, address, 0

    def open_list(self) -> None:
        self.page.goto(f"{self.address}/admin/services/")
        self.clicks = 0

    def click(self, target: Any) -> None:
        target.click()
        self.clicks += 1

    def choose(self, title: str, action: str) -> None:
        """From the menu of a row."""
        row = self.page.locator("table.listing tr", has_text=title)
        self.click(row.get_by_role("button", name="Actions for"))
        self.click(self.page.get_by_role("link", name=action).locator("visible=true").first)


@pytest.fixture
def reader(chromium: Any) -> Iterator[Any]:
    """A phone without JavaScript, in Arabic."""
    context = chromium.new_context(java_script_enabled=False, viewport={"width": 360, "height": 740}, locale="ar")
    yield context.new_page()
    context.close()


@pytest.fixture
def editor(settings: Any, tmp_path: Path, chromium: Any, live_server: Any) -> Iterator[Editor]:
    """Signed in, on a desktop."""
    settings.HUB_DATA = tmp_path
    client = Client()
    client.force_login(people.moderator())
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    name = hub_settings.SESSION_COOKIE_NAME
    context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": live_server.url}])
    yield Editor(context.new_page(), live_server.url)
    context.close()


def within_seconds(seen: Callable[[], bool]) -> None:
    """Fails unless ``seen`` is true soon."""
    end = time.monotonic() + SECONDS
    while not seen():
        assert time.monotonic() < end, "not seen in time"
        time.sleep(0.2)


def text_at(reader: Any, address: str) -> str:
    """What the page at ``address`` says."""
    reader.goto(address)
    text: str = reader.locator("main").inner_text()
    return text


def test_closes_a_shelter_and_hides_a_service(editor: Editor, reader: Any, live_server: Any):
    factories.translate(factories.home(), "ar", title="المرفأ")
    shelter, line = factories.service("Harbour House", summary="Rooms."), factories.service("Evening Lamp", summary="Somebody listens.")
    arabic = factories.translate(shelter, "ar", title="بيت المرفأ")
    hidden = factories.translate(line, "ar", title="مصباح المساء", summary="من يصغي إليك.")
    indexer.update()

    editor.open_list()
    editor.choose("Harbour House", "Close for now")
    editor.click(editor.page.get_by_role("button", name="Show it to readers now"))
    editor.page.wait_for_url("**/admin/services/**")
    assert editor.clicks <= MOST_CLICKS
    within_seconds(lambda: "مغلق" in text_at(reader, f"{live_server.url}{href(arabic)}"))

    address = f"{live_server.url}{href(hidden)}"
    assert reader.goto(address).status == 200
    editor.open_list()
    editor.choose("Evening Lamp", "Hide in all languages now")
    editor.click(editor.page.get_by_role("button", name="Hide in all languages now"))
    editor.page.wait_for_url("**/admin/services/**")
    assert editor.clicks <= MOST_CLICKS
    within_seconds(lambda: reader.goto(address).status == 404)

    reader.goto(f"{live_server.url}/ar/")
    reader.fill("[name=q]", "مصباح المساء")
    reader.press("[name=q]", "Enter")
    assert "مصباح المساء" not in reader.locator("main").inner_text()
    assert ServicePage.objects.filter(pk=line.pk, live=True, listed=False).exists()
