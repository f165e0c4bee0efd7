"""Text that only the site's secret key opens."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.models import Report
from safety.locked import lock, renewed, unlock
from tests import factories

OLD, NEW = "an old key of forty characters or so, at least", "a new key of forty characters or so, at least"


@settings(deadline=None, max_examples=50)
@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_what_is_locked_comes_back_and_says_nothing(text):
    token = lock(text)
    assert unlock(token) == text
    assert len(text) < 4 or text not in token


def test_the_same_text_is_locked_differently_each_time():
    assert lock("the same") != lock("the same")


def test_an_old_key_opens_what_it_locked_until_it_is_taken_away(settings):
    settings.SECRET_KEY = OLD
    token = lock("words")
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = NEW, [OLD]
    assert unlock(token) == "words"
    fresh = renewed(token)
    settings.SECRET_KEY_FALLBACKS = []
    assert unlock(fresh) == "words"
    assert unlock(token) != "words"
    assert renewed(token) == token


def stored(column: str) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM reports_report")
        return [value for (value,) in cursor.fetchall()]


@pytest.mark.django_db
def test_a_changed_key_loses_nothing_once_keys_are_rotated(settings):
    settings.SECRET_KEY = OLD
    report = Report.objects.create(page=factories.home(), kind="other", text="It moved.", contact="", language="en", receipt="1")
    assert "It moved." not in stored("text")
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = NEW, [OLD]
    said = StringIO()
    call_command("rotate_keys", stdout=said)
    assert "reports.Report.text: 1 locked anew" in said.getvalue()
    assert stored("contact") == [""]
    settings.SECRET_KEY_FALLBACKS = []
    report.refresh_from_db()
    assert report.text == "It moved."


@pytest.mark.django_db
def test_a_key_that_is_lost_says_so_and_breaks_no_page(settings):
    settings.SECRET_KEY = OLD
    report = Report.objects.create(page=factories.home(), kind="other", text="It moved.", language="en", receipt="1")
    settings.SECRET_KEY = NEW
    report.refresh_from_db()
    assert report.text.startswith("This cannot be read any more")


@pytest.mark.django_db
def test_nobody_can_look_for_its_content():
    with pytest.raises(NotImplementedError):
        Report.objects.filter(text="It moved.").exists()
