"""The site on Elasticsearch: readers find what they may see; words that nobody may read are nowhere, not in answers, the cluster, or its logs."""

from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.test import Client, override_settings

from search import indexer
from search.analysis import document_terms
from search.engines import ELASTIC, site_engine
from tests.safety.test_canary import CANARIES, heard, lay_out, said, searches, written
from tests.safety.test_canary import QUERY as TYPED

pytestmark = pytest.mark.django_db
BY_DATE = {"expired", "scheduled"}
"""Their rows are in every index; the database says whether it is time."""


@pytest.fixture(scope="module")
def laid_out(kept, tmp_path_factory, elasticsearch_url):
    """The settings of a site on Elasticsearch with the canaries laid out."""
    folder = tmp_path_factory.mktemp("canaries")
    chosen = {"SEARCH_ENGINE": ELASTIC, "ELASTICSEARCH_HOSTS": [elasticsearch_url], "ELASTICSEARCH_INDEX": f"hub-{folder.name}-canaries"}
    chosen |= {"HUB_DATA": folder, "MEDIA_ROOT": folder / "media"}
    with override_settings(**chosen):
        kept(lay_out)
        kept(indexer.rebuild)
        yield chosen
        site_engine().remove()


@pytest.fixture
def site(laid_out, settings, db):
    """That site."""
    for name, value in laid_out.items():
        setattr(settings, name, value)
    return Client()


def test_readers_find_what_they_may_see(site):
    answer = site.post("/en/search/", {"q": "lamp"}, headers={"accept": "application/json"}).json()
    titles = [result["title"] for step in answer["steps"] for result in step["results"]]
    assert {"Lamp for all", "Lamp as it was", "Lamp in town"} <= set(titles)
    assert {one["value"] for one in answer["facets"]["topic"]} == {"housing"}
    assert "for all" in site.post("/en/search/", {"q": "lmap"}).content.decode()


def test_no_search_tells_anybody(site, caplog):
    for address, fields in searches():
        response = site.post(address, fields, headers={"accept": "application/json"})
        assert response.status_code == 200, (address, fields)
        told = said(response).lower().replace(fields["q"].lower(), "")
        assert not heard(told), fields
        if fields["q"] in CANARIES.values():
            assert json.loads(response.content).get("total", 0) == 0
    assert not heard(written(caplog))


def test_the_cluster_holds_none_of_the_words(site, server):
    alias = site_engine().indexes[1].generations.alias
    assert server.count(index=alias, query={"term": {"e": "lamp"}})["count"] > 0
    for name, word in ((name, word) for name, word in CANARIES.items() if name not in BY_DATE):
        terms = document_terms(word, "fr" if name == "french draft" else "en")
        for field, values in (("s", terms.stems), ("ts", terms.stems), ("e", terms.exacts)):
            assert server.count(index=alias, query={"terms": {field: values}})["count"] == 0, name


def test_the_log_of_the_server_holds_nothing_that_was_typed(site, elasticsearch_url, server):
    for text in (TYPED, f"{TYPED} AND (", "跨" * 150):
        site.post("/en/search/", {"q": text, "topic": TYPED})
    folder = Path(server.nodes.info(metric="settings")["nodes"].popitem()[1]["settings"]["path"]["home"])
    logs = [file.read_text(errors="replace") for file in (folder / "logs").rglob("*") if file.is_file()]
    assert any(f"listening {urlsplit(elasticsearch_url).port}" in log for log in logs), "these are its logs"
    assert not any(TYPED.lower() in log.lower() for log in logs)
