"""The coordinator of a service finds its old number on the hub, says so on a phone without JavaScript, and follows it by the code."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.test import Client

from hub.href import href
from reports.models import Report
from resources.models import Phone
from tests import factories

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SEND = "main form .button"


@pytest.fixture
def service():
    factories.home()
    return factories.service("Night Lamp", phones=[Phone(number="+33199001234")])


def signed_in(new_context, url, user):
    """A browser in which ``user`` is signed in."""
    client = Client()
    client.force_login(user)
    context = new_context(viewport={"width": 1280, "height": 900})
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": client.cookies[settings.SESSION_COOKIE_NAME].value, "url": url}])
    return context.new_page()


@pytest.mark.soak
def test_a_wrong_number_is_told_found_first_answered_and_followed(live_server, new_context, service):
    Report.objects.create(page=factories.service("Other"), kind="other", language="en", receipt="x", state="corrected")
    phone = new_context(java_script_enabled=False, viewport={"width": 360, "height": 740}).new_page()
    phone.goto(live_server.url + href(service))
    phone.click("text=Something is wrong here")
    phone.fill("#text", "We have a new number: +33 1 99 00 56 78")
    phone.check("#works_there")
    phone.click(SEND)
    assert phone.locator("[role=alert]").inner_text().startswith("Not sent yet")
    assert "56 78" in phone.input_value("#text")
    phone.check("[name=kind][value=number]")
    phone.click(SEND)
    code = phone.locator("output").inner_text()
    assert code not in phone.url

    desk = signed_in(new_context, live_server.url, factories.editor())
    desk.goto(f"{live_server.url}/admin/reader-reports/")
    desk.locator("table.listing tbody a").first.click()
    assert "+33 1 99 00 12 34" in desk.locator("main").inner_text()
    desk.click("[name=take]")
    phone.click("text=See how far a report is")
    phone.fill("#code", code.replace("-", " ").lower())
    phone.click(SEND)
    assert phone.locator(".receipt h2").inner_text() == "Being looked at"

    desk.check("[name=result][value=corrected]")
    desk.click("[name=close]")
    assert "not closed yet" in desk.locator("main").inner_text()
    desk.check("[name=called_back]")
    desk.click("[name=close]")
    desk.wait_for_url("**/admin/reader-reports/")
    phone.click(SEND)
    assert phone.locator(".receipt h2").inner_text() == "Corrected"
    assert phone.context.cookies() == []
