"""A search server that fails takes no answer away: the index of the machine answers, with the same filters, and says so."""

from __future__ import annotations

import logging
import re
import time
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from bench.proxy import FAULTS, proxy
from search import indexer
from search.engines import ELASTIC, site_engine, steady
from search.engines.base import FILTERS, EngineAwayError, Query, Step
from search.engines.impatience import AT_A_TIME, Impatience
from tests import factories
from tests.sampling import sampled
from tests.search.engine_kit import ask

pytestmark = pytest.mark.django_db
NOTICE = "We search in a copy at the moment."
SHOWN = "<mark>Lantern</mark> line"
LONG = 20.0
"""Seconds after which a test gives up: nothing here should take so long."""


@pytest.fixture
def way(elasticsearch_url):
    with proxy(elasticsearch_url) as one:
        yield one


@pytest.fixture
def site(settings, tmp_path, way, request, monkeypatch):
    """A site whose search is served by Elasticsearch at the end of a disturbed way, and by the index of the machine."""
    monkeypatch.setattr(steady, "AGAIN", 1)
    settings.HUB_DATA, settings.SEARCH_ENGINE, settings.ELASTICSEARCH_HOSTS = tmp_path, ELASTIC, [way.url]
    settings.ELASTICSEARCH_INDEX = f"steady-{re.sub(r'[^a-z0-9]+', '-', request.node.name.lower())[:60]}"
    factories.full_service("Lantern line")
    indexer.update()
    yield site_engine()
    way.fault = ""
    site_engine().remove()


def search(client, **more):
    return client.post("/en/search/", {"q": "lantern", **more}, headers={"accept": "text/html"})


def search_json(client, **more):
    return client.post("/en/search/", {"q": "lantern", **more}, headers={"accept": "application/json"}).json()


def search_little(engine):
    return engine.search(Query((Step("words", "lantern"),), limit=1))


def search_all(engine):
    return engine.search(Query((Step("words", "lantern"),), facets=FILTERS))


def until(question, seconds=LONG):
    """What the question says once it is true."""
    end = time.monotonic() + seconds
    while not (answer := question()) and time.monotonic() < end:
        time.sleep(0.1)
    return answer


@pytest.mark.parametrize("fault", sampled(FAULTS, 3))
def test_no_fault_takes_the_answer_away_and_filters_stay(client, site, way, fault):
    well = search_json(client, channel="phone")
    assert "spare" not in well
    assert well["total"] == 1
    site._impatience = Impatience(0.2)
    way.fault = fault
    page = search(client, channel="phone")
    assert page.status_code == 200
    assert NOTICE in page.text
    assert 'role="status"' in page.text
    assert SHOWN in page.text
    ill = search_json(client, channel="phone")
    assert ill.pop("spare") is True
    assert ill == well


def test_a_server_that_is_well_is_no_copy(client, site):
    assert NOTICE not in search(client).text
    assert not ask(site, "lantern").spare


def test_a_server_that_keeps_failing_is_left_alone_and_used_again_when_it_is_back(client, site, way, caplog):
    way.fault = "503"
    for _ in range(3):
        assert ask(site, "lantern").spare
    asked = way.requests
    for _ in range(20):
        assert ask(site, "lantern").hits
    assert way.requests - asked <= 2  # a look now and then
    way.fault = ""
    assert until(lambda: not ask(site, "lantern").spare)
    assert "lantern" not in caplog.text.lower()
    assert "answers again" in caplog.text


def test_a_server_that_is_too_slow_for_readers_is_left_alone_though_it_answers_small_questions(site, way, monkeypatch):
    monkeypatch.setattr(steady, "POSITION_FOR", 0)
    site._impatience = Impatience(0.4)
    way.fault = "slow"  # a quarter of a second for each answer: a position comes in time, results with their filters do not
    for _ in range(2):
        search_little(site)
        assert search_all(site).spare
    asked = way.requests
    for _ in range(8):
        site.position()
        time.sleep(0.35)
        search_little(site)
        assert search_all(site).spare
    assert way.requests - asked <= 9  # a look now and then: two questions, perhaps a position that was under way
    way.fault = ""
    site._impatience = Impatience(LONG)
    assert until(lambda: not search_all(site).spare)


