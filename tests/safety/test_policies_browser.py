"""The policies in a browser: what they forbid must be what nobody needs, or a page breaks silently for the person in front of it."""

from __future__ import annotations

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse

from hub.href import href
from hub.models import HubDocument, HubImage
from tests import factories
from tests.journeys.signing_in import signed_in
from tests.looks.test_browser import addresses, make_site  # noqa: F401  the site, and where its pages are
from tests.safety.browsing import Watched
from tests.safety.uploads import hostile_images
from tests.translation.people import begun

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def illustrated() -> str:
    """The address of a page with every kind of block that loads something."""
    image = HubImage.objects.create(title="Door", file=ContentFile(hostile_images.drawn(), "door.png"))
    document = HubDocument.objects.create(title="Letter", file=ContentFile(b"Hello", "letter.txt"))
    body = [
        {"type": "image", "value": {"image": image.pk, "alt": "A door", "decorative": False, "caption": ""}},
        {"type": "document", "value": {"document": document.pk, "title": ""}},
    ]
    return href(factories.standard_page("Pictures", body=body))


@pytest.mark.parametrize("each", [6, pytest.param(1, marks=pytest.mark.soak)])
def test_no_policy_is_broken_on_any_public_page(addresses, live_server, new_context, each):  # noqa: F811
    browser = Watched(new_context(), live_server.url)
    others = (illustrated(), "/en/report/", "/en/nowhere/", "/documents/1/none.pdf", "/healthz", "/en/search/")
    faults = [fault for address in [*addresses[::each], *(live_server.url + one for one in others)] for fault in browser.visit(address)]
    assert faults == []


def test_a_script_within_a_public_page_does_not_run(addresses, live_server, new_context):  # noqa: F811
    browser = Watched(new_context(), live_server.url)
    browser.visit(addresses[0])
    browser.page.evaluate("document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=\"window.ran = 1\"><p style=\"color: red\">')")
    browser.page.evaluate("document.body.append(Object.assign(document.createElement('script'), { textContent: 'window.ran = 1' }))")
    browser.page.evaluate("document.body.append(Object.assign(new Image(), { src: 'https://example.org/seen.png' }))")
    browser.page.wait_for_timeout(200)
    assert browser.page.evaluate("window.ran") is None
    assert {one.split()[0] for one in browser.page.evaluate("window.__forbidden")} >= {
        "script-src-attr",
        "script-src-elem",
        "style-src-attr",
        "img-src",
    }


def screens(page) -> list[str]:
    """The main screens of the admin."""
    names = ("wagtailadmin_home", "due", "services:index", "service_short", "reader-reports:index", "taxonomy-concepts:index", "wagtailadmin_account")
    wagtails = ("wagtailimages:add_multiple", "wagtaildocs:add_multiple", "wagtailadmin_reports:site_history", "wagtailusers_users:index")
    of_page = ("wagtailadmin_explore", "wagtailadmin_pages:edit", "hub_correct_facts", "hub_hide", "wagtailadmin_pages:history")
    french = reverse("wagtailadmin_pages:edit", args=[begun(page).pk])
    mine = [*map(reverse, (*names, *wagtails)), *(reverse(name, args=[page.pk]) for name in of_page)]
    return [*mine, french, reverse("translation:list", args=["ar"])]


@pytest.mark.parametrize("each", [5, pytest.param(1, marks=pytest.mark.soak)])
def test_no_policy_is_broken_on_the_screens_of_the_admin(live_server, new_context, each):
    page = factories.service()
    browser = Watched(signed_in(factories.administrator(), live_server, new_context).context, live_server.url)
    faults = [fault for screen in screens(page)[::each] for fault in browser.visit(live_server.url + screen)]
    assert faults == []


def test_an_editor_writes_chooses_and_adds_rows(live_server, new_context):
    """Rich text, a chooser, a new row with its calendar, a preview: what Wagtail begins with scripts of its own."""
    page = factories.service()
    browser = Watched(signed_in(factories.administrator(), live_server, new_context).context, live_server.url)
    editor = browser.page
    assert browser.visit(live_server.url + reverse("wagtailadmin_pages:edit", args=[page.pk])) == []
    editor.locator(".public-DraftEditor-content").first.click()
    editor.keyboard.type("Words of an editor")
    editor.keyboard.press("Control+a")
    editor.keyboard.press("Control+b")
    editor.locator("[role=tab][href='#tab-facts']").click()
    editor.locator("#id_alerts-ADD").dispatch_event("click")
    editor.locator("#id_alerts-0-starts_on").wait_for(state="attached")
    editor.wait_for_function("document.querySelector('.xdsoft_datetimepicker')", timeout=5000)
    editor.locator("#id_organisation-chooser [data-chooser-action-choose]").first.dispatch_event("click")
    editor.locator(".modal-body").wait_for(timeout=10_000)
    assert browser.faults() == []


def test_the_sign_in_works_without_anything_inline(live_server, new_context):
    factories.administrator()
    browser = Watched(new_context(), live_server.url)
    assert browser.visit(live_server.url + reverse("wagtailadmin_login")) == []
    browser.page.evaluate("document.body.append(Object.assign(document.createElement('script'), { textContent: 'window.ran = 1' }))")
    assert browser.page.evaluate("window.ran") is None
