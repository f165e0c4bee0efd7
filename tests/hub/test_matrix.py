"""Role by address: who is let in where in the admin, asked of every address of the resolver, whatever view stands behind it."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from wagtail.models import Page

from members.models import User
from resources.models import ServicePage
from tests import factories
from tests import people as workers
from tests.admin_urls import AdminUrl, Things, admin_urls
from tests.translation import people

pytestmark = pytest.mark.django_db
SECRET = "Nobody should read this yet"


def draft() -> int:
    """The number of a service with a draft, in a section of its own."""
    page = factories.service("Night Lamp", factories.section("Get help"), summary="Someone to talk to.")
    page.summary = SECRET
    page.save_revision()
    return page.pk


@pytest.fixture(scope="module")
def kept_draft(kept):
    return kept(draft)


@pytest.fixture
def service(kept_draft, db) -> ServicePage:
    """That service, as it is live."""
    return ServicePage.objects.get(pk=kept_draft)


def account(role: str) -> User | None:
    """Somebody in this role."""
    match role:
        case "anonymous":
            return None
        case "member":
            return User.objects.create_user("member", "member@example.org", "password")
        case "translator":
            factories.translate(factories.home(), "fr", title="Le Port")
            return people.translator("fr")
        case "editor elsewhere":
            return workers.section_editor(factories.section("Learn"))
        case "editor":
            return workers.section_editor(Page.objects.get(slug="get-help"))
        case "moderator":
            return workers.moderator()
        case _:
            return factories.administrator()


def signed_in(role: str) -> Client:
    client = Client(raise_request_exception=False)
    if user := account(role):
        client.force_login(user)
    return client


def urls(page: ServicePage) -> list[AdminUrl]:
    return list(admin_urls(Things(page, page.get_latest_revision()), f"?id={page.pk}"))


def text(answer: Any) -> str:
    return "" if answer.streaming else answer.content.decode(errors="ignore")


def state() -> list[Any]:
    """What could have been changed."""
    return [
        *Page.objects.order_by("pk").values_list("pk", "path", "title", "live", "locked", "latest_revision_id"),
        *ServicePage.objects.values_list("pk", "summary", "website", "listed"),
        *User.objects.order_by("pk").values_list("username", "is_active", "is_superuser"),
        *Group.objects.order_by("pk").values_list("name"),
    ]


MORE = ("translator", "editor elsewhere", "moderator", "administrator")
"""Roles whose way through all addresses `make soak` takes. That translators read no draft of other languages is also asked of all addresses in
``tests/translation/test_rights.py``."""


@pytest.mark.parametrize("role", ["anonymous", pytest.param("member", marks=pytest.mark.soak)])
def test_strangers_get_in_nowhere_and_change_nothing(service, role):
    client = signed_in(role)
    before = state()
    for url in urls(service):
        for answer in (client.get(url.path), client.post(url.path, {"hide": "1", "title": "Taken", "action-publish": "1"})):
            assert answer.status_code in (302, 400, 403, 404, 405), (url, answer.status_code)
            assert SECRET not in text(answer), url
    assert state() == before


@pytest.mark.parametrize(
    ("role", "each"), [("editor elsewhere", 3), *(pytest.param(one, 1, marks=pytest.mark.soak) for one in ("translator", "editor elsewhere"))]
)
def test_people_of_other_places_read_no_draft_here(service, role, each):
    client = signed_in(role)
    shown = [url for url in urls(service)[::each] if SECRET in text(client.get(url.path))]
    assert shown == []


@pytest.mark.parametrize(("role", "each"), [("editor", 3), *(pytest.param(one, 1, marks=pytest.mark.soak) for one in ("editor", *MORE))])
def test_no_address_breaks_for_anybody(service, role, each):
    client = signed_in(role)
    broken = [(url.path, answer.status_code) for url in urls(service)[::each] if (answer := client.get(url.path)).status_code >= 500]
    assert broken == []


@pytest.mark.parametrize("role", ["editor", "moderator", "administrator"])
def test_those_who_work_here_find_their_doors_open(service, role):
    client = signed_in(role)
    for name in ("edit", "history", "usage", "workflow_history", "copy"):
        assert client.get(f"/admin/pages/{service.pk}/{name}/").status_code == 200, name
