"""What is kept about people goes on its day, whatever nobody remembers."""

from __future__ import annotations

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone

from hub import duties
from members.models import User
from reports.models import Report, State
from safety import retention
from safety.declaration import Retention
from tests import factories

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate


def report(closed_days_ago: int | None, number: int = 0) -> Report:
    closed = None if closed_days_ago is None else TODAY() - timedelta(days=closed_days_ago)
    state = State.NEW if closed is None else State.CORRECTED
    return Report.objects.create(
        page=factories.home(), kind="other", text="canary", language="en", receipt=f"{closed_days_ago}-{number}", closed_on=closed, state=state
    )


def test_closed_reports_go_after_thirty_days_and_open_ones_stay():
    report(None)
    report(29)
    report(30)
    report(400)
    call_command("purge_personal_data", verbosity=0)
    assert sorted(Report.objects.values_list("receipt", flat=True)) == ["29-0", "None-0"]


def test_a_dry_run_counts_and_deletes_nothing():
    report(31)
    report(32)
    said = StringIO()
    call_command("purge_personal_data", "--dry-run", stdout=said)
    assert "reports.Report: 2 to purge" in said.getvalue()
    assert Report.objects.count() == 2


def test_the_command_says_how_many_and_never_whose():
    report(31)
    said = StringIO()
    call_command("purge_personal_data", stdout=said)
    assert said.getvalue().splitlines() == ["reports.Report: 1 purged"]


def test_the_worker_does_it_each_day(settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    report(30)
    duties.purge()
    assert not Report.objects.exists()


def test_the_next_day_takes_the_next_ones(monkeypatch):
    report(0)
    tomorrow = TODAY() + timedelta(days=29)
    monkeypatch.setattr(retention.timezone, "localdate", lambda: tomorrow)
    assert retention.purge()["reports.Report"] == 0
    monkeypatch.setattr(retention.timezone, "localdate", lambda: tomorrow + timedelta(days=1))
    assert retention.purge()["reports.Report"] == 1


def test_moments_count_to_the_second():
    """A declaration may name a moment instead of a day."""
    factories.editor()
    User.objects.update(last_login=timezone.now() - timedelta(days=10))
    kept = Retention("what", "purpose", "basis", "until", (), timedelta(days=10, minutes=1), "last_login")
    gone = Retention("what", "purpose", "basis", "until", (), timedelta(days=9, hours=23), "last_login")
    assert not retention.outlived(User, kept).exists()
    assert retention.outlived(User, gone).exists()
