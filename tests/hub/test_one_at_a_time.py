"""Two forms at once: each is answered, nothing is lost, and the tree stays sound."""

from __future__ import annotations

import pytest
from django.test import Client
from wagtail.models import Page

from home.models import StandardPage
from resources.models import ServicePage
from tests import factories
from tests.correcting import correct, signed_in
from tests.forms import filled
from tests.hub.test_many_editors import at_once

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("admins_index")]
JSON = {"headers": {"accept": "application/json"}}


@pytest.fixture
def admin():
    factories.home()
    return factories.administrator()


def form_of(client: Client, address: str) -> dict[str, str]:
    """What Wagtail's form at ``address`` would send."""
    html = client.get(address).content.decode()
    return {**dict(filled(html, "page-edit-form").items()), "body-count": "0"}


def test_a_new_page_that_saves_itself_while_it_is_published_is_one_page(admin, settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    parent = factories.standard_page("Empty so far")
    address = f"/admin/pages/add/home/standardpage/{parent.pk}/"
    client = signed_in(admin)
    data = {**form_of(client, address), "title": "New page", "slug": "new-page", "summary": "Words."}
    answers = []

    def send(**more) -> None:
        answers.append(signed_in(admin).post(address, {**data, **more.pop("data", {})}, **more))

    errors = at_once([lambda: send(**JSON), lambda: send(data={"action-publish": "1"}), lambda: send()])
    assert errors == []
    assert {answer.status_code for answer in answers} <= {200, 302, 400}
    assert StandardPage.objects.child_of(parent).count() == 1
    assert Page.find_problems() == ([], [], [], [], [])


def test_whoever_comes_second_is_led_to_the_page_that_is_there(admin):
    parent = factories.standard_page("Empty so far")
    address = f"/admin/pages/add/home/standardpage/{parent.pk}/"
    client = signed_in(admin)
    data = {**form_of(client, address), "title": "New page", "slug": "new-page", "summary": "Words."}
    made = client.post(address, data, **JSON).json()
    assert made["success"]
    html = client.post(address, {**data, "action-publish": "1"}).content.decode()
    assert "saved by itself" in html
    assert f"/admin/pages/{made['pk']}/edit/" in html
    assert "New page" in html


def test_words_and_corrections_of_the_same_moment_are_both_kept(admin, settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    page = factories.full_service()
    words = form_of(signed_in(admin), f"/admin/pages/{page.pk}/edit/")

    def write() -> None:
        response = signed_in(admin).post(f"/admin/pages/{page.pk}/edit/", {**words, "title": "Night Lantern", "action-publish": "1"})
        assert response.status_code == 302

    assert at_once([write, lambda: correct(signed_in(admin), page, **{"phones-0-number": "+33199005678"})]) == []
    live = ServicePage.objects.get(pk=page.pk)
    assert (live.title, live.phones.first().number) == ("Night Lantern", "+33199005678")
