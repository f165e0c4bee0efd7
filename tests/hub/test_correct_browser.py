"""A Sunday editor corrects a number in at most five clicks, and readers of Arabic have it before the kettle boils."""

from __future__ import annotations

import time
from typing import Any

import pytest
from django.contrib.auth.models import Group

from tests import factories

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


class Editor:
    """Somebody with a browser who counts every click."""

    def __init__(self, page: Any, site: str) -> None:
        self.page, self.site, self.clicks = page, site, 0

    def sign_in(self, name: str) -> None:
        """By the form."""
        self.page.goto(f"{self.site}/admin/login/")
        self.page.fill("input[name=username], input[name=login]", name)
        self.page.fill("input[name=password]", "password")
        self.click(self.page.locator("button[type=submit]").last)
        self.page.wait_for_url("**/admin/")

    def click(self, what: Any) -> None:
        """Click and count."""
        what.click()
        self.clicks += 1

    def read(self, address: str) -> Any:
        """What a reader sees at ``address``."""
        self.page.goto(f"{self.site}{address}")
        return self.page.locator("main")


@pytest.mark.soak
def test_a_number_is_corrected_in_five_clicks_seen_in_arabic_and_confirmed_by_another(live_server, new_context):
    service = factories.full_service()
    factories.translate(service, "ar", title="مصباح الليل")
    first, second = (Editor(new_context(viewport={"width": 1280, "height": 900}).new_page(), live_server.url) for _number in range(2))
    for name in ("first", "second"):
        factories.editor(name).groups.add(Group.objects.get(name="Moderators"))

    first.sign_in("first")
    first.click(first.page.get_by_role("link", name="Services", exact=True))
    first.click(first.page.get_by_role("link", name="Correct facts of Night Lamp"))
    first.page.fill("#id_phones-0-number", "+33199005678")
    first.click(first.page.get_by_role("button", name="Publish in all languages"))
    first.page.get_by_text("The facts are corrected, in all languages.").wait_for()
    done = time.monotonic()
    assert first.clicks <= 5

    arabic = first.read("/ar/get-help/night-lamp/")
    assert time.monotonic() - done < 5
    assert arabic.locator("a[href='tel:+33199005678']").is_visible()
    remark = arabic.locator("details.changed")
    assert not remark.locator("p").is_visible()
    remark.locator("summary").click()
    assert "+33 1 99 00 12 34" in remark.locator("p").inner_text()

    second.sign_in("second")
    second.page.goto(f"{live_server.url}/admin/facts/{service.pk}/")
    second.click(second.page.get_by_role("button", name="Confirm"))
    second.page.get_by_text("Confirmed. Readers see it without a remark now.").wait_for()
    arabic = second.read("/ar/get-help/night-lamp/")
    assert arabic.locator("a[href='tel:+33199005678']").is_visible()
    assert arabic.locator(".changed").count() == 0
