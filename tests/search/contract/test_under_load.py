"""The contract of every search engine (``ENGINES``): readers go on while others publish and the index is made anew, again and again."""

from __future__ import annotations

import threading
import time
from collections import Counter

from search.engines.base import IndexBusyError
from tests.search.engine_kit import ask, fill, keys, page

SECONDS = 2.0


class Site:
    """A table of documents with an index, which several threads publish to, rebuild and read."""

    def __init__(self, engine):
        self.engine = engine
        self.table = {"always": page("always", 1, title="Legal aid", filters={"topic": ("law",)})}
        self.until = time.monotonic() + SECONDS
        self.problems = []
        self.done = Counter()

    def all_at_once(self, *works):
        threads = [threading.Thread(target=self.again_and_again, args=(work,)) for work in works]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    def again_and_again(self, work):
        while time.monotonic() < self.until and not self.problems:
            try:
                work()
                self.done[work.__name__] += 1
            except Exception as problem:  # noqa: BLE001
                self.problems.append(f"{work.__name__}: {problem!r}")

    def read(self):
        answer = ask(self.engine, "legal advise", facets=("topic",), limit=200)
        found = keys(answer)
        if "always" not in found or len(set(found)) != len(found):
            self.problems.append(found)
        if dict(answer.facets["topic"]).get("law") != 1:
            self.problems.append(answer.facets)

    def publish(self):
        number = len(self.table) + 1
        document = page(f"p{number}", number, title="Legal advice", version=number)
        self.table[document.key] = document
        try:
            with self.engine.writer(wait=10) as writer:
                writer.put(document)
        except IndexBusyError:
            self.done["busy"] += 1

    def rebuild(self):
        with self.engine.rebuild(wait=10) as writer:
            writer.put_all(list(self.table.values()))


def test_no_search_fails_and_no_family_stands_twice(engine):
    site = Site(engine)
    fill(engine, *site.table.values())
    site.all_at_once(site.read, site.read, site.publish, site.rebuild)
    assert site.problems == []
    assert min(site.done[work] for work in ("read", "publish", "rebuild")) > 0
    site.rebuild()
    assert dict(engine.versions()) == {document.key: document.version for document in site.table.values()}
