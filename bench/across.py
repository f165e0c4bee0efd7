"""How well a query in one language finds lessons in another: titles of their own, asked through ``search_trec --ladder`` by readers of the other one.

``make bench-search`` prints two measures. With topics held out from learning: how many of the lessons stand among the first ten (R@10) when words
were learnt from none, 25, 100 and all translated lessons of the other topics; the lessons asked for stand in one language each, so nothing else leads
to them. And through families: every lesson stands in all languages; how many stand among the first three by their title in another one.
"""

from __future__ import annotations

import json
import random
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import StringIO
from itertools import permutations
from pathlib import Path
from typing import Final

from django.core.management import call_command
from rich.table import Table

from bench.lessons import SEED, Lesson

HELD_OUT: Final = ("en", "fr", "ar", "zh-Hant")
TAUGHT: Final = (0, 25, 100, None)
"""Lessons to learn from; None: all."""
PARTS: Final = 5
"""The topics are held out in so many parts, one after the other, so that a hundred lessons remain."""
TUNED_ON: Final = (0, 1)
"""The parts on which weights were chosen; the others are what counts."""
GOAL: Final = 0.66
FAMILIES: Final = 0.9
FAMILY_SAMPLE: Final = 600

ByPath = Mapping[str, Mapping[str, Lesson]]


@dataclass(frozen=True, slots=True)
class Sought:
    """A title in one language, and the lesson that a reader of another one looks for by it."""

    text: str
    reader: str
    lesson: str


def topic(path: str) -> str:
    """The topic of a lesson."""
    return "/".join(path.split("/")[:2])


def complete(lessons: Sequence[Lesson], languages: Sequence[str]) -> dict[str, dict[str, Lesson]]:
    """The lessons that stand in all of these languages, by path and language."""
    found: dict[str, dict[str, Lesson]] = defaultdict(dict)
    for lesson in lessons:
        if lesson.language in languages:
            found[lesson.path][lesson.language] = lesson
    return {path: several for path, several in sorted(found.items()) if len(several) == len(languages)}


def with_own_titles(lessons: ByPath) -> list[str]:
    """The paths whose title no other lesson has, in any language."""
    count = Counter((lesson.language, lesson.title.lower()) for several in lessons.values() for lesson in several.values())
    return [path for path, several in lessons.items() if all(count[one.language, one.title.lower()] == 1 for one in several.values())]


def parts(lessons: ByPath) -> list[set[str]]:
    """The topics in parts with about as many lessons each."""
    size = Counter(map(topic, lessons))
    topics = sorted(size)
    random.Random(SEED).shuffle(topics)
    made: list[set[str]] = [set() for _ in range(PARTS)]
    for one in sorted(topics, key=lambda name: -size[name]):
        min(made, key=lambda part: sum(size[name] for name in part)).add(one)
    return made


def rows(lessons: ByPath, families: set[str]) -> Iterator[dict[str, str]]:
    """The lessons as documents; only those in ``families`` are known as translations of each other."""
    for path, several in lessons.items():
        for lesson in several.values():
            family = {"family": path} if path in families else {}
            yield {"id": lesson.id, "language": lesson.language, "title": lesson.title, "body": lesson.body, **family}


def recall(documents: Iterator[dict[str, str]], sought: Sequence[Sought], best: int) -> float:
    """The share of lessons that ``search_trec --ladder`` finds among the ``best``."""
    with tempfile.TemporaryDirectory() as folder:
        given, asked = Path(folder) / "documents.jsonl", Path(folder) / "queries.tsv"
        given.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in documents), encoding="utf-8")
        asked.write_text("".join(f"{n}\t{one.reader}\t{one.text}\n" for n, one in enumerate(sought)), encoding="utf-8")
        run = StringIO()
        call_command("search_trec", "--ladder", "--documents", str(given), "--queries", str(asked), "--k", str(best), stdout=run)
    found = {tuple(line.split()[:3:2]) for line in run.getvalue().splitlines()}
    return sum((str(n), one.lesson) in found for n, one in enumerate(sought)) / len(sought)


def held_out(lessons: ByPath, part: set[str], number: int | None) -> float:
    """R@10 for the lessons on the topics of a part, with words learnt from ``number`` lessons on others."""
    others = [path for path in lessons if topic(path) not in part]
    random.Random(SEED).shuffle(others)
    asked = [path for path in with_own_titles(lessons) if topic(path) in part]
    sought = [Sought(lessons[path][a].title, b, lessons[path][b].id) for path in asked for a, b in permutations(lessons[path], 2)]
    return recall(rows(lessons, set(others[:number])), sought, 10)


def through_families(lessons: ByPath) -> float:
    """Recall@3 by a title in any other language, on a sample."""
    own = with_own_titles(lessons)
    sought = [Sought(lessons[path][a].title, b, lessons[path][b].id) for path in own for a, b in permutations(lessons[path], 2)]
    return recall(rows(lessons, set(lessons)), random.Random(SEED).sample(sought, min(FAMILY_SAMPLE, len(sought))), 3)


def measure(lessons: Sequence[Lesson]) -> tuple[Table, bool]:
    """Both measures as a table, and whether they reach the goals."""
    some, every = complete(lessons, HELD_OUT), complete(lessons, sorted({lesson.language for lesson in lessons}))
    table = Table(title="Across languages: R@10 by titles of their own, topics held out from learning")
    for name in ("lessons to learn from", "parts for tuning", "the other parts"):
        table.add_column(name)
    reported: list[float] = []
    for number in TAUGHT:
        several = [held_out(some, part, number) for part in parts(some)]
        tuned, kept = ([value for n, value in enumerate(several) if (n in TUNED_ON) == wanted] for wanted in (True, False))
        reported.append(sum(kept) / len(kept))
        table.add_row("all" if number is None else str(number), f"{sum(tuned) / len(tuned):.3f}", f"{reported[-1]:.3f}")
    families = through_families(every)
    table.add_row("through families: recall@3, all languages", "", f"{families:.3f}")
    return table, reported == sorted(reported) and reported[TAUGHT.index(100)] >= GOAL and families >= FAMILIES
