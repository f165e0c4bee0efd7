"""Tasks that fail: a mail or a translation that is lost because something was away for a minute, and nobody who knows."""

import io
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from hub import again, duties, heartbeat

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("admins_index")]
away = []


@task()
def deliver(secret):
    if away:
        raise ConnectionError(secret)


@pytest.fixture(autouse=True)
def queue(settings, tmp_path):
    settings.HUB_DATA = tmp_path
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    away[:] = [True]


def later(pause):
    """So much time goes by."""
    for one in DBTaskResult.objects.filter(status="READY"):
        DBTaskResult.objects.filter(pk=one.pk).update(run_after=one.run_after - pause)


def fail(times):
    """The task fails so often, with all its pauses between."""
    deliver.enqueue("to the address of somebody")
    for pause in [*again.LATER, timedelta()][:times]:
        duties.run_tasks()
        again.try_again()
        later(pause)


def run(*args):
    printed, code = io.StringIO(), 0
    try:
        call_command("failed_tasks", *args, stdout=printed)
    except SystemExit as end:
        code = end.code
    return code, printed.getvalue()


def test_what_failed_is_tried_again_after_a_minute_and_not_before():
    fail(0)
    duties.run_tasks()
    away.clear()
    again.try_again()
    duties.run_tasks()
    assert DBTaskResult.objects.get().status == "READY"
    later(again.LATER[0])
    duties.run_tasks()
    assert DBTaskResult.objects.get().status == "SUCCESSFUL"


def test_the_worker_does_so_by_itself():
    fail(0)
    duties.run_tasks()
    next(one for one in duties.duties() if one.name == "again").do()
    assert DBTaskResult.objects.get().status == "READY"


def test_after_some_tries_it_is_given_up_and_whoever_watches_the_hub_is_told(client):
    heartbeat.leave({})
    fail(3)
    assert "given_up" not in client.get("/healthz").json()["away"]
    duties.run_tasks()
    again.try_again()
    result = DBTaskResult.objects.get()
    assert (result.status, len(result.worker_ids)) == ("FAILED", 4)
    answer = client.get("/healthz")
    assert answer.status_code == 503
    assert (answer.json()["given_up"], "given_up" in answer.json()["away"]) == (1, True)
    DBTaskResult.objects.update(finished_at=timezone.now() - again.TOLD_FOR - timedelta(minutes=1))
    assert client.get("/healthz").json()["given_up"] == 0


def test_an_operator_sees_what_it_was_but_not_about_whom_and_tries_again(caplog):
    assert run() == (0, "Tasks that were given up within a day: 0.\n")
    fail(4)
    code, printed = run()
    assert code == 1
    assert "deliver" in printed
    assert "builtins.ConnectionError, tried 4 times" in printed
    assert "somebody" not in printed + "".join(one.getMessage() for one in caplog.records)
    away.clear()
    assert run("--again") == (0, "Tasks that the worker tries again: 1.\n")
    duties.run_tasks()
    assert DBTaskResult.objects.get().status == "SUCCESSFUL"
    assert run()[0] == 0
