"""The lists answer what an editor with twenty minutes asks: what is due, unconfirmed, closed, hidden, and where consent is missing."""

from __future__ import annotations

import csv
import io
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from hub.models import FactChange
from resources import codes
from resources.models import Alert, Location, Verification
from taxonomy.models import Area
from tests import factories

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
DAY = timedelta(days=1)
LIST = "services:index"


@pytest.fixture
def admin(client: Client) -> Client:
    factories.home()
    client.force_login(factories.administrator())
    return client


def titles(admin: Client, **filters: str) -> set[str]:
    return {page.title for page in admin.get(reverse(LIST), filters).context["object_list"]}


def waiting() -> None:
    """One service for each thing that can wait, named for it, and one on which nothing waits."""
    factories.home()
    late = Verification(on=TODAY - 100 * DAY, how=codes.VerifiedHow.PHONE, due=TODAY - DAY)
    user = factories.editor()
    factories.service("check", verifications=[late], steward=user)
    factories.service("closed", alerts=[Alert(kind=codes.AlertKind.CLOSED, starts_on=TODAY - DAY)], steward=user)
    factories.service("open again", alerts=[Alert(kind=codes.AlertKind.CLOSED, starts_on=TODAY - 9 * DAY, ends_on=TODAY - DAY)], steward=user)
    factories.service("hidden", listed=False, steward=user)
    factories.service("review", review_on=TODAY, steward=user)
    factories.service("without-steward")
    changed = factories.service("unconfirmed", steward=user)
    FactChange.objects.create(page=changed, fact="website", before="https://old.example.org/", changed_on=timezone.now())
    factories.service("consent", locations=[Location(kind="withheld", area=factories.area("MA"))], steward=user)
    Area.objects.filter(code="MA").update(caution="by_consent", caution_source="Partner", caution_on=date(2026, 1, 5))


@pytest.fixture(scope="module")
def kept_services(kept):
    return kept(waiting)


@pytest.fixture
def services(kept_services, admin) -> None:
    """They are there."""


@pytest.mark.parametrize("code", ["check", "closed", "hidden", "review", "without-steward", "unconfirmed", "consent"])
def test_the_filter_finds_what_waits_and_nothing_else(admin, services, code):
    assert titles(admin, waiting=code) == {code}


def test_the_column_says_what_waits(admin, services):
    pages = {page.title: page.waiting_told for page in admin.get(reverse(LIST)).context["object_list"]}
    assert pages["closed"] == "Closed now"
    assert pages["unconfirmed"] == "Changed, not yet confirmed"
    assert pages["open again"] == ""


def test_an_unknown_filter_is_no_error(admin, services):
    assert admin.get(reverse(LIST), {"waiting": "nonsense"}).status_code == 200


def test_the_table_is_narrowed_by_the_filters(admin, services):
    response = admin.get(reverse(LIST), {"export": "csv", "waiting": "hidden"})
    table = csv.DictReader(io.StringIO(b"".join(response.streaming_content).decode()))
    assert [row["Title"] for row in table] == ["hidden"]
