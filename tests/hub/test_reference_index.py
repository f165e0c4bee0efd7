"""The index of references follows a page once for each save, however many rows the page has."""

from __future__ import annotations

import pytest
from wagtail.models import Comment, ReferenceIndex
from wagtail.signal_handlers import disable_reference_index_auto_update
from wagtail.tasks import update_reference_index_task

from resources.models import Alert, ServicePage
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked(monkeypatch) -> list[tuple[str, ...]]:
    """The updates that were asked for, none of which is done."""
    calls: list[tuple[str, ...]] = []

    def note(task, *args: str) -> None:
        if task == update_reference_index_task:
            calls.append(args)

    monkeypatch.setattr(type(update_reference_index_task), "enqueue", note)
    return calls


def test_a_page_with_twenty_rows_is_read_once(asked):
    page = factories.full_service()
    asked.clear()
    page.save()
    assert asked == [("resources", "servicepage", str(page.pk))]


def test_a_new_version_alone_is_no_reason_to_read_the_page_again(asked):
    page = factories.full_service()
    asked.clear()
    page.save_revision()
    assert asked == []


@pytest.mark.parametrize("field", ["steward", "organisation", "title"])
def test_a_field_that_may_name_something_is_read(asked, field):
    page = factories.full_service()
    asked.clear()
    page.save(update_fields=["latest_revision", field])
    assert len(asked) == 1


def test_comments_of_a_form_are_read_with_the_version_that_brings_them(asked):
    page = factories.full_service()
    page.wagtail_admin_comments.add(Comment(user=factories.editor(), text="Is this the right number?", contentpath="title"))
    asked.clear()
    page.save_revision()
    assert ("resources", "servicepage", str(page.pk)) in asked


def test_nothing_is_asked_where_the_index_is_switched_off(asked):
    page = factories.full_service()
    asked.clear()
    with disable_reference_index_auto_update():
        page.save()
        page.save()
    assert asked == []
    page.save()
    assert len(asked) == 1


def test_what_a_row_points_to_is_known_and_forgotten_with_the_row(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        lamp, page = factories.service("Lamp"), factories.full_service()
    with django_capture_on_commit_callbacks(execute=True):
        page.alerts.set([Alert(kind="closed", starts_on=factories.timezone.localdate(), instead=lamp)])
        page.save()
    assert [str(one.object_id) for one in ReferenceIndex.get_references_to(lamp)] == [str(page.pk)]
    page = ServicePage.objects.get(pk=page.pk)
    with django_capture_on_commit_callbacks(execute=True):
        page.alerts.set([])
        page.save()
    assert not ReferenceIndex.get_references_to(lamp).exists()