def test_nobody_waits_while_a_server_that_hangs_is_looked_at(site, way):
    patience, site._impatience = site._impatience, Impatience(0.2)
    way.fault = "hanging"
    for _ in range(3):
        assert ask(site, "lantern").spare
    site._impatience, end = patience, time.monotonic() + 2 * steady.AGAIN
    while time.monotonic() < end:  # whoever waited would wait for twenty seconds
        assert ask(site, "lantern").hits
    assert time.monotonic() < end + LONG / 2
    way.fault = ""
    assert until(lambda: not ask(site, "lantern").spare)


def test_what_is_published_while_the_server_is_away_is_found_at_once_and_by_the_server_when_it_is_back(client, site, way):
    way.fault = "refused"
    assert ask(site, "lantern").spare
    guide = factories.guide("Lighthouse")
    with pytest.raises(EngineAwayError):
        indexer.update()
    assert "Lighthouse" in search(client, q="lighthouse").text
    way.fault = ""
    assert until(lambda: not ask(site, "lantern").spare)
    indexer.update()
    answer = ask(site, "lighthouse")
    assert [hit.family for hit in answer.hits] == [guide.pk]
    assert not answer.spare


def test_what_is_withdrawn_while_the_server_is_away_is_shown_by_neither(client, site, way):
    guide = factories.guide("Lighthouse")
    indexer.update()
    assert "Lighthouse" in search(client, q="lighthouse").text
    way.fault = "refused"
    guide.unpublish()
    assert "Lighthouse" not in search(client, q="lighthouse").text
    way.fault = ""
    assert until(lambda: not ask(site, "lantern").spare)
    assert search_json(client, q="lighthouse")["total"] == 0


def test_suggestions_come_from_the_machine_and_need_no_server(client, site, way):
    way.fault = "hanging"
    found = client.post("/en/search/suggest/", {"q": "lanter"}).json()["suggestions"]
    assert any("Lantern line" in one["text"] for one in found)


def test_a_machine_without_an_index_yet_answers_from_the_server(client, site, way, settings, tmp_path):
    settings.HUB_DATA = tmp_path / "new"
    page = search(client)
    assert SHOWN in page.text
    assert NOTICE not in page.text


def test_the_operator_is_told_of_each_index_and_which_one_is_away(client, site, way):
    out = StringIO()
    call_command("search_status", stdout=out)
    assert re.findall("Engine: +(.+)", out.getvalue()) == ["tantivy", "elasticsearch"]
    way.fault = "refused"
    factories.guide("Lighthouse")
    indexer.update_index(site.indexes[0])
    state = indexer.status()
    assert [one.well for one in state.indexes] == [True, False]
    assert state.indexes[0].waiting == 0 < state.waiting
    with pytest.raises(CommandError, match="Elasticsearch does not answer"):
        call_command("search_status", stdout=out)
    assert client.get("/healthz").json()["index"] == "away"


class TestImpatience:
    def test_gives_the_answer_or_the_error(self):
        assert Impatience(LONG).ask(lambda: 7) == 7
        with pytest.raises(ZeroDivisionError):
            Impatience(LONG).ask(lambda: 1 // 0)

    def test_waits_no_longer_than_it_was_told(self):
        with pytest.raises(EngineAwayError, match="too long"):
            Impatience(0.05).ask(lambda: time.sleep(LONG / 4))

    def test_gathers_no_threads_without_end_and_takes_questions_again_when_there_is_room(self):
        impatience = Impatience(0.02)
        over = time.monotonic() + 1
        for _ in range(AT_A_TIME):
            with pytest.raises(EngineAwayError, match="too long"):
                impatience.ask(lambda: time.sleep(max(0, over - time.monotonic())))
        with pytest.raises(EngineAwayError, match="owes"):
            impatience.ask(lambda: 7)
        time.sleep(max(0, over - time.monotonic()) + 0.2)
        assert impatience.ask(lambda: 7) == 7


def test_the_log_tells_that_the_copy_answers_but_not_what_was_asked(site, way, caplog):
    caplog.set_level(logging.DEBUG)
    way.fault = "503"
    ask(site, "villanueva")
    assert "The index of this machine answers" in caplog.text
    assert "villanueva" not in caplog.text
