"""Documents and queries from files, answered as the site would, as a TREC run: how the search is measured."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from search.engines.base import Answer, Engine, EngineDocument, Hit, Query, Step

TAG: Final = "hub"
LEAST_DIFFERENCE: Final = 0.000001
"""Scores of a run fall at least by this much from rank to rank, as evaluators sort by score."""


class TrecError(Exception):
    """A file that cannot be read, with its name, line and what is wrong there."""


@dataclass(frozen=True, slots=True)
class TrecQuery:
    """A query: its id, the language it is asked in, its text."""

    id: str
    language: str
    text: str


def _lines(path: Path) -> Iterator[tuple[str, str]]:
    """Each line that is not empty, with "file:number" before it."""
    try:
        with path.open(encoding="utf-8-sig") as file:
            for number, line in enumerate(file, start=1):
                if line.strip():
                    yield f"{path}:{number}", line.rstrip("\r\n")
    except (OSError, UnicodeDecodeError) as error:
        raise TrecError(f"{path} cannot be read: {error}") from error


def _entry(place: str, line: str) -> dict[str, Any]:
    """The JSON object of a line with what every document must have."""
    try:
        entry = json.loads(line)
    except ValueError as error:
        raise TrecError(f"{place}: this is not JSON ({error}).") from error
    if not isinstance(entry, dict):
        raise TrecError(f"{place}: a document is a JSON object.")
    missing = [name for name in ("id", "language", "title", "body") if not isinstance(entry.get(name), str)]
    if missing:
        raise TrecError(f"{place}: {', '.join(missing)} must be given as text.")
    return entry


def _checked_id(place: str, text: str) -> str:
    """An id as a run can hold it."""
    if not text or text.split() != [text]:
        raise TrecError(f"{place}: an id is not empty and has no spaces, this one is {text!r}.")
    return text


def read_documents(path: Path) -> Iterator[EngineDocument]:
    """The documents of a JSON Lines file: ``id``, ``language``, ``title``, ``body``, and ``family`` (any value; without one each stands alone).

    Raises ``TrecError``.
    """
    families: dict[str, int] = {}
    seen: set[str] = set()
    for place, line in _lines(path):
        entry = _entry(place, line)
        key = _checked_id(place, entry["id"])
        if key in seen:
            raise TrecError(f"{place}: the id {key!r} is there twice.")
        seen.add(key)
        family = f"family {json.dumps(entry['family'])}" if entry.get("family") is not None else f"id {key}"
        yield EngineDocument(key, families.setdefault(family, len(families)), entry["language"], 1, entry["title"], body=entry["body"])


def read_queries(path: Path) -> list[TrecQuery]:
    """The queries of a file with ``id<TAB>language<TAB>text`` in each line. Raises ``TrecError``."""
    queries = []
    for place, line in _lines(path):
        fields = line.split("\t", 2)
        if len(fields) < 3:
            raise TrecError(f"{place}: a query is an id, a language and a text with tabs between.")
        queries.append(TrecQuery(_checked_id(place, fields[0]), fields[1].strip(), fields[2]))
    return queries


def build_index(engine: Engine, documents: Iterable[EngineDocument]) -> int:
    """A fresh index of the documents; how many there are."""
    with ExitStack() as stack:
        writers = [stack.enter_context(index.rebuild()) for index in engine.indexes]
        return sum(min(writer.put(document) for writer in writers) for document in documents)


def answer(engine: Engine, query: TrecQuery, best: int, *, prefix: bool = False) -> Answer:
    """What the site would find for the query: in its language, with unknown words corrected, then in all other languages."""
    steps = (Step("language", query.text, (query.language,), prefix=prefix), Step("others", query.text, (), prefix=prefix))
    return engine.search(Query(steps, prefer=(query.language,), limit=best))


def run_lines(engine: Engine, query: TrecQuery, best: int, *, prefix: bool = False) -> Iterator[str]:
    """The lines of a run for one query: ``qid Q0 docid rank score tag``."""
    above = float("inf")
    for rank, hit in enumerate(answer(engine, query, best, prefix=prefix).hits, start=1):
        made, above = line(query, hit, rank, above, engine.name)
        yield made


def line(query: TrecQuery, hit: Hit, rank: int, above: float, engine: str) -> tuple[str, float]:
    """One line of a run, and its score: lower than that of the line ``above``."""
    score = min(hit.score, above - LEAST_DIFFERENCE)
    return f"{query.id} Q0 {hit.key} {rank} {score:.6f} {TAG}-{engine}", score
