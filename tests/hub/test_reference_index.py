"""The index of references follows a page once for each save, however many rows the page has."""

from __future__ import annotations

import pytest
from wagtail.models import ReferenceIndex
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
