"""Who may see a page: compared with the database when it is read, at every address."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.utils import timezone
from wagtail.models import PageViewRestriction

from hub.models import visible_pages
from hub.models.visibility import visible_among
from members.models import User
from resources.models import ServicePage
from tests import factories

pytestmark = pytest.mark.django_db


def expired(page):
    ServicePage.objects.filter(pk=page.pk).update(expire_at=timezone.now() - timedelta(minutes=1))


def not_yet(page):
    ServicePage.objects.filter(pk=page.pk).update(go_live_at=timezone.now() + timedelta(hours=1))


def unpublished(page):
    page.unpublish()


def hidden(page):
    ServicePage.objects.filter(pk=page.facts.pk).update(listed=False)


def restricted(page):
    PageViewRestriction.objects.create(page=page, restriction_type="login")


def section_restricted(page):
    PageViewRestriction.objects.create(page=page.get_parent(), restriction_type="login")


WAYS = [expired, not_yet, unpublished, hidden, restricted, section_restricted]


@pytest.mark.parametrize("make_unseen", WAYS)
def test_a_page_that_may_not_be_seen_answers_as_if_it_did_not_exist(client, make_unseen):
    page = factories.service("Night Lamp")
    address = f"/en/get-help/{page.slug}/"
    assert client.get(address).status_code == 200
    make_unseen(page)
    missing = client.get("/en/get-help/no-such-page/")
    answer = client.get(address)
    assert answer.status_code == missing.status_code == 404
    assert answer.content.replace(page.slug.encode(), b"no-such-page") == missing.content
    assert not ServicePage.visible().filter(pk=page.pk).exists()
    assert not visible_pages().filter(pk=page.pk).exists()
    assert set(visible_among([page.pk, page.get_parent().pk])) == set(visible_pages().filter(pk__in=[page.pk, page.get_parent().pk]))


@pytest.mark.parametrize("make_unseen", [hidden, restricted, section_restricted])
def test_a_translation_is_unseen_with_its_facts(client, make_unseen):
    page = factories.service("Night Lamp")
    french = factories.translate(page, "fr")
    address = f"/fr/get-help/{page.slug}/"
    assert client.get(address).status_code == 200
    make_unseen(page)
    assert client.get(address).status_code == 404
    assert not visible_pages().filter(pk__in=[page.pk, french.pk]).exists()


def test_a_member_of_the_group_sees_what_is_for_the_group(client):
    page = factories.service("Night Lamp")
    group = Group.objects.create(name="Volunteers")
    restriction = PageViewRestriction.objects.create(page=page, restriction_type="groups")
    restriction.groups.add(group)
    user = User.objects.create_user("ali", password="password")
    client.force_login(user)
    assert client.get(f"/en/get-help/{page.slug}/").status_code == 404
    user.groups.add(group)
    assert client.get(f"/en/get-help/{page.slug}/").status_code == 200


def test_reading_leaves_no_cookie_and_no_vary_on_cookies(client):
    page = factories.full_service("Night Lamp")
    for address in ("/en/", "/en/get-help/", f"/en/get-help/{page.slug}/", "/en/nowhere/", "/fr/get-help/", "/"):
        answer = client.get(address)
        assert not answer.cookies
        assert "Cookie" not in answer.get("Vary", "")


def test_both_ways_of_asking_agree():
    pages = [factories.service(f"Service {number}") for number in range(len(WAYS) + 1)]
    for make_unseen, page in zip(WAYS[:-1], pages[:-1], strict=False):
        make_unseen(page)
    of_type = set(ServicePage.visible().values_list("pk", flat=True))
    assert of_type == set(visible_pages().type(ServicePage).values_list("pk", flat=True)) == {page.pk for page in pages[-2:]}


def test_what_is_asked_of_a_few_pages_is_what_is_asked_of_all():
    shown = [factories.service("Night Lamp"), factories.guide(), factories.standard_page(), factories.home()]
    unseen = [factories.service(f"Lamp {number}") for number in range(len(WAYS))]
    pks = [page.pk for page in (*shown, *unseen)]
    for page, make_unseen in zip(unseen, [one for one in WAYS if one is not section_restricted], strict=False):
        make_unseen(page)
        found = set(visible_among(pks))
        assert found == set(visible_pages().filter(pk__in=pks))
        assert page.page_ptr not in found
    assert {page.page_ptr for page in shown} <= found


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite asks page by page anyway")
def test_postgresql_asks_of_the_few_pages_that_are_wanted_and_not_of_all():
    plan = visible_pages().filter(pk__in=[1, 2]).explain()
    assert plan.count("Anti Join") <= 1, "else each page of the site costs every reader time"
    assert "resources_servicepage" in plan
    with connection.cursor() as cursor:
        cursor.execute("SHOW jit")
        assert cursor.fetchone() == ("off",), "to compile the question takes a minute"
