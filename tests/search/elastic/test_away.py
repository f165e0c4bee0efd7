"""Elasticsearch away, cut off, or not to be trusted: one clear error without a word of what was asked, and nothing is lost by it."""

from __future__ import annotations

import json
import re
import time
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from elasticsearch import ApiError

from hub.health import examine
from search import indexer
from search.analysis import ANALYSIS_VERSION
from search.engines import ELASTIC, site_engine
from search.engines.base import EngineAwayError, IndexUnavailableError
from search.engines.elasticsearch import Cluster, ElasticEngine
from search.engines.elasticsearch.cluster import told
from search.engines.elasticsearch.generations import Generation
from search.engines.elasticsearch.schema import SETTINGS, mapping
from search.engines.embedded import EmbeddedEngine
from tests import factories
from tests.running import free_port
from tests.search.elastic.servers import answering, behind_tls
from tests.search.engine_kit import ask, fill, keys, page


def nobody():
    """An address at which nobody listens."""
    return f"http://127.0.0.1:{free_port()}"


def engine_at(elastic, *hosts, patience=20.0, **more):
    """The same index by other addresses."""
    return ElasticEngine(Cluster(hosts, patience=patience, **more), elastic.generations.name, "hub-locks", elastic.indexes[0])


class TestAClusterThatIsAway:
    def test_is_told_soon_by_all_that_asks_it(self, elastic):
        away, began = engine_at(elastic, nobody()), time.monotonic()
        for read in (lambda: ask(away, "legal"), away.position, lambda: list(away.versions()), lambda: away.writer().__enter__()):
            with pytest.raises(EngineAwayError, match="Elasticsearch does not answer"):
                read()
        assert time.monotonic() - began < 20

    def test_is_no_reason_to_make_an_index_anew(self, elastic):
        status = engine_at(elastic, nobody()).status()
        assert (status.exists, status.needs_rebuild, status.problem) == (False, False, "Elasticsearch does not answer.")

    def test_still_lets_words_and_titles_come_up_while_somebody_types(self, elastic):
        away = engine_at(elastic, nobody())
        assert away.complete("leg", ("en",)) == ["legal"]
        assert [hit.key for hit in away.titles("legal a", ("en",))] == ["a"]
        assert away.known("legal")
        assert away.shares(["legal"])["en"]["legal"] == 1

    def test_in_part_answers_by_the_hosts_that_are_there(self, elastic, elasticsearch_url):
        engine = engine_at(elastic, nobody(), elasticsearch_url, nobody())
        for _ in range(4):
            assert keys(ask(engine, "legal")) == ["a"]
            assert engine.position() == "7"

    def test_in_part_answers_though_a_host_takes_questions_and_says_nothing(self, elastic, elasticsearch_url):
        heard = []
        with answering(None, heard) as silent:
            while not heard:  # a client begins at any host
                engine = engine_at(elastic, silent, elasticsearch_url, patience=4.0)
                assert keys(ask(engine, "legal")) == ["a"]

    @pytest.mark.parametrize(
        "answer",
        [
            b"HTTP/1.1 503 Away\r\nContent-Length: 0\r\nX-Elastic-Product: Elasticsearch\r\n\r\n",
            b'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 900\r\nX-Elastic-Product: Elasticsearch\r\n\r\n{"responses": [{',
            b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 3\r\nX-Elastic-Product: Elasticsearch\r\n\r\n{{{",
            b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 5\r\n\r\nhello",
            b"nonsense\r\n\r\n",
            b"",
        ],
        ids=["503", "cut off", "no JSON", "somebody else", "nonsense", "hung up"],
    )
    def test_answers_what_it_likes_and_one_error_tells(self, elastic, answer):
        with answering(answer) as url, pytest.raises(EngineAwayError):
            ask(engine_at(elastic, url), "legal")

    def test_and_says_nothing_is_given_up_after_a_second(self, elastic):
        began = time.monotonic()
        with answering(None) as url, pytest.raises(EngineAwayError):
            ask(engine_at(elastic, url, patience=1.0), "legal")
        assert time.monotonic() - began < 20


class TestAnIndexOfWhichNoCopyIsThere:
    """As long as the node that had it is away and nobody else has taken its place."""

    @pytest.fixture
    def headless(self, elastic, server):
        """An index whose one shard may not be anywhere."""
        nowhere = Generation(f"{elastic.generations.alias}-1")
        kept = {**SETTINGS, "routing.allocation.require._name": "nobody"}
        server.indices.create(index=nowhere.index, settings=kept, mappings=mapping(), wait_for_active_shards="0")
        elastic.generations.use(nowhere)
        return elastic.indexes[-1]

    def test_is_away_for_whoever_looks_at_it_and_no_reason_to_make_it_anew(self, headless):
        status = headless.status()
        assert (status.exists, status.needs_rebuild) == (False, False)
        assert "away" in status.problem or "503" in status.problem

    def test_is_no_riddle_while_another_node_takes_its_place(self, elastic):
        """A copy still counts, and the first one is gone that would tell its size: one body for all that is asked then."""
        told = {"an-index": {"mappings": {"_meta": {"analysis": ANALYSIS_VERSION}}}, "count": 7, "_all": {"primaries": {}}}
        body = json.dumps({**told, "fields": {"position": ["Nw=="]}}).encode()
        kind = b"Content-Type: application/json\r\nX-Elastic-Product: Elasticsearch\r\nConnection: close"
        head = b"HTTP/1.1 200 OK\r\n%b\r\nContent-Length: %d\r\n\r\n"
        with answering(head % (kind, len(body)) + body) as url:
            status = engine_at(elastic, url).status()
        assert (status.exists, status.needs_rebuild, status.documents, status.size, status.position) == (True, False, 7, 0, "7")

    @pytest.mark.parametrize("read", [lambda one: ask(one, "legal"), lambda one: list(one.versions()), lambda one: one.position()])
    def test_is_never_taken_for_an_empty_one(self, headless, read):
        with pytest.raises(EngineAwayError):
            read(headless)


class TestWhatWasTyped:
    def test_stands_in_no_error_and_no_log(self, elastic, server, caplog):
        def refused():
            with told():
                server.search(index=elastic.generations.alias, query={"query_string": {"query": "villanueva AND ("}})

        with pytest.raises(ApiError, match="villanueva"):
            server.search(index=elastic.generations.alias, query={"query_string": {"query": "villanueva AND ("}})
        with pytest.raises(EngineAwayError) as caught:
            refused()
        assert "villanueva" not in str(caught.value)
        assert (caught.value.__cause__, caught.value.__suppress_context__) == (None, True)
        with pytest.raises(EngineAwayError):
            ask(engine_at(elastic, nobody(), nobody()), "villanueva")
        assert "villanueva" not in caplog.text


class TestTheWayThere:
    def test_is_closed_to_others_and_needs_the_certificate_that_was_named(self, elastic, elasticsearch_url, tmp_path):
        with behind_tls(elasticsearch_url, tmp_path) as (url, certificate):
            assert keys(ask(engine_at(elastic, url, authorities=str(certificate)), "legal")) == ["a"]
            with pytest.raises(EngineAwayError, match="certificate"):
                ask(engine_at(elastic, url), "legal")

    def test_carries_the_key(self, elastic):
        heard = []
        with answering(b"", heard) as url, pytest.raises(EngineAwayError):
            ask(engine_at(elastic, url, api_key="a-key-for-tests"), "legal")
        assert b"ApiKey a-key-for-tests" in heard[0]


class TestWithoutWordsOfItsOwn:
    def test_a_machine_finds_what_is_typed_as_it_is_typed(self, elastic, elasticsearch_url, tmp_path):
        fill(elastic, page("fr", 2, "fr", title="Aide juridique"))
        new = ElasticEngine(Cluster((elasticsearch_url,), patience=20.0), elastic.generations.name, "hub-locks", EmbeddedEngine(tmp_path / "nothing"))
        assert keys(ask(new, "legal", "en")) == ["a"]
        assert keys(ask(new, "juridique")) == ["fr"]
        assert keys(ask(new, "leagl", "en")) == []
        assert keys(ask(new, None)) != []


@pytest.mark.django_db
class TestTheSite:
    @pytest.fixture
    def away(self, settings, tmp_path):
        settings.HUB_DATA, settings.SEARCH_ENGINE, settings.ELASTICSEARCH_HOSTS = tmp_path, ELASTIC, [nobody()]
        return site_engine()

    def test_keeps_the_index_of_the_machine_up_while_the_cluster_is_away(self, away):
        guide = factories.guide("Lantern")
        with pytest.raises(EngineAwayError):
            indexer.update()
        assert [hit.family for hit in ask(away.indexes[0], "lantern").hits] == [guide.pk]

    def test_says_what_is_away(self, away):
        state = indexer.status()
        assert not state.well
        assert state.problem.endswith("Elasticsearch does not answer.")
        assert [one.well for one in state.indexes] == [False, False]

    def test_tells_whoever_watches_about_both_of_its_indexes(self, away):
        factories.guide("Lantern")
        indexer.update_index(away.indexes[0])
        printed = StringIO()
        with pytest.raises(CommandError, match="does not answer"):
            call_command("search_status", stdout=printed)
        assert re.findall("Engine: +(.+)", printed.getvalue()) == ["tantivy", "elasticsearch"]
        printed = StringIO()
        with pytest.raises(CommandError):
            call_command("search_status", "--json", stdout=printed)
        told = json.loads(printed.getvalue())
        assert told["well"] is False
        assert [(one["engine"], one["well"]) for one in told["indexes"]] == [("tantivy", True), ("elasticsearch", False)]
        assert examine().index == "away"

    def test_says_so_where_no_address_is_named(self, settings, tmp_path):
        settings.HUB_DATA, settings.SEARCH_ENGINE, settings.ELASTICSEARCH_HOSTS = tmp_path, ELASTIC, []
        with pytest.raises(IndexUnavailableError, match="ELASTICSEARCH_URL"):
            site_engine()
