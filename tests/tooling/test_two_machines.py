"""Two machines on one PostgreSQL and one Elasticsearch, each with a folder and a worker of its own: what is published is found by both, in the
cluster and in the index of each; and when the worker of one dies, nothing waits for it."""

from __future__ import annotations

import json
import subprocess
import sys
from contextlib import ExitStack, contextmanager, suppress

import pytest
from elasticsearch import ConflictError, Elasticsearch

from tests import migrated_postgres
from tests.running import PATIENCE, ROOT, environment
from tools import postgres

pytestmark = pytest.mark.soak

NAME = "hub_two_machines"
INDEX = "two-machines"
EDITOR = """
import sys, time, django
from pathlib import Path
django.setup()
from django.conf import settings
from search import indexer
from search.engines import _site_engine
from search.engines.base import Query, Step
from search.models import SearchDocument
from tests import factories

hosts = tuple(settings.ELASTICSEARCH_HOSTS)
machines = [_site_engine("elasticsearch", Path(folder), hosts, settings.ELASTICSEARCH_INDEX) for folder in sys.argv[1:]]
indexes = [machines[0].indexes[0], machines[1].indexes[0], machines[0].indexes[1]]

def found(index, word):
    try:
        return {hit.family for hit in index.search(Query((Step("words", word, correct=False),), limit=100)).hits}
    except Exception:
        return set()

for line in sys.stdin:
    word, wanted = line.split()
    if word == "compare":
        table = dict(SearchDocument.objects.filter(withdrawn=False).values_list("key", "version"))
        print(all(dict(index.versions()) == table for index in indexes), flush=True)
        continue
    began, page = time.monotonic(), factories.guide(word.title())
    while (number := [found(index, word) for index in indexes].count({page.pk})) < int(wanted) and time.monotonic() < began + 60:
        time.sleep(0.1)
    print(number, round(time.monotonic() - began, 1), flush=True)
"""


class Machines:
    """Two of them; ``workers`` are their workers, an editor publishes."""

    def __init__(self, names, folders, stack):
        self.names, self.folders = names, folders
        self.workers = [stack.enter_context(self.worker(folder)) for folder in folders]
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
        command = [sys.executable, "-c", EDITOR, *map(str, folders)]
        self.editor = stack.enter_context(subprocess.Popen(command, cwd=ROOT, env={**names, "HUB_DATA": str(folders[0])}, **pipes))
        stack.callback(self.editor.kill)

    @contextmanager
    def worker(self, folder):
        said = (folder / "worker.log").open("w")
        command = [sys.executable, "manage.py", "hub_worker"]
        with said, subprocess.Popen(command, cwd=ROOT, env={**self.names, "HUB_DATA": str(folder)}, stdout=said, stderr=said) as process:
            yield process
            process.terminate()
            process.wait(PATIENCE)

    def publish(self, word, wanted=3):
        """Publish a page, and wait until it is found in so many indexes: in how many it is, and after how many seconds."""
        number, seconds = self.say(f"{word} {wanted}").split()
        return int(number), float(seconds)

    def say(self, line):
        self.editor.stdin.write(f"{line}\n")
        self.editor.stdin.flush()
        return self.editor.stdout.readline()

    def duties(self, folder):
        """How the duties of the worker there fare: name to failures."""
        return {name: duty["failures"] for name, duty in json.loads((folder / "worker.json").read_text())["duties"].items()}


@pytest.fixture
def machines(postgres_server, elasticsearch_url, tmp_path):
    migrated_postgres.copy(postgres_server, NAME)
    names = {**environment(tmp_path), "DATABASE_URL": postgres.address(postgres_server, NAME), "ELASTICSEARCH_URL": elasticsearch_url}
    names |= {"ELASTICSEARCH_INDEX": INDEX, "PYTHONPATH": f"{ROOT}:{names.get('PYTHONPATH', '')}"}
    folders = [tmp_path / "one", tmp_path / "two"]
    for folder in folders:
        folder.mkdir()
    with ExitStack() as stack:
        yield Machines(names, folders, stack)


def test_what_is_published_is_in_the_index_of_each_and_in_the_cluster(machines):
    assert machines.publish("lantern")[0] == 3
    number, seconds = machines.publish("lighthouse")
    assert (number, seconds < 20) == (3, True)
    assert machines.say("compare all") == "True\n"
    for folder in machines.folders:
        assert not any(machines.duties(folder).values()), (folder / "worker.log").read_text()


@pytest.mark.parametrize("dies", [0, 1])
def test_a_worker_that_dies_keeps_neither_the_other_machine_nor_the_cluster_waiting(machines, dies):
    assert machines.publish("lantern")[0] == 3
    machines.workers[dies].kill()
    number, seconds = machines.publish("lighthouse", wanted=2)
    assert (number, seconds < 30) == (2, True)


def test_a_machine_that_died_while_it_wrote_keeps_the_cluster_waiting_for_half_a_minute_at_most(machines, elasticsearch_url):
    assert machines.publish("lantern")[0] == 3
    server, taken = Elasticsearch(elasticsearch_url), False
    while not taken:
        with suppress(ConflictError):
            taken = server.create(index=f"{INDEX}-locks", id=f"{INDEX}-1", document={"beat": 7})
    assert machines.publish("lighthouse", wanted=2)[1] < 10, "each machine finds it by itself"
    number, seconds = machines.publish("lamp")
    assert (number, seconds < 35) == (3, True)
    assert machines.say("compare all") == "True\n"
