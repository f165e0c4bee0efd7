"""Twenty pages on a Sunday: hidden, looked after, sorted or checked at once, in all languages, and never somebody else's."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageLogEntry

from resources import codes
from resources.models import ServicePage
from tests import factories, people

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


@pytest.fixture(scope="module")
def kept_lamps(kept):
    return kept(lambda: [factories.service(f"Lamp {number}", topics=["housing"]).pk for number in range(3)])


@pytest.fixture
def lamps(kept_lamps, db):
    return [ServicePage.objects.get(pk=pk) for pk in kept_lamps]


@pytest.fixture
def user(client, lamps):
    user = people.moderator()
    client.force_login(user)
    return user


def act(client, action, pages, **given):
    query = "&".join(["next=/admin/", *(f"id={page.pk}" for page in pages)])
    return client.post(f"{reverse('wagtail_bulk_action', args=['wagtailcore', 'page', action])}?{query}", given, follow=True)


def ask(client, action, pages):
    query = "&".join(f"id={page.pk}" for page in pages)
    return client.get(f"{reverse('wagtail_bulk_action', args=['wagtailcore', 'page', action])}?{query}").content.decode()


def fresh(page):
    return ServicePage.objects.get(pk=page.pk)


def test_hiding_several_takes_them_from_readers_and_no_other(client, user, lamps):
    act(client, "hide", lamps[:2])
    assert set(ServicePage.visible()) == {lamps[2]}
    assert PageLogEntry.objects.filter(action="hub.hide").count() == 2


def test_a_steward_is_given_and_taken_away(client, user, lamps):
    steward = factories.editor("steward")
    answer = act(client, "steward", lamps, steward=steward.pk)
    assert "3 pages have another steward" in answer.content.decode()
    assert {fresh(page).steward for page in lamps} == {steward}
    act(client, "steward", lamps, steward="")
    assert {fresh(page).steward for page in lamps} == {None}


def test_only_whoever_may_change_facts_can_be_steward(client, user, lamps):
    factories.translate(lamps[0], "fr")
    translator = people.translator("fr")
    act(client, "steward", lamps, steward=translator.pk)
    assert {fresh(page).steward for page in lamps} == {None}


def test_topics_are_added_to_those_that_are_there(client, user, lamps):
    act(client, "topics", lamps[:1], topics=["coming-out"])
    assert {topic.code for topic in fresh(lamps[0]).topics.all()} == {"housing", "coming-out"}
    assert {topic.code for topic in fresh(lamps[1]).topics.all()} == {"housing"}


def test_a_check_is_noted_with_its_way_and_the_next_day(client, user, lamps):
    due = TODAY + timedelta(days=90)
    act(client, "verify", lamps, how="phone", due=due.isoformat())
    for page in lamps:
        row = fresh(page).verifications.get()
        assert (row.on, row.how, row.due, row.by) == (TODAY, codes.VerifiedHow.PHONE, due, user)


def test_a_day_that_has_passed_is_refused_and_nothing_is_noted(client, user, lamps):
    answer = act(client, "verify", lamps, how="phone", due="2020-01-01")
    assert "Choose a day to come." in answer.content.decode()
    assert not fresh(lamps[0]).verifications.exists()


def test_words_and_drafts_stay(client, user, lamps):
    draft = lamps[0].get_latest_revision_as_object()
    draft.title = "Half a tit"
    draft.save_revision()
    act(client, "steward", lamps[:1], steward=user.pk)
    assert fresh(lamps[0]).title == "Lamp 0"
    later = fresh(lamps[0]).get_latest_revision_as_object()
    assert (later.title, later.steward) == ("Half a tit", user)


@pytest.mark.parametrize("action", ["hide", "steward", "topics", "verify"])
def test_translations_and_drafts_are_named_and_left_alone(client, user, lamps, action):
    french = factories.translate(lamps[0], "fr", title="Lampe")
    new = factories.service("New lamp", publish=False)
    html = ask(client, action, [french, new, lamps[1]])
    assert html.index("Lamp 1") < html.index("Lampe")
    assert "Nothing is done to these" in html


@pytest.mark.parametrize("action", ["hide", "steward", "topics", "verify"])
def test_translators_do_none_of_it(client, lamps, action):
    french = factories.translate(lamps[0], "fr", title="Lampe")
    client.force_login(people.translator("fr"))
    before = [page.serializable_data() for page in ServicePage.objects.order_by("pk")]
    act(client, action, [*lamps, french], steward="", topics=["coming-out"], how="phone", due="")
    assert [page.serializable_data() for page in ServicePage.objects.order_by("pk")] == before


def test_organisations_are_not_checked_like_services(client, user):
    organisation = factories.organisation("Lamp Network")
    assert "Nothing is done to these" in ask(client, "verify", [organisation])
