"""Close for now: readers of all languages see it at once, words and drafts stay as they are, and an alert without an end is asked about again."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageLogEntry

from hub.admin import due
from hub.href import href
from resources.admin import alerts
from resources.codes import AlertKind
from resources.models import Alert, Phone, ServicePage
from tests import factories, people

pytestmark = pytest.mark.django_db
CLOSED = "Temporarily closed"
today = timezone.localdate


@pytest.fixture(scope="module")
def kept_shelter(kept):
    return kept(lambda: factories.service("Harbour House", summary="Rooms.", phones=[Phone(number="+33199001234")]).pk)


@pytest.fixture
def shelter(kept_shelter, db):
    return ServicePage.objects.get(pk=kept_shelter)


@pytest.fixture
def moderator(client):
    user = people.moderator()
    client.force_login(user)
    return user


def close_address(page):
    return reverse("service_close", args=[page.pk])


def fresh(page):
    return ServicePage.objects.get(pk=page.pk)


def kinds(page):
    return [alert.kind for alert in alerts.alerts_now(fresh(page))]


def close(client, page, **given):
    return client.post(close_address(page), {"kind": "closed", "ends_on": "", "instead": "", **given})


class TestClosing:
    def test_is_the_first_choice_and_seen_in_all_languages_at_once(self, client, moderator, shelter):
        arabic = factories.translate(shelter, "ar")
        assert '<option value="closed" selected>' in client.get(close_address(shelter)).content.decode()
        assert close(client, shelter).status_code == 302
        client.logout()
        assert CLOSED in client.get(href(shelter)).content.decode()
        assert "مغلق" in client.get(href(arabic)).content.decode()

    def test_can_be_asked_for_from_a_translation(self, client, moderator, shelter):
        french = factories.translate(shelter, "fr")
        close(client, french)
        assert kinds(shelter) == ["closed"]

    def test_leaves_an_unfinished_draft_a_draft_and_goes_into_it(self, client, moderator, shelter):
        shelter.summary, shelter.title = "Half a sen", "Harbour"
        shelter.save_revision()
        close(client, shelter)
        page = fresh(shelter)
        assert (page.title, page.summary, kinds(page)) == ("Harbour House", "Rooms.", ["closed"])
        assert page.has_unpublished_changes
        later = page.get_latest_revision_as_object()
        assert later.summary == "Half a sen"
        assert [alert.pk for alert in later.alerts.all()] == [alert.pk for alert in page.alerts.all()]
        page.latest_revision.publish()
        assert (fresh(page).title, kinds(page)) == ("Harbour", ["closed"])
        assert fresh(page).alerts.count() == 1

    def test_without_a_draft_the_next_form_begins_with_it(self, client, moderator, shelter):
        close(client, shelter)
        page = fresh(shelter)
        assert not page.has_unpublished_changes
        assert page.latest_revision == page.live_revision
        assert [row["kind"] for row in page.latest_revision.content["alerts"]] == ["closed"]
        page.save_revision().publish()
        assert kinds(page) == ["closed"]

    def test_does_not_cancel_what_is_scheduled_and_survives_it(self, client, moderator, shelter):
        shelter.go_live_at, shelter.summary = timezone.now() + timedelta(days=1), "Tomorrow's words."
        shelter.save_revision().publish()
        assert fresh(shelter).scheduled_revision
        close(client, shelter)
        scheduled = fresh(shelter).scheduled_revision
        assert scheduled
        assert [row["kind"] for row in scheduled.content["alerts"]] == ["closed"]

    def test_does_not_pull_a_draft_out_of_its_workflow(self, client, moderator, shelter):
        from wagtail.models import Workflow, WorkflowPage

        workflow = Workflow.objects.first()
        WorkflowPage.objects.update_or_create(page=factories.home(), defaults={"workflow": workflow})
        shelter.summary = "To be read by somebody."
        shelter.save_revision(user=moderator)
        workflow.start(shelter, moderator)
        close(client, shelter)
        assert fresh(shelter).workflow_in_progress
        assert [row["kind"] for row in fresh(shelter).current_workflow_task_state.revision.content["alerts"]] == ["closed"]

    def test_says_until_when_and_where_to_go_instead(self, client, moderator, shelter):
        other = factories.service("Tide House")
        factories.translate(other, "fr", title="Maison des marées")
        french = factories.translate(shelter, "fr")
        day = today() + timedelta(days=3)
        close(client, shelter, ends_on=day.isoformat(), instead=str(other.pk))
        client.logout()
        assert "Tide House" in client.get(href(shelter)).content.decode()
        assert "Maison des marées" in client.get(href(french)).content.decode()
        assert alerts.alerts_now(fresh(shelter))[0].ends_on == day

    def test_instead_names_the_family_whichever_language_was_chosen(self, client, moderator, shelter):
        french = factories.translate(factories.service("Tide House"), "fr")
        close(client, shelter, instead=str(french.pk))
        assert fresh(shelter).alerts.get().instead_id == french.facts_page_id

    @pytest.mark.parametrize(
        ("field", "value", "said"),
        [
            ("ends_on", "2020-01-01", "This day is over already. Choose today or a later day."),
            ("kind", "asleep", "Select a valid choice"),
            ("ends_on", "soon", "Enter a valid date"),
        ],
    )
    def test_a_mistake_is_said_beside_its_field_and_nothing_is_shown(self, client, moderator, shelter, field, value, said):
        answer = close(client, shelter, **{field: value})
        assert answer.status_code == 200
        assert said in answer.content.decode()
        assert kinds(shelter) == []

    def test_nobody_is_sent_from_a_service_to_itself(self, client, moderator, shelter):
        french = factories.translate(shelter, "fr")
        for page in (shelter, french):
            assert "the service itself" in close(client, shelter, instead=str(page.pk)).content.decode()

    def test_twice_changes_the_alert_that_is_there(self, client, moderator, shelter):
        close(client, shelter)
        day = today() + timedelta(days=5)
        close(client, shelter, ends_on=day.isoformat())
        assert [(alert.kind, alert.ends_on) for alert in fresh(shelter).alerts.all()] == [("closed", day)]
        close(client, shelter, kind="number")
        assert kinds(shelter) == ["closed", "number"]

    def test_of_a_page_that_nobody_published_waits_in_the_draft(self, client, moderator):
        draft = factories.service("Draft", publish=False)
        draft.save_revision()
        close(client, draft)
        page = fresh(draft)
        assert not page.live
        assert [alert.kind for alert in page.get_latest_revision_as_object().alerts.all()] == ["closed"]


class TestOpeningAgain:
    @pytest.fixture
    def closed(self, shelter):
        shelter.alerts.set([Alert(kind=AlertKind.CLOSED, starts_on=today() - timedelta(days=20))])
        return factories.publish_page(shelter)

    def address(self, page):
        return reverse("service_alert", args=[fresh(page).alerts.get().pk])

    def test_takes_the_alert_away_now_in_every_language(self, client, moderator, closed):
        arabic = factories.translate(closed, "ar")
        assert CLOSED in client.get(self.address(closed)).content.decode()
        client.post(self.address(closed), {"answer": "over"})
        client.logout()
        assert CLOSED not in client.get(href(closed)).content.decode()
        assert "مغلق مؤقت" not in client.get(href(arabic)).content.decode()

    def test_on_the_day_it_was_closed(self, client, moderator, shelter):
        close(client, shelter)
        client.post(self.address(shelter), {"answer": "over"})
        assert kinds(shelter) == []

    def test_reaches_the_draft_and_what_is_said_to_be_still_so_stands_in_it_too(self, client, moderator, closed):
        page = fresh(closed)
        page.summary = "Newer."
        page.save_revision()
        client.post(self.address(closed), {"answer": "over"})
        fresh(closed).latest_revision.publish()
        assert kinds(closed) == []
        page = fresh(closed)
        page.alerts.set([])
        page.save_revision()
        alerts.still_so(fresh(closed).alerts.get(), moderator)
        assert [row["kind"] for row in fresh(closed).latest_revision.content["alerts"]] == ["closed"]

    def test_still_so_keeps_it_and_asks_again_in_14_days(self, client, moderator, closed):
        assert [one.kind for one in due.due_for(moderator)] == ["alert"]
        client.post(self.address(closed), {"answer": "still"})
        assert kinds(closed) == ["closed"]
        assert due.due_for(moderator) == []

    def test_no_answer_changes_nothing(self, client, moderator, closed):
        assert "Choose one of the two" in client.post(self.address(closed), follow=True).content.decode()
        assert kinds(closed) == ["closed"]

    def test_an_alert_that_does_not_exist_is_not_found(self, client, moderator):
        assert client.get(reverse("service_alert", args=[99999]), follow=True).status_code == 404


class TestTheQuestion:
    def test_comes_14_days_after_somebody_said_so_with_its_answers(self, client, moderator, shelter):
        close(client, shelter)
        Alert.objects.update(starts_on=today() - timedelta(days=13), asked_on=None)
        assert due.due_for(moderator) == []
        Alert.objects.update(starts_on=today() - timedelta(days=14))
        (found,) = due.due_for(moderator)
        assert found.page == "Harbour House"
        assert found.since == today()
        assert CLOSED in found.text
        for label, address in found.answers[:1]:
            assert label == "Still so"
            client.post(address)
        assert due.due_for(moderator) == []
        Alert.objects.update(asked_on=today() - timedelta(days=15))
        (found,) = due.due_for(moderator)
        client.post(dict(found.answers)["Over now"])
        assert kinds(shelter) == []

    def test_does_not_come_for_an_alert_with_an_end(self, client, moderator, shelter):
        close(client, shelter, ends_on=(today() + timedelta(days=30)).isoformat())
        Alert.objects.update(starts_on=today() - timedelta(days=60), asked_on=None)
        assert due.due_for(moderator) == []

    def test_goes_to_whoever_looks_after_the_service(self, client, moderator, shelter):
        other = people.moderator("other")
        close(client, shelter)
        Alert.objects.update(asked_on=today() - timedelta(days=20))
        ServicePage.objects.update(steward=other)
        assert due.due_for(moderator) == []
        assert len(due.due_for(other)) == 1
        assert due.due_for(people.translator("en")) == []

    def test_for_many_services_is_asked_in_a_few_queries(self, moderator, django_assert_max_num_queries):
        for number in range(12):
            factories.service(f"Closed {number}", alerts=[Alert(kind=AlertKind.CLOSED, starts_on=today() - timedelta(days=30))])
        with django_assert_max_num_queries(8):
            assert len(list(alerts.alerts_due(moderator))) == 12


class TestWhoMay:
    def test_a_translator_is_sent_away(self, client, shelter):
        french = factories.translate(shelter, "fr")
        client.force_login(people.translator("fr"))
        close(client, french)
        assert kinds(shelter) == []
        assert "/close/" not in client.get(reverse("wagtailadmin_pages:edit", args=[french.pk])).content.decode()

    def test_the_editor_of_another_section_is_sent_away(self, client, shelter):
        client.force_login(people.section_editor(factories.section("Elsewhere")))
        close(client, shelter)
        assert kinds(shelter) == []

    def test_only_services_are_closed(self, client, moderator):
        guide = factories.guide()
        assert close(client, guide).status_code == 302
        assert "/close/" not in client.get(reverse("wagtailadmin_pages:edit", args=[guide.pk])).content.decode()


class TestWhereItStands:
    def test_in_the_menu_of_the_page_and_of_the_list(self, client, moderator, shelter):
        for address in (reverse("wagtailadmin_pages:edit", args=[shelter.pk]), reverse("services:index")):
            html = client.get(address).content.decode()
            assert close_address(shelter) in html
            assert reverse("hub_hide", args=[shelter.pk]) in html
        close(client, shelter)
        again = reverse("service_alert", args=[fresh(shelter).alerts.get().pk])
        for address in (reverse("wagtailadmin_pages:edit", args=[shelter.pk]), reverse("services:index")):
            html = client.get(address).content.decode()
            assert "Open again" in html
            assert again in html

    def test_leads_back_to_the_list(self, client, moderator, shelter):
        assert close(client, shelter, next="/admin/services/?status=active").url == "/admin/services/?status=active"

    def test_history_tells_who_did_it_and_shows_what_changed(self, client, moderator, shelter):
        before = shelter.live_revision
        close(client, shelter)
        entry = PageLogEntry.objects.get(page=shelter.pk, action=alerts.CLOSE)
        assert entry.user == moderator
        assert entry.revision == fresh(shelter).live_revision != before
        compare = reverse("wagtailadmin_pages:revisions_compare", args=[shelter.pk, before.pk, entry.revision.pk])
        assert CLOSED in client.get(compare).content.decode()
        assert "Alert put up" in client.get(reverse("wagtailadmin_pages:history", args=[shelter.pk])).content.decode()
