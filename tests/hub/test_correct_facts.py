"""Correct facts: a number is right in all languages at once, and nothing that anybody else wrote is lost."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group, Permission
from django.core import mail
from django.utils import timezone
from wagtail.models import GroupApprovalTask, GroupPagePermission, PageLogEntry, Revision, Workflow, WorkflowPage, WorkflowTask
from wagtail.signals import page_published

from hub.models import FactChange
from resources.models import Phone, ServicePage
from tests import factories
from tests.correcting import address, correct, form_in, open_form, send, signed_in

pytestmark = pytest.mark.django_db
OLD, NEW, OTHER = "+33199001234", "+33199005678", "+33199009999"


@pytest.fixture
def page(full_service):
    return full_service


@pytest.fixture
def admin(page):
    return signed_in(factories.administrator())


def fresh(page) -> ServicePage:
    return ServicePage.objects.get(pk=page.pk)


def draft_of(page) -> ServicePage:
    return fresh(page).get_latest_revision_as_object()


def numbers(page) -> list[str]:
    return [row.number for row in page.phones.all()]


def write_draft(page, user=None, **content) -> Revision:
    draft = draft_of(page)
    for name, value in content.items():
        setattr(draft, name, value)
    return draft.save_revision(user=user)


def test_a_corrected_number_is_live_in_all_languages_and_words_stay(page, admin):
    french = factories.translate(page, "fr", title="Veilleuse")
    heard = []
    page_published.connect(lambda instance, **more: heard.append(instance.pk), weak=False, dispatch_uid="test")
    try:
        correct(admin, page, **{"phones-0-number": NEW})
    finally:
        page_published.disconnect(dispatch_uid="test")
    live = fresh(page)
    assert numbers(live)[0] == NEW
    assert (live.summary, live.has_unpublished_changes, heard) == (page.summary, False, [page.pk])
    assert live.live_revision_id == live.latest_revision_id != page.live_revision_id
    assert [row.pk for row in live.phones.all()] == [row.pk for row in page.phones.all()]
    assert "5678" in admin.get(ServicePage.objects.get(pk=french.pk).url).content.decode().replace(" ", "")


def test_history_tells_that_facts_were_corrected_but_no_number(page, admin):
    correct(admin, page, **{"phones-0-number": NEW})
    entry = PageLogEntry.objects.get(page=page.pk, action="hub.correct_facts")
    assert entry.revision_id == fresh(page).live_revision_id
    assert NEW not in str(entry.data)
    assert OLD not in str(entry.data)
    assert "Facts corrected, in all languages" in admin.get(f"/admin/pages/{page.pk}/history/").content.decode()


def test_rows_are_added_and_taken_away(page, admin):
    data = open_form(admin, page)
    data["phones-1-DELETE"] = "1"
    data["channels-0-address"] = "https://other.example.org/"
    assert send(admin, page, data).status_code == 302
    assert numbers(fresh(page)) == [OLD]
    assert fresh(page).channels.first().address == "https://other.example.org/"


def test_a_form_sent_unchanged_publishes_nothing(page, admin):
    before = page.revisions.count()
    assert "Nothing was changed." in send(admin, page, open_form(admin, page), follow=True).content.decode()
    assert page.revisions.count() == before


def test_what_is_wrong_is_said_and_what_was_typed_is_kept(page, admin):
    answer = send(admin, page, open_form(admin, page), **{"phones-0-number": "call us"})
    html = answer.content.decode()
    assert answer.status_code == 200
    assert "call us" in html
    assert "Write the number in international form" in html
    assert numbers(fresh(page))[0] == OLD


def test_a_draft_keeps_its_words_and_gets_the_number(page, admin):
    author = factories.editor()
    write_draft(page, author, summary="Half a sentence", website="https://new.example.org/")
    correct(admin, page, **{"phones-0-number": NEW})
    assert (fresh(page).summary, fresh(page).website) == (page.summary, page.website)
    draft = draft_of(page)
    assert (draft.summary, draft.website, numbers(draft)[0]) == ("Half a sentence", "https://new.example.org/", NEW)
    assert fresh(page).has_unpublished_changes
    assert fresh(page).latest_revision.user == author
    fresh(page).latest_revision.publish()
    assert (fresh(page).summary, numbers(fresh(page))[0]) == ("Half a sentence", NEW)


def test_a_title_that_waits_in_a_draft_is_still_the_one_that_editors_see(page, admin):
    write_draft(page, title="Night Lantern")
    correct(admin, page, **{"phones-0-number": NEW})
    assert (fresh(page).title, fresh(page).draft_title) == ("Night Lamp", "Night Lantern")


def test_a_draft_that_added_a_number_keeps_it_beside_the_corrected_one(page, admin):
    draft = draft_of(page)
    draft.phones.add(Phone(number=OTHER))
    draft.save_revision()
    correct(admin, page, **{"phones-0-number": NEW})
    assert numbers(fresh(page)) == [NEW, "+33644620000"]
    fresh(page).latest_revision.publish()
    assert sorted(numbers(fresh(page))) == sorted([NEW, "+33644620000", OTHER])


def test_a_version_with_a_date_goes_live_on_its_day_with_the_corrected_number(page, admin):
    day = timezone.now() + timedelta(days=3)
    write_draft(page, summary="From Saturday on", go_live_at=day).publish()
    assert fresh(page).scheduled_revision
    write_draft(page, summary="A later draft", go_live_at=None)
    correct(admin, page, **{"phones-0-number": NEW})
    scheduled = fresh(page).scheduled_revision
    assert scheduled.approved_go_live_at == day
    assert (fresh(page).summary, draft_of(page).summary) == (page.summary, "A later draft")
    due = scheduled.as_object()
    assert (due.summary, numbers(due)[0]) == ("From Saturday on", NEW)


def test_a_version_with_a_date_that_is_the_latest_one_stays_the_latest(page, admin):
    day = timezone.now() + timedelta(days=3)
    write_draft(page, summary="From Saturday on", go_live_at=day).publish()
    correct(admin, page, **{"phones-0-number": NEW})
    assert fresh(page).scheduled_revision.pk == fresh(page).latest_revision_id
    assert fresh(page).revisions.filter(approved_go_live_at__isnull=False).count() == 1
    assert (draft_of(page).summary, numbers(draft_of(page))[0]) == ("From Saturday on", NEW)


def moderated(page, user):
    """A draft of ``page`` that waits for moderators."""
    task = GroupApprovalTask.objects.create(name="Look")
    task.groups.add(Group.objects.get(name="Moderators"))
    workflow = Workflow.objects.create(name="Two pairs of eyes")
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    WorkflowPage.objects.create(workflow=workflow, page=page)
    write_draft(page, user, summary="To be looked at")
    return workflow.start(fresh(page), user)


def test_moderation_goes_on_with_the_corrected_number(page, admin):
    state = moderated(page, factories.editor())
    correct(admin, page, **{"phones-0-number": NEW})
    state.refresh_from_db()
    assert (state.status, fresh(page).live, numbers(fresh(page))[0]) == ("in_progress", True, NEW)
    waiting = fresh(page).current_workflow_task_state
    assert waiting.revision_id == fresh(page).latest_revision_id
    waiting.approve(user=factories.administrator("second"))
    assert (fresh(page).summary, numbers(fresh(page))[0]) == ("To be looked at", NEW)


def test_two_people_who_correct_different_facts_both_succeed(page, admin):
    second = signed_in(factories.administrator("second"))
    mine, theirs = open_form(admin, page), open_form(second, page)
    assert send(second, page, theirs, **{"channels-0-address": "https://other.example.org/"}).status_code == 302
    assert send(admin, page, mine, **{"phones-0-number": NEW}).status_code == 302
    live = fresh(page)
    assert (numbers(live)[0], live.channels.first().address) == (NEW, "https://other.example.org/")


def test_two_people_who_correct_the_same_number_see_both_and_nothing_is_overwritten_in_silence(page, admin):
    second = signed_in(factories.administrator("second"))
    mine, theirs = open_form(admin, page), open_form(second, page)
    send(second, page, theirs, **{"phones-0-number": OTHER})
    answer = send(admin, page, mine, **{"phones-0-number": NEW, "website": "https://typed.example.org/"})
    html = answer.content.decode()
    assert answer.status_code == 409
    assert NEW in html
    assert OTHER in html
    assert "Nothing is saved yet" in html
    assert numbers(fresh(page))[0] == OTHER
    again = form_in(answer)
    assert (again["phones-0-number"], again["website"]) == (NEW, "https://typed.example.org/")
    assert send(admin, page, again).status_code == 302
    assert (numbers(fresh(page))[0], fresh(page).website) == (NEW, "https://typed.example.org/")


def test_a_new_row_that_was_typed_survives_the_question(page, admin):
    second = signed_in(factories.administrator("second"))
    mine, theirs = open_form(admin, page), open_form(second, page)
    send(second, page, theirs, website="https://theirs.example.org/")
    mine["costs-TOTAL_FORMS"] = "3"
    added = {"costs-2-kind": "insurance", "costs-2-amount": "", "costs-2-currency": "", "costs-2-id": "", "costs-2-ORDER": "3", "costs-2-DELETE": ""}
    answer = send(admin, page, mine, **added, website="https://mine.example.org/")
    assert answer.status_code == 409
    assert send(admin, page, form_in(answer)).status_code == 302
    assert fresh(page).costs.count() == 3


def test_a_number_that_somebody_else_took_away_is_asked_about(page, admin):
    second = signed_in(factories.administrator("second"))
    mine, theirs = open_form(admin, page), open_form(second, page)
    send(second, page, theirs, **{"phones-1-DELETE": "1"})
    answer = send(admin, page, mine, **{"phones-1-number": NEW})
    assert answer.status_code == 409
    assert "taken away" in answer.content.decode()
    assert numbers(fresh(page)) == [OLD]


def test_ages_that_two_people_made_impossible_together_are_said(page, admin):
    second = signed_in(factories.administrator("second"))
    mine, theirs = open_form(admin, page), open_form(second, page)
    send(second, page, theirs, age_from="30")
    answer = send(admin, page, mine, age_to="20")
    assert answer.status_code == 200
    assert "This age is lower than" in answer.content.decode()
    assert fresh(page).age_to is None


def test_a_page_that_was_never_published_is_published_first(admin):
    draft = factories.service("Draft", publish=False)
    answer = admin.get(address(draft))
    assert answer.status_code == 409
    assert "has not been published yet" in answer.content.decode()


def test_facts_of_a_page_whose_words_are_not_live_are_corrected_for_its_translations(page, admin):
    french = factories.translate(page, "fr")
    page.unpublish()
    correct(admin, page, **{"phones-0-number": NEW})
    assert not fresh(page).live
    assert numbers(fresh(page))[0] == NEW == numbers(draft_of(page))[0]
    assert "5678" in admin.get(ServicePage.objects.get(pk=french.pk).url).content.decode().replace(" ", "")
    assert PageLogEntry.objects.filter(page=page.pk, action="hub.correct_facts").exists()
    assert FactChange.objects.get(page=page.pk).changed_by.username == "admin"


def test_a_translation_leads_to_the_page_with_its_facts(page, admin):
    french = factories.translate(page, "fr")
    assert admin.get(address(french)).url == address(page)
    assert admin.get(f"/admin/facts/{factories.home().get_parent().pk}/", follow=True).status_code == 404


def test_a_page_that_somebody_locked_says_by_whom(page):
    owner, editor = factories.administrator("owner"), factories.editor()
    editor.groups.add(Group.objects.get(name="Moderators"))
    ServicePage.objects.filter(pk=page.pk).update(locked=True, locked_by=owner, locked_at=timezone.now())
    answer = signed_in(editor).get(address(page))
    assert answer.status_code == 423
    assert "was locked" in answer.content.decode()


def test_a_form_of_another_page_or_of_nobody_changes_nothing(page, admin):
    other = factories.full_service("Other")
    data = open_form(admin, page)
    assert send(admin, page, data, began=open_form(admin, other)["began"]).status_code == 302
    assert send(admin, page, data, began="nonsense", **{"phones-0-number": NEW}).status_code == 302
    assert numbers(fresh(page))[0] == OLD


def test_an_address_that_was_withheld_in_the_meantime_does_not_come_back(page, admin):
    second = signed_in(factories.administrator("second"))
    mine, theirs = open_form(admin, page), open_form(second, page)
    send(second, page, theirs, **{"locations-0-kind": "withheld"})
    assert send(admin, page, mine, **{"phones-0-number": NEW}).status_code == 302
    assert (fresh(page).locations.first().street, numbers(fresh(page))[0]) == ("", NEW)


class TestWhoMay:
    """Facts are for editors; whoever may not is told why."""

    def group(self, *permissions: str, facts: bool = True) -> Group:
        group = Group.objects.create(name="Some")
        names = ["access_admin", "change_facts"] if facts else ["access_admin"]
        group.permissions.add(*Permission.objects.filter(codename__in=names))
        for permission in permissions:
            GroupPagePermission.objects.create(group=group, page=factories.home(), permission=Permission.objects.get(codename=permission))
        return group

    def member(self, group: Group):
        user = factories.editor("some")
        user.groups.set([group])
        return signed_in(user)

    @pytest.mark.parametrize(
        ("permissions", "facts", "status"),
        [(["change", "publish"], True, 200), (["change", "publish"], False, 403), (["change"], True, 403), (["publish"], True, 403)],
    )
    def test_only_who_may_change_facts_and_publish_the_page(self, page, permissions, facts, status):
        group = self.group(*[f"{name}_page" for name in permissions], facts=facts)
        client = self.member(group)
        answer = client.get(address(page))
        assert answer.status_code == status
        if status == 403:
            assert "may not" in answer.content.decode()
            assert client.post(address(page), {"phones-0-number": NEW}).status_code == 403

    def test_a_reader_is_asked_to_sign_in(self, page, client):
        assert client.get(address(page)).status_code == 302


class TestTheWayThere:
    """At most five clicks from signing in to a corrected number: the list, the service, the form."""

    def test_the_lists_lead_to_the_form_in_one_click(self, page, admin):
        html = admin.get("/admin/services/").content.decode()
        assert f'href="{address(page)}"' in html
        assert "Correct facts of Night Lamp" in html
        assert f'href="{address(page.organisation)}"' in admin.get("/admin/organisations/").content.decode()

    def test_the_menu_of_the_page_and_its_row_in_the_section_lead_there(self, page, admin):
        assert f'href="{address(page)}"' in admin.get(f"/admin/pages/{page.pk}/edit/").content.decode()
        assert f'href="{address(page)}' in admin.get(f"/admin/pages/{page.get_parent().pk}/").content.decode()

    def test_a_translation_shows_the_way_beside_its_facts(self, page, admin):
        french = factories.translate(page, "fr")
        assert f'href="{address(page)}"' in admin.get(f"/admin/pages/{french.pk}/edit/").content.decode()


def test_who_looks_after_the_page_gets_a_mail_that_tells_nothing(page, django_capture_on_commit_callbacks, settings):
    steward = factories.editor("steward")
    ServicePage.objects.filter(pk=page.pk).update(steward=steward)
    with django_capture_on_commit_callbacks(execute=True):
        correct(signed_in(factories.administrator()), page, **{"phones-0-number": NEW})
    (message,) = mail.outbox
    assert message.to == [steward.email]
    assert NEW not in message.body
    assert page.title not in message.body
