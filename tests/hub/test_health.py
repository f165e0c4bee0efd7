"""`/healthz`: a worker that is away means an index that grows old, pages that do not end, and nobody who knows."""

import json
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.db import OperationalError, connection
from django.utils import timezone

from hub import heartbeat
from hub.heartbeat import DutyState


@pytest.fixture(autouse=True)
def data(tmp_path, settings):
    """A data folder of its own. The index in it is made by those who ask for it."""
    settings.HUB_DATA = tmp_path
    return tmp_path


@pytest.fixture(autouse=True)
def index(monkeypatch):
    """How the index stands."""
    state = SimpleNamespace(well=True, waiting=0)
    monkeypatch.setattr("search.indexer.status", lambda engine=None: state)
    return state


@pytest.fixture
def working():
    """A worker that has just given a sign, with all well."""
    heartbeat.leave({"indexing": DutyState(succeeded=timezone.now().isoformat()), "tasks": DutyState()})


def ask(client):
    response = client.get("/healthz")
    return response.status_code, response.json()


def at(moment):
    """A sign of life given at ``moment``."""
    heartbeat.heartbeat_path().write_text(json.dumps({"at": moment.isoformat(), "duties": {}}))


@pytest.mark.django_db
def test_all_is_well(client, working):
    status, body = ask(client)
    assert status == 200
    parts = {"database": "ok", "worker": "ok", "index": "ok", "waiting": 0, "given_up": 0, "duties": {"indexing": "ok", "tasks": "ok"}}
    assert body == {"status": "ok", **parts, "away": []}


@pytest.mark.django_db
def test_a_worker_that_never_came_is_away(client):
    status, body = ask(client)
    assert status == 503
    assert body["away"] == ["worker"]


@pytest.mark.django_db
def test_a_worker_that_gave_no_sign_for_a_while_is_away(client):
    at(timezone.now() - heartbeat.AWAY_AFTER - timedelta(seconds=1))
    assert ask(client)[1]["away"] == ["worker"]


@pytest.mark.django_db
def test_a_worker_that_gave_a_sign_lately_is_there(client):
    at(timezone.now() - heartbeat.AWAY_AFTER / 2)
    assert ask(client)[0] == 200


@pytest.mark.django_db
@pytest.mark.parametrize(
    "rubbish", ["", "null", "[]", "{", '{"at": "yesterday", "duties": {}}', '{"at": 7, "duties": {}}', '{"at": "", "duties": []}']
)
def test_a_sign_that_nobody_can_read_is_no_sign(client, data, rubbish):
    (data / "worker.json").write_text(rubbish)
    assert ask(client)[1]["away"] == ["worker"]


@pytest.mark.django_db
def test_a_duty_that_keeps_failing_is_named(client):
    heartbeat.leave({"indexing": DutyState(failures=heartbeat.FAILING_AFTER, error="OSError"), "tasks": DutyState(failures=1)})
    status, body = ask(client)
    assert status == 503
    assert body["away"] == ["indexing"]
    assert body["duties"] == {"indexing": "failing", "tasks": "ok"}


@pytest.mark.django_db
def test_a_duty_that_hangs_is_named(client):
    began = timezone.now() - heartbeat.STUCK_AFTER - timedelta(seconds=1)
    heartbeat.leave({"tasks": DutyState(started=began.isoformat())})
    assert ask(client)[1]["duties"] == {"tasks": "stuck"}


@pytest.mark.django_db
def test_an_index_that_nobody_can_read_is_named(client, working, index):
    index.well = False
    status, body = ask(client)
    assert status == 503
    assert body["away"] == ["index"]


@pytest.mark.django_db
def test_how_far_the_index_is_behind_can_be_seen(client, working, index):
    index.waiting = 7
    status, body = ask(client)
    assert (status, body["waiting"]) == (200, 7), "a change of this second is no alarm"


@pytest.mark.django_db
def test_a_site_without_an_index_says_so(client, working, monkeypatch):
    monkeypatch.undo()
    assert ask(client)[1]["index"] == "away"


@pytest.mark.django_db
def test_a_database_that_is_away_is_named(client, working, monkeypatch):
    def away(*args):
        raise OperationalError("away")

    monkeypatch.setattr(connection, "cursor", away)
    status, body = ask(client)
    assert status == 503
    assert body["away"] == ["database"]


@pytest.mark.django_db
def test_who_asks_leaves_no_trace_and_is_never_answered_from_a_cache(client, working):
    response = client.get("/healthz")
    assert not response.cookies
    assert "no-store" in response["Cache-Control"]
    assert client.post("/healthz").status_code == 405
    assert client.head("/healthz").status_code == 200


@pytest.mark.django_db
def test_nothing_in_the_answer_helps_an_attacker(client):
    heartbeat.leave({"indexing": DutyState(failures=9, error="OSError: /srv/hub/index")})
    assert "/srv" not in client.get("/healthz").content.decode()
