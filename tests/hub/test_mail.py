"""Mail leaves through a real server: what arrives gives nobody away, and what does not get through is tried again."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django_tasks_db.models import DBTaskResult

from hub.admin.notices import LATER, Notice, tell
from hub.duties import run_tasks
from tests import factories
from tests.correcting import correct, signed_in
from tests.mail_server import MailServer
from tests.reports.helpers import send

pytestmark = pytest.mark.django_db(transaction=True)
TELLING = ("lgbt", "queer", "trans", "gay", "night lamp", "+33", "number", "report")


@pytest.fixture
def server(settings):
    """A mail server to which the hub sends, and the queue of tasks as on a real site."""
    server = MailServer()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", server.port, 20
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    server.start()
    yield server
    server.stop()


@pytest.fixture
def service():
    service = factories.full_service()
    service.steward = factories.editor("steward")
    service.save()
    return service


def later() -> list[DBTaskResult]:
    """What the worker is to do at another time."""
    return [one for one in DBTaskResult.objects.filter(status="READY") if one.task_path.endswith("send_notice")]


def work() -> None:
    """As the worker does, until nothing is left for now."""
    while DBTaskResult.objects.ready().exists():
        run_tasks()


def come(tasks: list[DBTaskResult]) -> None:
    """Their time has come."""
    for one in tasks:
        DBTaskResult.objects.filter(pk=one.pk).update(run_after=one.run_after - timedelta(days=1))
    work()


def test_a_report_and_a_corrected_number_reach_the_steward_and_tell_nobody_else_anything(server, service):
    assert send(Client(), service, kind="unsafe", text="They out people.", contact="ana@example.org").status_code == 200
    correct(signed_in(factories.administrator()), service, **{"phones-0-number": "+33199005678"})
    work()
    assert [to for to, _message in server.post.arrived] == [["steward@example.org"], ["steward@example.org"]]
    for _to, message in server.post.arrived:
        told = "\n".join([str(message["Subject"]), str(message["From"]), *map(str, message.values()), message.get_content()]).lower()
        assert not [word for word in TELLING if word in told], told
        assert message["Subject"] == "Something waits for you"
        assert "/admin/" in message.get_content()
        assert not message.is_multipart()


def test_a_reader_gets_the_receipt_while_the_mail_server_is_away_and_the_mail_comes_later(server, service, caplog):
    server.stop()
    assert "Your code" in send(Client(), service, kind="closed").content.decode()
    work()
    (waiting,) = later()
    assert "steward@example.org" not in caplog.text
    assert "tried again" in caplog.text
    server.start()
    come([waiting])
    assert [to for to, _message in server.post.arrived] == [["steward@example.org"]]
    assert not later()


def test_a_server_that_refuses_is_asked_again_a_few_times_and_no_address_is_kept(server, service, caplog):
    server.post.refuse = "550 No such user"
    tell([service.steward], Notice.REPORT)
    work()
    for _again in LATER:
        come(later())
    assert not later()
    assert server.post.arrived == []
    assert "given up" in caplog.text
    kept = " ".join(f"{one.traceback} {one.args_kwargs}" for one in DBTaskResult.objects.all())
    assert "steward@example.org" not in caplog.text + kept


def test_the_pauses_grow(server, service):
    server.stop()
    tell([service.steward], Notice.REPORT)
    work()
    waits = []
    while waiting := later():
        (one,) = waiting
        waits.append(one.run_after - one.enqueued_at)
        come(waiting)
    assert [round(wait.total_seconds() / 60) for wait in waits] == [round(one.total_seconds() / 60) for one in LATER]
    assert sorted(LATER) == list(LATER)
