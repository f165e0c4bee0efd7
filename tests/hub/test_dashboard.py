"""The first page of the admin: what waits for this person, and nothing that is somebody else's."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.admin.menu import admin_menu

from hub.admin.dashboard import FIRST
from resources import codes
from resources.models import Verification
from tests import factories, many

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def today():
    factories.home()
    return timezone.localdate()


@pytest.fixture
def editor(client: Client):
    user = factories.editor()
    client.force_login(user)
    return user


def board(client: Client) -> str:
    return client.get(reverse("wagtailadmin_home")).content.decode()


def checked(due_in: int, ago: int = 100) -> Verification:
    today = timezone.localdate()
    return Verification(on=today - ago * DAY, how=codes.VerifiedHow.PHONE, due=today + due_in * DAY)


def test_somebody_with_nothing_to_do_is_told_so(client, editor, today):
    assert "Nothing waits for you" in board(client)
    assert "Thank you" in client.get(reverse("due")).content.decode()


def test_the_steward_sees_the_page_to_read_again_and_a_colleague_does_not(client, editor, today):
    page = factories.standard_page("Stay safe", review_on=today - DAY, steward=editor)
    html = board(client)
    assert "One thing waits for you" in html
    assert reverse("wagtailadmin_pages:edit", args=[page.pk]) in html
    other = Client()
    other.force_login(factories.editor("other"))
    assert "Stay safe" not in other.get(reverse("due")).content.decode()


def test_a_page_to_be_read_next_month_does_not_wait_yet(client, editor, today):
    factories.standard_page("Stay safe", review_on=today + 30 * DAY)
    assert "Nothing waits for you" in board(client)


def test_the_latest_check_counts_not_an_older_one(client, editor, today):
    factories.service("Kept", verifications=[checked(-5, ago=200), checked(90, ago=10)])
    factories.service("Late", verifications=[checked(-5)])
    html = client.get(reverse("due")).content.decode()
    assert "Late" in html
    assert "Kept" not in html


def test_a_consent_that_ends_soon_is_asked_for_again_unless_it_was_renewed(client, editor, today):
    from resources.models import ListingConsent

    soon = {"cover": "listed", "given_on": today - 300 * DAY, "until": today + 10 * DAY}
    factories.service("Soon", consents=[ListingConsent(**soon)])
    factories.service("Renewed", consents=[ListingConsent(**soon), ListingConsent(cover="listed", given_on=today)])
    html = client.get(reverse("due")).content.decode()
    assert "Soon" in html
    assert "Renewed" not in html


def test_the_first_page_shows_the_first_few_and_the_way_to_all(client, editor, today):
    for number in range(FIRST + 3):
        factories.standard_page(f"Page {number}", review_on=today - (number + 1) * DAY)
    html = board(client)
    assert f"{FIRST + 3} things wait for you" in html
    assert "Page 0" not in html
    assert "Page 0" in client.get(reverse("due")).content.decode()


def test_what_waits_stands_first_in_the_menu(client, editor, today):
    html = board(client)
    assert html.index(reverse("due")) < html.index(reverse("services:index"))


def test_the_menu_follows_the_work_and_ends_with_the_settings(rf, today):
    factories.section()
    request = rf.get("/admin/")
    request.user = factories.administrator()
    names = [item.name for item in sorted(admin_menu.menu_items_for_request(request), key=lambda item: item.order)]
    work = ["due", "reader-reports", "service-short", "services", "organisations", "translations", "banners"]
    assert names[: len(work)] == work
    assert names[-2:] == ["settings", "help"]


def test_a_visitor_is_sent_to_sign_in(client, today):
    assert client.get(reverse("due")).status_code == 302


@pytest.mark.parametrize("number", [5, 50])
def test_many_pages_cost_what_few_cost(client, editor, today, number, django_assert_max_num_queries):
    many.copies(factories.service("Late", verifications=[checked(-5)], review_on=today - DAY), number - 1)
    client.get(reverse("due"))
    with django_assert_max_num_queries(45):
        assert client.get(reverse("due")).content.decode().count("Late") >= number
