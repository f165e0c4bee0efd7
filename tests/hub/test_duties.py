"""What the worker does: pages that do not end on time, tasks that nobody runs, sessions that are never thrown away."""

from dataclasses import replace
from datetime import timedelta
from importlib import import_module

import pytest
from django.contrib.sessions.models import Session
from django.core.management import CommandError, call_command
from django.utils import timezone
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from hub import duties, heartbeat
from hub.worker import alone
from search import indexer
from search.engines import site_engine
from tests import factories

done = []


@task()
def note(word):
    done.append(word)


@task()
def fail(word):
    raise ValueError(word)


@pytest.fixture(autouse=True)
def queue(settings, tmp_path):
    settings.HUB_DATA = tmp_path
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    done.clear()


def duty(name):
    return next(one for one in duties.duties() if one.name == name)


@pytest.mark.django_db(transaction=True)
def test_tasks_are_run():
    note.enqueue("welcome mail")
    duties.run_tasks()
    assert done == ["welcome mail"]


@pytest.mark.django_db(transaction=True)
def test_a_task_that_fails_keeps_no_other_from_running():
    failed = fail.enqueue("no")
    note.enqueue("yes")
    duties.run_tasks()
    assert done == ["yes"]
    assert DBTaskResult.objects.get(id=failed.id).status == "FAILED"


@pytest.mark.django_db(transaction=True)
def test_many_tasks_take_several_rounds_so_that_a_stop_is_quick():
    for number in range(duties.TASKS_AT_A_TIME + 1):
        note.enqueue(number)
    duties.run_tasks()
    assert len(done) == duties.TASKS_AT_A_TIME
    duties.run_tasks()
    assert len(done) == duties.TASKS_AT_A_TIME + 1


@pytest.mark.django_db
def test_a_page_that_should_have_ended_ends_within_a_minute():
    page = factories.standard_page(expire_at=timezone.now() + timedelta(hours=1))
    type(page).objects.filter(pk=page.pk).update(expire_at=timezone.now() - timedelta(minutes=1))
    duty("publish").do()
    page.refresh_from_db()
    assert not page.live
    assert duty("publish").every <= timedelta(minutes=1)


@pytest.mark.django_db
def test_sessions_that_have_ended_are_thrown_away():
    store = import_module("django.contrib.sessions.backends.db").SessionStore
    for seconds in (-60, 3600):
        session = store()
        session["who"] = "editor"
        session.set_expiry(seconds)
        session.save()
    duties.purge()
    assert Session.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_tasks_done_long_ago_are_forgotten():
    old, new = note.enqueue("old"), note.enqueue("new")
    duties.run_tasks()
    DBTaskResult.objects.filter(id=old.id).update(finished_at=timezone.now() - timedelta(days=15))
    duties.purge()
    assert [str(result.id) for result in DBTaskResult.objects.all()] == [str(new.id)]


def test_the_index_follows_within_seconds_and_old_data_goes_daily():
    assert (duty("indexing").do.func, *duty("indexing").do.args) == (indexer.update_index, site_engine())
    assert duty("indexing").every <= timedelta(seconds=1)
    assert duty("purge").every <= timedelta(days=1)


@pytest.mark.django_db(transaction=True)
def test_every_duty_of_the_hub_succeeds_on_a_fresh_site():
    call_command("hub_worker", "--once")
    assert {name: state.error for name, state in heartbeat.last().duties.items()} == dict.fromkeys(
        ["indexing", "words", "tasks", "again", "publish", "journal", "pictures", "purge", "help lines"], ""
    )


@pytest.mark.django_db(transaction=True)
def test_a_failed_duty_ends_the_command_with_an_error(monkeypatch):
    def fails():
        raise OSError("disk full")

    monkeypatch.setattr(duties, "purge", fails)
    with pytest.raises(CommandError, match="Not every duty succeeded"):
        call_command("hub_worker", "--once")


def test_cron_does_not_disturb_a_worker():
    with alone(), pytest.raises(CommandError, match="Another worker is at work"):
        call_command("hub_worker", "--once")


def test_a_cluster_that_is_away_holds_up_nothing_and_is_tried_again_soon(settings):
    settings.SEARCH_ENGINE, settings.ELASTICSEARCH_HOSTS = "elasticsearch", ["http://127.0.0.1:9"]
    own, cluster = duty("indexing"), duty("elasticsearch")
    assert [one.do.args for one in (own, cluster)] == [(index,) for index in site_engine().indexes]
    for one in (own, cluster):
        one.state = replace(one.state, failures=50)
        assert one.pause() <= 20, "what was published while the database or the cluster was away is found soon after"
