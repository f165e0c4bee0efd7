"""What waits for whom: nobody is told of pages that are not theirs, and nothing urgent stands below a review date."""

from __future__ import annotations

from datetime import date

import pytest
from django.contrib.auth.models import Group

from hub.admin import due
from hub.admin.due import Due
from tests import factories

pytestmark = pytest.mark.django_db
DAY = date(2026, 5, 1)


@pytest.fixture
def providers(monkeypatch):
    """Only what the test registers."""
    monkeypatch.setattr(due, "_providers", [])


def test_urgent_things_come_first_then_the_oldest(providers):
    things = [
        Due("review", "Read again", "B", "/b/", date(2026, 1, 1)),
        Due("report", "Unsafe", "C", "/c/", date(2026, 5, 3), urgent=True),
        Due("review", "Read again", "A", "/a/", date(2025, 1, 1)),
    ]
    due.register(lambda user: things)
    assert [one.page for one in due.due_for(None)] == ["C", "A", "B"]


def test_a_provider_that_is_registered_twice_is_asked_once(providers):
    def provider(user):
        yield Due("review", "Read again", "A", "/a/", DAY)

    due.register(provider)
    due.register(provider)
    assert len(due.due_for(None)) == 1


def test_an_editor_looks_after_pages_without_a_steward_and_own_ones():
    factories.home()
    editor, other = factories.editor(), factories.editor("other")
    mine, orphan = factories.service(title="Mine", steward=editor), factories.service(title="Orphan")
    factories.service(title="Theirs", steward=other)
    found = {page.title for page in due.pages_looked_after(editor) if page.title in ("Mine", "Orphan", "Theirs")}
    assert found == {mine.title, orphan.title}


def test_whoever_may_not_change_facts_looks_after_none():
    factories.home()
    editor = factories.editor()
    factories.service(steward=editor)
    Group.objects.get(name="Editors").permissions.remove(*Group.objects.get(name="Editors").permissions.filter(codename="change_facts"))
    assert list(due.pages_looked_after(type(editor).objects.get(pk=editor.pk))) == []


def test_translations_are_looked_after_through_the_page_with_the_facts():
    factories.home()
    service = factories.service(title="One")
    factories.translate(service, "fr", title="Un")
    assert "Un" not in {page.title for page in due.pages_looked_after(factories.editor())}
