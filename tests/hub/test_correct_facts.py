"""Correct facts: a number is right in all languages at once, and nothing that anybody else wrote is lost."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.core import mail
from django.utils import timezone
from wagtail.models import GroupApprovalTask, PageLogEntry, Revision, Workflow, WorkflowPage, WorkflowTask
from wagtail.signals import page_published

from hub.models import FactChange
from resources.models import Phone, ServicePage
from tests import factories
from tests.correcting import address, correct, fresh, numbers, send, signed_in

pytestmark = pytest.mark.django_db
OLD, NEW, OTHER = "+33199001234", "+33199005678", "+33199009999"


@pytest.fixture
def page(full_service):
    return full_service


@pytest.fixture
def admin(page):
    return signed_in(factories.administrator())


@pytest.fixture
def form(opened_facts):
    """The form, as somebody opened it."""
    return opened_facts.copy()


def draft_of(page) -> ServicePage:
    return fresh(page).get_latest_revision_as_object()


def write_draft(page, user=None, **content) -> Revision:
    draft = draft_of(page)
    for name, value in content.items():
        setattr(draft, name, value)
    return draft.save_revision(user=user)


def test_a_corrected_number_is_live_in_all_languages_and_words_stay(page, admin, form):
    french = factories.translate(page, "fr", title="Veilleuse")
    heard = []
    page_published.connect(lambda instance, **more: heard.append(instance.pk), weak=False, dispatch_uid="test")
    try:
        correct(admin, page, form, **{"phones-0-number": NEW})
    finally:
        page_published.disconnect(dispatch_uid="test")
    live = fresh(page)
    assert numbers(live)[0] == NEW
    assert (live.summary, live.has_unpublished_changes, heard) == (page.summary, False, [page.pk])
    assert live.live_revision_id == live.latest_revision_id != page.live_revision_id
    assert [row.pk for row in live.phones.all()] == [row.pk for row in page.phones.all()]
    assert "5678" in admin.get(ServicePage.objects.get(pk=french.pk).url).content.decode().replace(" ", "")


def test_history_tells_that_facts_were_corrected_but_no_number(page, admin, form):
    correct(admin, page, form, **{"phones-0-number": NEW})
    entry = PageLogEntry.objects.get(page=page.pk, action="hub.correct_facts")
    assert entry.revision_id == fresh(page).live_revision_id
    assert NEW not in str(entry.data)
    assert OLD not in str(entry.data)
    assert "Facts corrected, in all languages" in admin.get(f"/admin/pages/{page.pk}/history/").content.decode()


def test_rows_are_added_and_taken_away(page, admin, form):
    data = form
    data["phones-1-DELETE"] = "1"
    data["channels-0-address"] = "https://other.example.org/"
    assert send(admin, page, data).status_code == 302
    assert numbers(fresh(page)) == [OLD]
    assert fresh(page).channels.first().address == "https://other.example.org/"


def test_no_comment_is_asked_for_where_it_would_be_lost_but_drafts_have_them(admin):
    service = factories.service(phones=[Phone(number=OLD)])
    assert "data-comment-add" not in admin.get(address(service)).content.decode()
    field = admin.get(f"/admin/pages/{service.pk}/edit/").content.decode().split('name="phones-0-number"', 1)[1]
    assert "data-comment-add" in field.split("phones-0-extension", 1)[0][:1500]


def test_a_form_sent_unchanged_publishes_nothing(page, admin, form):
    before = page.revisions.count()
    assert "Nothing was changed." in send(admin, page, form, follow=True).content.decode()
    assert page.revisions.count() == before


def test_what_is_wrong_is_said_and_what_was_typed_is_kept(page, admin, form):
    answer = send(admin, page, form, **{"phones-0-number": "call us"})
    html = answer.content.decode()
    assert answer.status_code == 200
    assert "call us" in html
    assert "Write the number in international form" in html
    assert numbers(fresh(page))[0] == OLD


def test_a_draft_keeps_its_words_and_gets_the_number(page, admin, form):
    author = factories.editor()
    write_draft(page, author, summary="Half a sentence", website="https://new.example.org/")
    correct(admin, page, form, **{"phones-0-number": NEW})
    assert (fresh(page).summary, fresh(page).website) == (page.summary, page.website)
    draft = draft_of(page)
    assert (draft.summary, draft.website, numbers(draft)[0]) == ("Half a sentence", "https://new.example.org/", NEW)
    assert fresh(page).has_unpublished_changes
    assert fresh(page).latest_revision.user == author
    fresh(page).latest_revision.publish()
    assert (fresh(page).summary, numbers(fresh(page))[0]) == ("Half a sentence", NEW)


def test_a_title_that_waits_in_a_draft_is_still_the_one_that_editors_see(page, admin, form):
    write_draft(page, title="Night Lantern")
    correct(admin, page, form, **{"phones-0-number": NEW})
    assert (fresh(page).title, fresh(page).draft_title) == ("Night Lamp", "Night Lantern")


def test_a_draft_that_added_a_number_keeps_it_beside_the_corrected_one(page, admin, form):
    draft = draft_of(page)
    draft.phones.add(Phone(number=OTHER))
    draft.save_revision()
    correct(admin, page, form, **{"phones-0-number": NEW})
    assert numbers(fresh(page)) == [NEW, "+33644620000"]
    fresh(page).latest_revision.publish()
    assert sorted(numbers(fresh(page))) == sorted([NEW, "+33644620000", OTHER])


def test_a_version_with_a_date_goes_live_on_its_day_with_the_corrected_number(page, admin, form):
    day = timezone.now() + timedelta(days=3)
    write_draft(page, summary="From Saturday on", go_live_at=day).publish()
    assert fresh(page).scheduled_revision
    write_draft(page, summary="A later draft", go_live_at=None)
    correct(admin, page, form, **{"phones-0-number": NEW})
    scheduled = fresh(page).scheduled_revision
    assert scheduled.approved_go_live_at == day
    assert (fresh(page).summary, draft_of(page).summary) == (page.summary, "A later draft")
    due = scheduled.as_object()
    assert (due.summary, numbers(due)[0]) == ("From Saturday on", NEW)


def test_a_version_with_a_date_that_is_the_latest_one_stays_the_latest(page, admin, form):
    day = timezone.now() + timedelta(days=3)
    write_draft(page, summary="From Saturday on", go_live_at=day).publish()
    correct(admin, page, form, **{"phones-0-number": NEW})
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


def test_moderation_goes_on_with_the_corrected_number(page, admin, form):
    state = moderated(page, factories.editor())
    correct(admin, page, form, **{"phones-0-number": NEW})
    state.refresh_from_db()
    assert (state.status, fresh(page).live, numbers(fresh(page))[0]) == ("in_progress", True, NEW)
    waiting = fresh(page).current_workflow_task_state
    assert waiting.revision_id == fresh(page).latest_revision_id
    waiting.approve(user=factories.administrator("second"))
    assert (fresh(page).summary, numbers(fresh(page))[0]) == ("To be looked at", NEW)


def test_a_page_that_was_never_published_is_published_first(admin):
    draft = factories.service("Draft", publish=False)
    answer = admin.get(address(draft))
    assert answer.status_code == 409
    assert "has not been published yet" in answer.content.decode()


def test_facts_of_a_page_whose_words_are_not_live_are_corrected_for_its_translations(page, admin, form):
    french = factories.translate(page, "fr")
    page.unpublish()
    correct(admin, page, form, **{"phones-0-number": NEW})
    assert not fresh(page).live
    assert numbers(fresh(page))[0] == NEW == numbers(draft_of(page))[0]
    assert "5678" in admin.get(ServicePage.objects.get(pk=french.pk).url).content.decode().replace(" ", "")
    assert PageLogEntry.objects.filter(page=page.pk, action="hub.correct_facts").exists()
    assert FactChange.objects.get(page=page.pk).changed_by.username == "admin"


def test_who_looks_after_the_page_gets_a_mail_that_tells_nothing(page, django_capture_on_commit_callbacks, settings, form):
    steward = factories.editor("steward")
    ServicePage.objects.filter(pk=page.pk).update(steward=steward)
    with django_capture_on_commit_callbacks(execute=True):
        correct(signed_in(factories.administrator()), page, form, **{"phones-0-number": NEW})
    (message,) = mail.outbox
    assert message.to == [steward.email]
    assert NEW not in message.body
    assert page.title not in message.body
