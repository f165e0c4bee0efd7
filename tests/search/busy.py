"""A site on which people publish, search and make the index anew at once, in threads of their own."""

from __future__ import annotations

import itertools
import threading
import time
import traceback
from collections import Counter
from contextlib import contextmanager
from io import StringIO

from django.core.management import CommandError, call_command
from django.db import connections
from django.test import Client

from resources.models import GuidePage, ResourceIndexPage
from search import indexer
from search.engines import site_engine
from search.engines.base import IndexUnavailableError
from search.models import SearchDocument
from tests import factories
from tests.search.engine_kit import ask


class Site:
    """Guides whose titles hold the word lantern. ``done`` counts what was done, ``problems`` is what anybody met."""

    def __init__(self):
        self.shelf = factories.section("Lights").pk
        self.always = {factories.guide(f"Lantern beacon {number}", self.section()).pk for number in range(3)}
        self.shown, self.withdrawn = set(self.always), set()
        self.problems, self.done = [], Counter()
        self._over, self._names, self._tree = threading.Event(), itertools.count(), threading.Lock()

    def run(self, seconds, *works):
        """All of them again and again, each in a thread of its own, until so many seconds are over or somebody meets a problem."""
        with self.at_work(*works):
            self._over.wait(seconds)

    @contextmanager
    def at_work(self, *works):
        """All of them again and again, each in a thread of its own, for as long as the block lasts. Nobody may meet a problem."""
        self._over.clear()
        threads = [threading.Thread(target=self._again_and_again, args=(work,)) for work in works]
        for thread in threads:
            thread.start()
        try:
            yield
        finally:
            self._over.set()
            for thread in threads:
                thread.join()
        assert not self.problems, self.problems

    def wait_until(self, condition, what, seconds=60):
        """Wait until something is so, while everybody goes on."""
        end = time.monotonic() + seconds
        while not condition():
            assert time.monotonic() < end, f"never happened: {what}"
            assert not self.problems, self.problems
            time.sleep(0.1)

    def _again_and_again(self, work):
        try:
            while not self._over.is_set():
                work()
                self.done[work.__name__] += 1
        except Exception as problem:  # noqa: BLE001  whatever it is, the test tells it
            self.problems.append(f"{work.__name__}: {problem!r}\n{traceback.format_exc()}")
            self._over.set()
        finally:
            connections.close_all()

    def search(self):
        """A reader searches: never an error, no page twice, all there that always was, nothing there that was withdrawn before."""
        withdrawn = set(self.withdrawn)
        response = Client().post("/en/search/", {"q": "lantern beacon"}, headers={"accept": "application/json"})
        assert response.status_code == 200, response.status_code
        told = response.json()
        self._check([result["family"] for step in told["steps"] for result in step["results"]])
        assert not withdrawn & {result["family"] for step in told["steps"] for result in step["results"]}, "withdrawn"
        self.done["spare"] += told.get("spare", False)
        time.sleep(0.01)

    def look(self):
        """The engine is asked for everything: never an error, no family twice."""
        answer = ask(site_engine(), "lantern", correct=False, facets=("topic",), limit=200)
        self._check([hit.family for hit in answer.hits])
        time.sleep(0.05)

    def _check(self, found):
        assert self.always <= set(found), f"missing: {found}"
        assert len(found) == len(set(found)), f"twice: {found}"

    def publisher(self):
        """Somebody who publishes a new page, then gives it another title, and takes every third away again: one step at a time."""
        number = itertools.count()

        def steps():
            while True:
                page = self._add()
                yield
                page = GuidePage.objects.get(pk=page.pk)
                page.title = f"Lantern {next(self._names)}"
                factories.publish_page(page)
                yield
                if next(number) % 3 == 2:
                    self.shown.remove(page.pk)
                    page.unpublish()
                    self.withdrawn.add(page.pk)
                    yield

        going = steps()

        def publish():
            next(going)
            time.sleep(0.05)

        return publish

    def _add(self):
        """A new page. They are added one after the other, since a shelf numbers its children."""
        with self._tree:
            page = factories.guide(f"Lantern {next(self._names)}", self.section())
        self.shown.add(page.pk)
        return page

    def section(self):
        """The section that all of them lie in."""
        return ResourceIndexPage.objects.get(pk=self.shelf)

    def follower(self, engine=None):
        """The worker of a machine, which brings its indexes up to the table; a server that is away is tried again."""

        def follow():
            try:
                self.done["busy"] += indexer.update(engine).busy
            except IndexUnavailableError:
                self.done["away"] += 1
            time.sleep(0.1)

        return follow

    def rebuild(self):
        """An operator makes the indexes anew."""
        try:
            call_command("search_rebuild", "--index-only", verbosity=0, stdout=StringIO())
        except CommandError as problem:
            if "Another process" not in str(problem):
                raise
            self.done["busy"] += 1

    def check_all(self, engine=None):
        """What is in each index is what is in the database, and is found."""
        engine = engine or site_engine()
        indexer.update(engine)
        table = dict(SearchDocument.objects.filter(withdrawn=False).values_list("key", "version"))
        for one in engine.indexes:
            assert dict(one.versions()) == table, one.name
            assert {hit.family for hit in ask(one, "lantern", correct=False, limit=2000).hits} == self.shown, one.name
