"""A site on which four people publish while readers search and an operator makes the index anew, again and again, on each engine: nobody meets an
error, and in the end the index is what the database is."""

from __future__ import annotations

import pytest

from search import indexer
from search.engines import ELASTIC, ENGINES, site_engine
from tests.search.busy import Site
from tests.search.engine_kit import on_engine

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(params=list(ENGINES))
def site(request, settings, tmp_path):
    settings.HUB_DATA = tmp_path
    engine = on_engine(request, settings, request.param)
    made = Site()
    indexer.update()
    yield made
    engine.remove()


@pytest.mark.parametrize("seconds", [3, pytest.param(60, marks=pytest.mark.soak)])
def test_readers_and_four_publishers_meet_no_error_while_the_index_is_made_anew(site, seconds):
    publishers = [site.publisher() for _ in range(4)]
    site.run(seconds, site.search, site.look, *publishers, site.follower(), site.rebuild)
    for work in ("search", "look", "publish", "follow", "rebuild"):
        assert site.done[work], site.done
    site.check_all()


@pytest.mark.parametrize("site", [ELASTIC], indirect=True)
def test_the_workers_of_two_machines_keep_one_cluster_and_each_its_own_index(site, settings, tmp_path):
    one = site_engine()
    settings.HUB_DATA = tmp_path / "another machine"
    other = site_engine()
    indexer.update(other)
    site.run(3, site.look, site.publisher(), site.publisher(), site.follower(one), site.follower(other))
    assert site.done["publish"] > 3
    for machine in (one, other):
        site.check_all(machine)
