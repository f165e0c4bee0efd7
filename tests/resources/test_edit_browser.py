"""The form of a service in a browser: rows within rows are added by Wagtail's own script, which a test of requests does not run. The ordinary
run does it with a new service (``tests/journeys/test_editor.py``)."""

import pytest
from django.conf import settings
from django.test import Client

from resources.models import ServicePage
from tests import factories

pytestmark = [pytest.mark.browser, pytest.mark.soak, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def editing(live_server, new_context):
    """A page of the browser in which an administrator is signed in."""
    client = Client()
    client.force_login(factories.administrator())
    context = new_context(viewport={"width": 1280, "height": 900})
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": client.cookies[settings.SESSION_COOKIE_NAME].value, "url": live_server.url}])
    return context.new_page()


def test_an_editor_adds_a_number_with_hours_of_its_own_and_publishes(live_server, editing):
    service = factories.service()
    editing.goto(f"{live_server.url}/admin/pages/{service.pk}/edit/")
    editing.get_by_role("tab", name="Facts").click()
    editing.locator("#id_phones-ADD").click()
    editing.locator("#id_phones-0-number").fill("+33199001234")
    editing.locator("#id_phones-0-known_in").fill("فرنسا")
    editing.locator("#id_phones-0-on_bill").select_option("no")
    editing.locator("#id_phones-0-hours-ADD").click()
    editing.locator("#id_phones-0-hours-0-days").get_by_label("Tuesday").check()
    editing.locator("#id_phones-0-hours-0-opens").fill("09:00")
    editing.locator("#id_phones-0-hours-0-closes").fill("17:00")
    editing.locator("#id_areas-ADD").click()
    editing.locator("#id_areas-0-area").fill("Morocco (MA)")
    if editing.get_by_role("button", name="More actions").count():
        editing.get_by_role("button", name="More actions").last.click()
    editing.locator("button[name=action-publish]").click()
    editing.wait_for_url("**/admin/pages/*/")
    (phone,) = ServicePage.objects.get(pk=service.pk).phones.all()
    assert (phone.number, phone.known_in.code) == ("+33199001234", "FR")
    assert [(hours.days, hours.opens.hour) for hours in phone.hours.all()] == [(["TU"], 9)]
    assert [row.area.code for row in ServicePage.objects.get(pk=service.pk).areas.all()] == ["MA"]
