"""How near the engine on Elasticsearch comes to the embedded one: nDCG@10 on the same queries, for each kind of query and each language.

``python -m bench.engines [--every N]``, called by ``make bench-search``; needs the folder of real data that ``HUB_SHARED`` names, and Elasticsearch
at ``ELASTICSEARCH_URL`` or what ``make elasticsearch`` needs. Exit code 1 where it falls behind by more than ``NEAR``.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from rich.console import Console
from rich.table import Table

from bench.judged import BEST
from bench.lessons import Lesson, Query, make_queries, read_lessons
from bench.search_quality import Run, means, our_run, sources
from tools.elasticsearch.parts import NotHereError
from tools.elasticsearch.server import start

NEAR: Final = 0.02
EMBEDDED: Final = "tantivy"
ELASTIC: Final = "elasticsearch"


@contextmanager
def on_engine(engine: str) -> Iterator[None]:
    """The environment of a hub on an engine; an Elasticsearch is started where none is named, and is not hurried."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        if engine == ELASTIC:
            os.environ.setdefault("ELASTICSEARCH_PATIENCE", "60")
            try:
                os.environ["ELASTICSEARCH_URL"] = os.environ.get("ELASTICSEARCH_URL") or start(Path(folder) / "server", os.getpid())
            except NotHereError as problem:
                raise SystemExit(str(problem)) from problem
        yield


def run(lessons: list[Lesson], queries: list[Query], engine: str) -> Run:
    """What an engine finds for each query."""
    found: dict[str, list[str]] = {}
    for prefix in (False, True):
        with tempfile.TemporaryDirectory() as folder:
            found |= our_run(lessons, [query for query in queries if query.prefix == prefix], Path(folder), prefix=prefix, engine=engine)
    return found


def apart(queries: Iterable[Query], one: Run, other: Run) -> dict[tuple[str, str], tuple[float, float]]:
    """The means of both runs, by kind of query and language."""
    queries = list(queries)
    first, second = means(queries, one), means(queries, other)
    return {key: (first[key], second[key]) for key in first}


def table(found: Mapping[tuple[str, str], tuple[float, float]]) -> Table:
    """Kinds down, languages across."""
    languages = [*sorted({language for _, language in found} - {"all"}), "all"]
    result = Table("query", *languages, title=f"nDCG@{BEST}: Elasticsearch, and how much more than embedded")
    for kind in dict.fromkeys(kind for kind, _ in found):
        result.add_row(kind, *(_cell(found.get((kind, language))) for language in languages))
    return result


def _cell(pair: tuple[float, float] | None) -> str:
    """One mean with the difference."""
    return f"{pair[0]:.3f} {pair[0] - pair[1]:+.3f}" if pair else "–"


def main() -> int:
    """Measure and print; 0 where Elasticsearch is nowhere behind by more than ``NEAR``."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--every", type=int, default=1, help="take only each so many-th query")
    every, console = parser.parse_args().every, Console(width=None if sys.stdout.isatty() else 200)
    folders = sources(os.environ.get("HUB_SHARED", ""))
    if folders is None:
        console.print("The engines are compared on the folder of real data that HUB_SHARED names.")
        return 2
    lessons = read_lessons(folders[0])
    queries = make_queries(lessons)[::every]
    with on_engine(ELASTIC):
        found = apart(queries, run(lessons, queries, ELASTIC), run(lessons, queries, EMBEDDED))
    console.print(table(found), f"{len(lessons)} lessons, {len(queries)} queries")
    return int(any(ours < theirs - NEAR for ours, theirs in found.values()))


if __name__ == "__main__":
    sys.exit(main())
