"""How well the search finds lessons: nDCG@10 of ``manage.py search_trec`` beside the prototype's, on the same queries in the same run.

Called by ``make bench-search``; needs the folder of real data that ``HUB_SHARED`` names. Exit code 1 when we fall below the floor.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

import django
from rich.console import Console
from rich.table import Table

HUB: Final = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(HUB))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hub.settings.dev")

from bench.across import measure  # noqa: E402
from bench.floor import floor_run, load_prototype  # noqa: E402
from bench.judged import BEST, graded_ndcg  # noqa: E402
from bench.lessons import Lesson, Query, make_queries, read_lessons  # noqa: E402
from bench.paired import Difference, difference  # noqa: E402

RESAMPLES: Final = 2000

Run = Mapping[str, list[str]]


def ndcg(found: list[str], relevant: frozenset[str]) -> float:
    """Normalised discounted cumulative gain of the first ten, every relevant lesson worth the same."""
    return graded_ndcg(found, dict.fromkeys(relevant, 1))


def our_run(lessons: Iterable[Lesson], queries: Iterable[Query], folder: Path, *, prefix: bool, engine: str = "tantivy") -> dict[str, list[str]]:
    """For each query the ids that ``search_trec`` prints with an engine."""
    documents, asked = folder / "documents.jsonl", folder / "queries.tsv"
    rows = ({"id": one.id, "language": one.language, "title": one.title, "body": one.body, "family": one.path} for one in lessons)
    documents.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    asked.write_text("".join(f"{query.id}\t{query.language}\t{query.text}\n" for query in queries), encoding="utf-8")
    command = [sys.executable, str(HUB / "manage.py"), "search_trec", "--documents", str(documents), "--queries", str(asked), "--k", str(BEST)]
    command += ["--engine", engine]
    printed = subprocess.run([*command, *(["--prefix"] if prefix else [])], check=True, stdout=subprocess.PIPE, text=True).stdout
    run: dict[str, list[str]] = defaultdict(list)
    for line in printed.splitlines():
        run[line.split()[0]].append(line.split()[2])
    return run


def means(queries: Iterable[Query], run: Run) -> dict[tuple[str, str], float]:
    """The mean nDCG for each kind of query and language, and for "all" languages of a kind (mean of languages)."""
    values: dict[tuple[str, str], list[float]] = defaultdict(list)
    for query in queries:
        values[query.kind, query.language].append(ndcg(run.get(query.id, []), query.relevant))
    result = {key: sum(several) / len(several) for key, several in values.items()}
    for kind in {kind for kind, _ in values}:
        of_kind = [mean for (one, _), mean in result.items() if one == kind]
        result[kind, "all"] = sum(of_kind) / len(of_kind)
    return result


def table(ours: Mapping[tuple[str, str], float], floor: Mapping[tuple[str, str], float], note: str, apart: Mapping[str, Difference]) -> Table:
    """Kinds down, languages across; ours before the floor's, and the mean difference with its standard error."""
    languages = [*sorted({language for _, language in ours} - {"all"}), "all"]
    result = Table(title=f"nDCG@{BEST}: hub / floor ({note})")
    for name in ("query", *languages, "difference"):
        result.add_column(name)
    for kind in dict.fromkeys(kind for kind, _ in ours):
        pairs = [(ours[kind, one], floor[kind, one]) if (kind, one) in ours else None for one in languages]
        cells = [f"[{'red' if pair[0] < pair[1] else 'green'}]{pair[0]:.3f}[/]/{pair[1]:.3f}" if pair else "–" for pair in pairs]
        result.add_row(kind, *cells, f"{apart[kind].mean:+.3f} ± {apart[kind].error:.3f}")
    return result


def differences(queries: Iterable[Query], ours: Run, floor: Run) -> dict[str, Difference]:
    """How much better we are for each kind of query, with its standard error."""
    values: dict[str, dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
    for query in queries:
        found = (ndcg(run.get(query.id, []), query.relevant) for run in (ours, floor))
        values[query.kind][query.language].append(next(found) - next(found))
    return {kind: difference(of_kind, RESAMPLES) for kind, of_kind in values.items()}


def sources(shared: str) -> tuple[Path, Path] | None:
    """The lessons and the prototype, by the folder of real data or the one that holds it; None where they are not there."""
    named = Path(shared).resolve()
    both = ((data / "umbrella", data.parent / "reference" / "search") for data in (named, named / "data"))
    return next((pair for pair in both if shared and all(folder.is_dir() for folder in pair)), None)


def main() -> int:
    """Measure and print; 0 when the goals across languages are reached and no kind of query is below the floor by more than a standard error."""
    folders = sources(os.environ.get("HUB_SHARED", ""))
    if folders is None:
        Console(stderr=True).print("bench-search needs HUB_SHARED: the folder of real data with umbrella in it, and reference/search beside it.")
        return 2
    umbrella, reference = folders
    lessons = read_lessons(umbrella)
    queries = make_queries(lessons)
    prototype, note = load_prototype(reference)
    with tempfile.TemporaryDirectory() as folder:
        run = {
            **our_run(lessons, [query for query in queries if not query.prefix], Path(folder), prefix=False),
            **our_run(lessons, [query for query in queries if query.prefix], Path(folder), prefix=True),
        }
        floor = dict(floor_run(prototype, lessons, queries, Path(folder), BEST))
    apart = differences(queries, run, floor)
    shown = table(means(queries, run), means(queries, floor), note, apart)
    django.setup()
    across, reached = measure(lessons)
    Console(width=None if sys.stdout.isatty() else 160).print(shown, f"{len(lessons)} lessons, {len(queries)} queries", across)
    return int(any(one.mean < -one.error for one in apart.values()) or not reached)


if __name__ == "__main__":
    sys.exit(main())
