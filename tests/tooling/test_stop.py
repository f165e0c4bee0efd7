"""Stopping: an editor's publish that is under way is not lost, a task is neither cut off nor forgotten, and nobody waits for long."""

import threading
import time

import pytest
from django.db import connection
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from hub import duties
from hub.worker import Worker, asked_to_stop
from tests.running import Hub, ask, copy_database, until
from tests.slow_tasks import slow

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def queue(settings, tmp_path):
    settings.HUB_DATA = tmp_path
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


@pytest.fixture
def hubs():
    """Starts a hub, and leaves none running."""
    started = []
    yield lambda data: started.append(Hub(data, "tests.slow_settings")) or started[-1]
    for hub in started:
        if hub.process.poll() is None:
            hub.end()


def states(folder):
    return [state for (state,) in ask(folder, f"SELECT status FROM {DBTaskResult._meta.db_table}")]


@pytest.mark.soak
def test_what_is_under_way_is_finished_nothing_more_begins_and_all_ends_well(tmp_path, hubs):
    slow.enqueue("first")
    slow.enqueue("second")
    copy_database(tmp_path)
    hub, answers = hubs(tmp_path), []
    until(lambda: (tmp_path / "task-begun-first").exists() or (tmp_path / "task-begun-second").exists(), "a task is under way")
    until(lambda: hub.health().get("database") == "ok", "it serves")
    (tmp_path / "somebody-looks").touch()
    until(lambda: states(tmp_path).count("RUNNING") == 1, "a task is under way")
    reader = threading.Thread(target=lambda: answers.append(hub.get("/slow/")))
    reader.start()
    until((tmp_path / "request-begun").exists, "a request is under way")
    began = time.monotonic()
    code = hub.end()
    took = time.monotonic() - began
    reader.join()
    status, _headers, body = answers[0]
    assert (status, body, code) == (200, "the whole answer", 0)
    assert took < 12
    assert "RUNNING" not in states(tmp_path), "a task is done, or has not begun"
    assert "Traceback" not in "".join(hub.printed)


def test_a_worker_that_is_asked_to_stop_begins_no_further_task():
    slow.enqueue("never")
    worker = Worker(duties.duties())
    worker.stop()
    duties.run_tasks()
    assert DBTaskResult.objects.get().status == "READY"
    worker.run()
    assert not asked_to_stop.is_set()


def test_a_task_whose_worker_was_killed_is_run_again(monkeypatch):
    monkeypatch.setattr("tests.slow_tasks.time.sleep", lambda seconds: None)
    result = slow.enqueue("cut off")
    DBTaskResult.objects.update(status="RUNNING", started_at=timezone.now())
    connection.close()
    tasks = next(one for one in duties.duties() if one.name == "tasks")
    tasks.do()
    assert DBTaskResult.objects.get(id=result.id).status == "SUCCESSFUL"
