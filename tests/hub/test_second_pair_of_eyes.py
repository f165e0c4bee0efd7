"""A number that one person changed is confirmed by another; until then readers are told, and the old one is a tap away."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core import mail
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import PageLogEntry

from hub.admin import due
from hub.models import FactChange
from resources.models import Channel, Location, Phone, ServicePage
from resources.models.organisation import OrganisationPage
from tests import factories
from tests.correcting import address, correct, signed_in

pytestmark = pytest.mark.django_db
OLD, NEW, THIRD = "+33199001234", "+33199005678", "+33199009999"


@pytest.fixture
def page(full_service):
    return full_service


@pytest.fixture
def one(page):
    return factories.administrator("one")


@pytest.fixture
def other(page):
    return factories.administrator("other")


@pytest.fixture
def form(opened_facts):
    """The form of Correct facts, as somebody opened it."""
    return opened_facts.copy()


def changes(page) -> list[tuple[str, str, str]]:
    return list(FactChange.objects.filter(page=page.pk).order_by("fact", "row").values_list("fact", "before", "after"))


def publish(page, user=None, **content) -> None:
    """As an ordinary edit does."""
    page = ServicePage.objects.get(pk=page.pk).get_latest_revision_as_object()
    for name, value in content.items():
        setattr(page, name, value)
    page.save_revision(user=user).publish(user=user)


def renumbered(page, number: str) -> list[Phone]:
    rows = list(ServicePage.objects.get(pk=page.pk).phones.all())
    rows[0].number = number
    return rows


def test_each_kind_of_number_address_and_link_is_noted_and_nothing_else(page, one, form):
    data = {"phones-0-number": NEW, "channels-0-address": "https://c.example.org/", "website": "https://w.example.org/", "age_from": "16"}
    correct(signed_in(one), page, form, **data, **{"locations-0-street": "2 rue de l’Exemple"})
    assert changes(page) == [
        ("channels", "https://chat.example.org/", "https://c.example.org/"),
        ("locations", "1 rue de l’Exemple, 59000 Lille", "2 rue de l’Exemple, 59000 Lille"),
        ("phones", OLD, NEW),
        ("website", "https://lamp.example.org/", "https://w.example.org/"),
    ]
    assert {change.changed_by for change in FactChange.objects.all()} == {one}


def test_an_organisation_is_looked_at_as_well(one):
    page = factories.organisation(website="https://a.example.org/", email="a@example.org")
    correct(signed_in(one), page, website="https://b.example.org/", email="b@example.org")
    assert changes(page) == [("email", "a@example.org", "b@example.org"), ("website", "https://a.example.org/", "https://b.example.org/")]


def test_the_first_publication_needs_no_confirmation():
    page = factories.service("New", publish=False, phones=[Phone(number=OLD)])
    publish(page, phones=[Phone(number=NEW)])
    assert changes(page) == []


def test_a_second_change_is_compared_with_what_was_confirmed_last_and_going_back_ends_it(page, one, other, form):
    correct(signed_in(one), page, form, **{"phones-0-number": NEW})
    correct(signed_in(other), page, **{"phones-0-number": THIRD})
    change = FactChange.objects.get()
    assert (change.before, change.after, change.changed_by) == (OLD, THIRD, other)
    correct(signed_in(one), page, **{"phones-0-number": OLD})
    assert changes(page) == []


def test_an_ordinary_publication_is_noted_in_the_name_of_the_author(page, one, other):
    draft = ServicePage.objects.get(pk=page.pk)
    draft.phones.set(renumbered(page, NEW))
    draft.save_revision(user=one).publish(user=other)
    assert FactChange.objects.get().changed_by == one


def test_a_publication_on_its_day_is_noted_on_that_day(page, one):
    draft = ServicePage.objects.get(pk=page.pk)
    draft.phones.set(renumbered(page, NEW))
    draft.go_live_at = timezone.now() + timedelta(days=1)
    revision = draft.save_revision(user=one)
    revision.publish(user=one)
    assert changes(page) == []
    yesterday = timezone.now() - timedelta(days=1)
    revision.content["go_live_at"] = yesterday.isoformat()
    revision.approved_go_live_at = yesterday
    revision.save()
    call_command("publish_scheduled", verbosity=0)
    assert changes(page) == [("phones", OLD, NEW)]


def test_a_draft_is_nobodys_business_yet(page, one):
    draft = ServicePage.objects.get(pk=page.pk)
    draft.phones.set(renumbered(page, NEW))
    draft.save_revision(user=one)
    assert changes(page) == []


def test_a_new_row_and_one_taken_away_are_noted_and_a_row_put_back_is_none(page, one):
    rows = list(page.phones.all())
    publish(page, one, phones=[rows[0], Phone(number=THIRD)])
    assert sorted(changes(page)) == [("phones", "", THIRD), ("phones", "+33644620000", "")]
    publish(page, one, phones=[rows[0], Phone(number="+33644620000")])
    assert changes(page) == []


def test_rows_that_are_written_anew_with_the_same_number_are_no_change(page, one):
    publish(
        page,
        one,
        phones=[Phone(number=row.number) for row in page.phones.all()],
        channels=[Channel(kind="chat", address="https://chat.example.org/")],
    )
    assert [change for change in changes(page) if change[0] == "phones"] == []


def test_rows_keep_their_keys_from_one_publication_to_the_next(page, one):
    publish(page, one, phones=[*page.phones.all(), Phone(number=THIRD)])
    keys = [row.pk for row in ServicePage.objects.get(pk=page.pk).phones.all()]
    publish(page, one, summary="Other words")
    assert [row.pk for row in ServicePage.objects.get(pk=page.pk).phones.all()] == keys


def confirm(client, page, **more):
    """As the button does."""
    change = FactChange.objects.get(page=page.pk)
    return client.post(f"{address(page)}confirm/{change.pk}/", {"seen": change.changed_on.isoformat(), **more}, follow=True)


def test_another_editor_confirms_and_the_old_number_is_forgotten(page, one, other, form):
    correct(signed_in(one), page, form, **{"phones-0-number": NEW})
    html = signed_in(other).get(address(page)).content.decode()
    assert all(part in html for part in (OLD, NEW, "Confirm", "Changed by"))
    answer = confirm(signed_in(other), page)
    assert "Confirmed." in answer.content.decode()
    assert changes(page) == []
    entry = PageLogEntry.objects.get(page=page.pk, action="hub.confirm_fact")
    assert (entry.user, OLD in str(entry.data)) == (other, False)


def test_whoever_made_the_change_is_told_that_another_editor_confirms_it(page, one, form):
    client = signed_in(one)
    correct(client, page, form, **{"phones-0-number": NEW})
    html = client.get(address(page)).content.decode()
    assert "Another editor confirms it." in html
    assert "/confirm/" not in html
    answer = confirm(client, page)
    assert answer.status_code == 403
    assert "You made this change yourself." in answer.content.decode()
    assert changes(page) == [("phones", OLD, NEW)]


def test_only_a_button_confirms_and_only_for_who_may_change_facts(page, one, other, form):
    correct(signed_in(one), page, form, **{"phones-0-number": NEW})
    change = FactChange.objects.get()
    assert signed_in(other).get(f"{address(page)}confirm/{change.pk}/").status_code == 405
    stranger = factories.editor("stranger")
    stranger.groups.clear()
    assert confirm(signed_in(stranger), page).redirect_chain
    assert changes(page) == [("phones", OLD, NEW)]


def test_a_value_that_changed_again_is_looked_at_again(page, one, other, form):
    correct(signed_in(one), page, form, **{"phones-0-number": NEW})
    assert "changed again" in confirm(signed_in(other), page, seen="2020-01-01T00:00:00+00:00").content.decode()
    assert changes(page) == [("phones", OLD, NEW)]


def test_two_who_confirm_at_once_both_get_a_sensible_answer(page, one, other, form):
    correct(signed_in(one), page, form, **{"phones-0-number": NEW})
    change = FactChange.objects.get()
    confirm(signed_in(other), page)
    again = signed_in(other).post(f"{address(page)}confirm/{change.pk}/", {"seen": ""}, follow=True)
    assert "confirmed already" in again.content.decode()


def test_the_form_of_the_page_shows_what_waits_and_the_way_to_confirm_it(page, one, other, form):
    assert "Readers see these changes" not in signed_in(other).get(f"/admin/pages/{page.pk}/edit/").content.decode()
    correct(signed_in(one), page, form, **{"phones-0-number": NEW})
    html = signed_in(other).get(f"/admin/pages/{page.pk}/edit/").content.decode()
    assert "Readers see these changes" in html
    assert f'href="{address(page)}#unconfirmed"' in html


def test_it_is_due_for_those_who_look_after_the_page_but_for_whoever_made_the_change(page, one, other, form):
    correct(signed_in(one), page, form, **{"phones-0-number": NEW})
    assert [entry.address for entry in due.due_for(other) if entry.kind == "change"] == [address(page)]
    assert [entry for entry in due.due_for(one) if entry.kind == "change"] == []
    confirm(signed_in(other), page)
    assert [entry for entry in due.due_for(other) if entry.kind == "change"] == []


def test_an_address_that_is_withheld_leaves_nothing_to_confirm_and_no_trace(page, one, form):
    client = signed_in(one)
    correct(client, page, form, **{"locations-0-street": "2 rue de l’Exemple"})
    assert len(changes(page)) == 1
    correct(client, page, **{"locations-0-kind": "withheld"})
    assert changes(page) == []
    assert "Exemple" not in str([revision.content["locations"] for revision in page.revisions.all()])


def test_what_nobody_in_particular_changed_is_due_but_sends_no_mail(page, django_capture_on_commit_callbacks):
    factories.editor()
    with django_capture_on_commit_callbacks(execute=True):
        publish(page, None, website="https://imported.example.org/")
    assert FactChange.objects.get().changed_by is None
    assert mail.outbox == []


def test_a_withheld_place_beside_an_exact_one_is_not_mistaken_for_it(page, one):
    place = Location(kind="exact", area=factories.area("FR"), town="Lyon", street="9 rue Neuve", postcode="69000")
    publish(page, one, locations=[*page.locations.all(), place])
    assert changes(page) == [("locations", "", "9 rue Neuve, 69000 Lyon")]


def test_pages_without_numbers_are_left_alone(one):
    guide = factories.guide()
    guide.not_legal_advice = True
    factories.publish_page(guide)
    assert not FactChange.objects.exists()
    assert OrganisationPage.watched_facts
