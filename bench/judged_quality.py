"""How well the search answers judged searches on the demo content: nDCG@10 beside the prototype's, each language for itself, in honest halves.

``python -m bench.judged_quality [--engine NAME] [--data FOLDER] [--keep FILE] [--against FILE]``, called by ``make bench-search``. ``--data`` takes
the data of a demo site instead of loading one, ``--keep`` writes what was found, ``--against`` compares with what was kept, as another state of the
code or another engine found it.
"""

from __future__ import annotations

import argparse
import json
import logging
import os
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

from rich.console import Console
from rich.table import Table

from bench.demo_search import Run, floor_run, hub_run
from bench.engines import ELASTIC, EMBEDDED, on_engine
from bench.floor import load_prototype
from bench.judged import Judged, graded_ndcg, judged
from bench.paired import Difference, difference
from bench.search_quality import sources

Values = dict[str, list[float]]
HALVES = {True: "the half that was tuned on", False: "the half that is reported"}


def values(queries: Iterable[Judged], run: Mapping[str, list[str]]) -> Values:
    """The nDCG of each search, by language."""
    found: Values = defaultdict(list)
    for query in queries:
        found[query.language].append(graded_ndcg(run.get(query.id, []), query.grades))
    return found


def mean(found: Mapping[str, list[float]]) -> float:
    """The mean of the means of the languages."""
    return sum(sum(one) / len(one) for one in found.values()) / len(found)


def gains(ours: Values, other: Values) -> Values:
    """How much better each search is answered."""
    return {language: [one - two for one, two in zip(ours[language], other[language], strict=True)] for language in ours}


def table(title: str, ours: Values, others: Mapping[str, Values]) -> Table:
    """Languages down; ours, then each of the others with the difference."""
    result = Table("language", "searches", "hub", *(cell for name in others for cell in (name, "difference, 95 %")), title=title)
    for language in [*ours, None]:
        mine = {language: ours[language]} if language else ours
        cells = []
        for other in others.values():
            theirs = {language: other[language]} if language else other
            cells += [f"{mean(theirs):.3f}", str(difference(gains(mine, theirs)))]
        result.add_row(language or "mean", str(sum(map(len, mine.values()))), f"{mean(mine):.3f}", *cells)
    return result


def report(queries: list[Judged], run: Run, others: Mapping[str, Run], console: Console) -> list[Difference]:
    """Print both halves; how the reported one differs from each of the others."""
    found: list[Difference] = []
    for tuning, name in HALVES.items():
        several = [query for query in queries if query.tuning == tuning]
        ours, theirs = values(several, run), {other: values(several, kept) for other, kept in others.items()}
        console.print(table(f"Judged searches, nDCG@10: {name}", ours, theirs))
        if not tuning:
            found = [difference(gains(ours, one)) for one in theirs.values()]
    return found


def measured(prototype: type, queries: list[Judged], data: str, engine: str) -> tuple[Run, Run]:
    """Our run with an engine and the prototype's, on a demo site in the folder ``data``."""
    os.environ.update(HUB_DATA=data, DJANGO_SETTINGS_MODULE="hub.settings.dev", DEMO="1")
    with tempfile.TemporaryDirectory() as folder, on_engine(engine):
        from tools import prepare

        if prepare.main():
            raise SystemExit("The demo site could not be made.")
        from search import indexer

        indexer.update()
        logging.disable(logging.WARNING)
        return hub_run(queries), floor_run(prototype, queries, Path(folder))


def main() -> int:
    """Measure and print; 0 when the reported half is nowhere below the prototype or what was kept."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("--data", "--keep", "--against"):
        parser.add_argument(name)
    parser.add_argument("--engine", choices=(EMBEDDED, ELASTIC), default=EMBEDDED)
    asked = parser.parse_args()
    folders = sources(os.environ.get("HUB_SHARED", ""))
    if folders is None:
        Console(stderr=True).print("The judged searches need HUB_SHARED as well: the prototype in reference/search is what they are compared with.")
        return 2
    queries = list(judged())
    with tempfile.TemporaryDirectory(prefix="hub-judged-") as fresh:
        run, floor = measured(load_prototype(folders[1])[0], queries, asked.data or fresh, asked.engine)
    if asked.keep:
        Path(asked.keep).write_text(json.dumps(run, ensure_ascii=False), encoding="utf-8")
    others = {"prototype": floor, **({"before": json.loads(Path(asked.against).read_text(encoding="utf-8"))} if asked.against else {})}
    found = report(queries, run, others, Console(width=None if sys.stdout.isatty() else 160))
    return int(any(one.mean < 0 for one in found))


if __name__ == "__main__":
    sys.exit(main())
