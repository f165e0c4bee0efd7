"""How fast the embedded engine answers and indexes, on generated documents: ``python bench/search_speed.py [DOCUMENTS …]`` (10000 and 100000)."""

from __future__ import annotations

import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from rich.console import Console
from rich.table import Table

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hub.settings.test")

from bench.lessons import with_typo
from search.engines.base import FILTERS, EngineDocument, Query, Step
from search.engines.embedded import EmbeddedEngine

SEED: Final = 8
WORDS: Final = 30_000
LENGTH: Final = 60
"""Words of a document."""
ASKED: Final = 200
"""Queries of each kind."""
SAVES: Final = 40
"""Changes that are saved and looked for."""
LANGUAGES: Final = ("en", "fr", "es")
SYLLABLES: Final = [consonant + vowel for consonant in "bcdfglmnprstvz" for vowel in "aeiou"]


def make_words(chance: random.Random) -> list[str]:
    """Different words that can be spoken, commonest first."""
    words = {"".join(chance.choices(SYLLABLES, k=chance.randint(2, 5))) for _ in range(WORDS * 2)}
    return sorted(words, key=lambda word: (len(word), word))[:WORDS]


def make_documents(number: int, words: list[str], chance: random.Random) -> Iterator[EngineDocument]:
    """Documents with words as frequent as in a language (Zipf), three languages to a family."""
    weights = [1 / (rank + 3) for rank in range(len(words))]
    cumulated = [sum(weights[:1])]
    for weight in weights[1:]:
        cumulated.append(cumulated[-1] + weight)
    for at in range(number):
        text = chance.choices(words, cum_weights=cumulated, k=LENGTH)
        filters = {name: {f"{name}{chance.randrange(12)}" for _ in range(2)} for name in FILTERS}
        language = LANGUAGES[at % len(LANGUAGES)]
        yield EngineDocument(str(at), at // len(LANGUAGES), language, 1, " ".join(text[:5]), body=" ".join(text[5:]), filters=filters)


def timed(ask: Callable[[str], object], texts: list[str]) -> tuple[float, float, float]:
    """Median and 95th percentile of the time that a text takes, and the 95th percentile of its processor time, in milliseconds."""
    taken, used = [], []
    for text in texts:
        start, begun = time.perf_counter(), time.thread_time()
        ask(text)
        taken.append((time.perf_counter() - start) * 1000)
        used.append((time.thread_time() - begun) * 1000)
    return statistics.median(taken), statistics.quantiles(taken, n=20)[-1], statistics.quantiles(used, n=20)[-1]


def measure(engine: EmbeddedEngine, words: list[str], chance: random.Random) -> Iterator[tuple[str, float, float, float]]:
    """Each kind of question, in one language and in three, with its times. The vocabulary is loaded before, as it is once for each process."""

    def ask(prefix: bool = False, facets: tuple[str, ...] = (), spoken: tuple[str, ...] = LANGUAGES[:1]) -> Callable[[str], object]:
        return lambda text: engine.search(Query((Step("s", text, spoken, prefix=prefix),), facets=facets, prefer=spoken))

    three = [" ".join(chance.choices(words[100:10_000], k=3)) for _ in range(ASKED)]
    yield "first question (loads the vocabulary)", *timed(ask(), three[:2])
    typos, begun = [with_typo(text, chance) for text in three], [text[:-3] for text in three]
    for note, spoken in (("", LANGUAGES[:1]), (", in three languages", LANGUAGES)):
        yield f"3 words{note}", *timed(ask(spoken=spoken), three)
        yield f"3 words, a typo{note}", *timed(ask(spoken=spoken), typos)
        yield f"as you type{note}", *timed(ask(prefix=True, spoken=spoken), begun)
    yield "3 words, all facets", *timed(ask(facets=FILTERS), three)
    yield (
        "3 of the 100 commonest words, all facets",
        *timed(ask(facets=FILTERS), [" ".join(chance.choices(words[:100], k=3)) for _ in range(ASKED // 10)]),
    )


def measure_saves(engine: EmbeddedEngine, words: list[str], chance: random.Random) -> Iterator[tuple[str, float, float, float]]:
    """What a reader waits for between a change and an answer that has it: the commit, and the first question in a process that reads the index."""
    changed = [f"{word}{number}" for number, word in enumerate(chance.choices(words, k=SAVES))]
    newest = time.time_ns()

    def save(text: str) -> None:
        with engine.writer(wait=60) as writer:
            writer.put(EngineDocument(text, 10**12 + changed.index(text), LANGUAGES[0], newest + changed.index(text), text))
            writer.commit()

    def ask(text: str) -> None:
        save(text)
        start, begun = time.perf_counter(), time.thread_time()
        answer = engine.search(
            Query((Step("s", text, LANGUAGES[:1], prefix=True, must=True), Step("t", text, LANGUAGES[:1], through=LANGUAGES[1:])), facets=FILTERS)
        )
        first.append(((time.perf_counter() - start) * 1000, (time.thread_time() - begun) * 1000))
        assert answer.total == 1, f"{text} was saved and is not found"

    first: list[tuple[float, float]] = []
    both = timed(ask, changed)
    waited, used = zip(*first, strict=True)
    yield "first question after a commit", statistics.median(waited), statistics.quantiles(waited, n=20)[-1], statistics.quantiles(used, n=20)[-1]
    yield "commit and first question", *both


def main(sizes: list[int]) -> None:
    """Print one table for each number of documents."""
    for size in sizes:
        chance = random.Random(SEED)
        words = make_words(chance)
        documents = list(make_documents(size, words, chance))
        with tempfile.TemporaryDirectory() as folder:
            engine = EmbeddedEngine(Path(folder))
            start = time.process_time()
            with engine.rebuild() as writer:
                writer.put_all(documents)
            rate = size / (time.process_time() - start)
            table = Table(
                "question",
                "p50 ms",
                "p95 ms",
                "p95 of the processor",
                title=f"{size} documents, {rate:.0f} indexed in a second of processor time, {engine.status().size / size:.0f} bytes each",
            )
            for name, *times in [*measure(engine, words, chance), *measure_saves(engine, words, chance)]:
                table.add_row(name, *(f"{one:.1f}" for one in times))
            Console(width=100).print(table)


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or [10_000, 100_000])
