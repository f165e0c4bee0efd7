"""A cluster of three nodes of which one dies while people search and publish: nobody meets an error, nothing is lost, and it heals by itself."""

from __future__ import annotations

import json
import os
import urllib.request
from contextlib import suppress

import pytest

from search import indexer
from search.engines import ELASTIC, site_engine
from search.engines.elasticsearch import Cluster, ElasticEngine
from tests import servers
from tests.search.busy import Site
from tests.search.engine_kit import ask
from tools.elasticsearch.nodes import Nodes

pytestmark = [pytest.mark.soak, pytest.mark.django_db(transaction=True)]

PATIENT = 15.0
"""Seconds that those wait who take an answer from the cluster and from nobody else."""


@pytest.fixture(scope="module")
def nodes(tmp_path_factory):
    folder = servers.swept(servers.memory() or tmp_path_factory.getbasetemp(), "hub-nodes-", os.getpid())
    with Nodes(folder) as made:
        yield made


@pytest.fixture
def site(settings, tmp_path, nodes):
    """A site that knows all nodes, with its indexes made."""
    settings.HUB_DATA, settings.SEARCH_ENGINE, settings.ELASTICSEARCH_HOSTS = tmp_path, ELASTIC, nodes.urls
    made = Site()
    indexer.update()
    yield made
    site_engine().remove()


def told(node, path):
    with urllib.request.urlopen(f"{node.url}{path}", timeout=30) as answer:
        return json.load(answer)


def alive(nodes):
    return [node for node in nodes.nodes if node.running]


def master(nodes):
    """Who leads the cluster."""
    (found,) = told(alive(nodes)[0], "/_cat/master?format=json")
    return nodes.named(found["node"])


def holder(nodes):
    """Who holds the shard that is written to first."""
    shards = told(alive(nodes)[0], "/_cat/shards/hub-1?format=json")
    return nodes.named(next(one["node"] for one in shards if one["prirep"] == "p"))


def green(nodes):
    """Do as many nodes as live belong together, with every copy in its place?"""
    with suppress(OSError):
        health = told(alive(nodes)[0], "/_cluster/health")
        return health["status"] == "green" and health["number_of_nodes"] == len(alive(nodes))
    return False


def in_cluster(nodes):
    """Somebody who asks the cluster alone, at whatever node, and is patient."""
    whole = site_engine()
    engine = ElasticEngine(Cluster(tuple(nodes.urls), patience=PATIENT), "hub", "hub-locks", whole.indexes[0])

    def ask_cluster():
        answer = ask(engine, "lantern", correct=False, facets=("topic",), limit=200)
        assert len({hit.family for hit in answer.hits}) == len(answer.hits) >= 3

    return ask_cluster


def by_turns(number):
    """A node, whatever it is."""
    return lambda nodes: nodes.nodes[number]


def everybody(site, nodes):
    """Who searches and publishes. ``ask_cluster`` takes an answer of the cluster alone."""
    return (site.search, site.search, in_cluster(nodes), site.publisher(), site.publisher(), site.follower())


def kill_and_bring_back(site, nodes, victim):
    """Kill a node, let people go on for a while, and bring it back."""
    victim.kill()
    before = site.done.copy()
    site.wait_until(lambda: all(site.done[work] > before[work] + 10 for work in ("search", "ask_cluster", "publish")), "they go on")
    assert not green(nodes), "a copy is missing"
    nodes.start()
    site.wait_until(lambda: green(nodes), "three nodes, each copy in its place")


def test_a_node_that_is_killed_takes_no_search_and_no_publication_away(site, nodes):
    assert len(told(nodes.nodes[0], "/_cat/shards/hub-1?format=json")) == 2, "a copy on another node"
    with site.at_work(*everybody(site, nodes)):
        site.wait_until(lambda: site.done["publish"] > 10 < site.done["search"], "people at work")
        for find in (master, holder, *map(by_turns, range(3))):
            kill_and_bring_back(site, nodes, find(nodes))
    site.check_all()
    assert site.done["spare"] == 0, "the cluster was there all the time"
