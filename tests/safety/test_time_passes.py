"""What is kept about people goes when its time has come, and not before."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.db import connection
from django.utils import timezone
from wagtail.models import Comment, ModelLogEntry, PageLogEntry, Revision

from members.models import User
from reports.models import Report
from resources.models import ServicePage, Verification
from safety import retention
from tests import factories
from tests.correcting import correct, signed_in

pytestmark = pytest.mark.django_db
LATER = timedelta(days=181)


def everything_the_database_says() -> dict[str, str]:
    """All text of every column of every table."""
    said = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            said[table] = "\n".join(json.dumps(row, default=str, ensure_ascii=False) for row in cursor.fetchall())
    return said


def time_passes(monkeypatch, by: timedelta) -> None:
    now, today = timezone.now() + by, timezone.localdate() + by
    monkeypatch.setattr(retention.timezone, "now", lambda: now)
    monkeypatch.setattr(retention.timezone, "localdate", lambda *value: value[0].date() if value else today)


def traces() -> ServicePage:
    """A page that a person worked on."""
    person, page = factories.administrator("wanda"), factories.full_service()
    correct(signed_in(person), page, **{"phones-0-number": "+33199005678"})
    Verification.objects.filter(page=page).update(by=person)
    Comment.objects.create(page=page, user=person, text="canary remark", contentpath="title", position="", resolved_at=timezone.now())
    told = {"text": "canary words", "contact": "canary@example.org", "language": "en", "receipt": "1", "closed_on": timezone.localdate()}
    Report.objects.create(page=page, kind="other", **told)
    return page


@pytest.fixture(scope="module")
def used(kept):
    """It is made once."""
    return kept(traces)


def test_names_are_cut_from_what_was_done_and_what_was_done_stays(used, monkeypatch):
    assert Revision.objects.filter(user__isnull=False).exists()
    entries = PageLogEntry.objects.count()
    time_passes(monkeypatch, LATER)
    call_command("purge_personal_data", verbosity=0)
    for model, name in [(Revision, "user"), (PageLogEntry, "user"), (ModelLogEntry, "user"), (Verification, "by")]:
        assert not model.objects.filter(**{f"{name}__isnull": False}).exists(), model
    assert PageLogEntry.objects.count() == entries > 0
    assert not Comment.objects.exists()
    assert not Session.objects.exists()


def test_before_their_time_they_stay(used, monkeypatch):
    time_passes(monkeypatch, timedelta(days=29))
    call_command("purge_personal_data", verbosity=0)
    assert Revision.objects.filter(user__isnull=False).exists()
    assert Verification.objects.filter(by__isnull=False).exists()
    assert Comment.objects.exists()
    assert Report.objects.exists()


def test_no_column_says_any_of_it_afterwards(used, monkeypatch):
    time_passes(monkeypatch, LATER)
    call_command("purge_personal_data", verbosity=0)
    for table, said in everything_the_database_says().items():
        assert "canary" not in said, table
        if table != User._meta.db_table:
            assert "wanda" not in said, table


def test_what_a_reader_wrote_is_readable_nowhere_in_the_database_at_any_time(used):
    assert Report.objects.get().contact == "canary@example.org"
    for table, said in everything_the_database_says().items():
        assert "canary words" not in said, table
        assert "canary@" not in said, table


def test_a_second_purge_has_nothing_left_to_do(used, monkeypatch):
    time_passes(monkeypatch, LATER)
    assert sum(retention.purge(dry_run=True).values()) == sum(retention.purge().values()) > 0
    assert sum(retention.purge().values()) == 0
