"""The measured prototype of the search, which is the floor: its own code on the same documents and queries."""

from __future__ import annotations

import sys
import types
from collections.abc import Iterable, Iterator
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from bench.lessons import Lesson, Query
from hub.languages import by_code

STOP_WORDS = "stopwordsiso"


def _lend_stop_words() -> None:
    """The prototype takes its stop lists from a package that the hub does not need; without it, it is lent ours."""
    lent: Any = types.ModuleType(STOP_WORDS)
    lent.has_lang = lambda code: code in by_code()
    lent.stopwords = lambda code: by_code()[code].stop
    sys.modules[STOP_WORDS] = lent


def load_prototype(folder: Path) -> tuple[Any, str]:
    """The prototype's class, and a note on where its stop words come from."""
    note = f"stop words of {STOP_WORDS}" if find_spec(STOP_WORDS) else "stop words of the hub"
    if find_spec(STOP_WORDS) is None:
        _lend_stop_words()
    sys.path.insert(0, str(folder))
    return import_module("hub_prototype").Hub if find_spec("hub_prototype") else _load(folder), note


def _load(folder: Path) -> Any:
    """The prototype's module is called ``hub``, as our own package is: it is loaded under another name."""
    module = types.ModuleType("hub_prototype")
    module.__file__ = str(folder / "hub.py")
    exec(compile((folder / "hub.py").read_text(encoding="utf-8"), module.__file__, "exec"), module.__dict__)
    return module.__dict__["Hub"]


def floor_run(prototype: Any, lessons: Iterable[Lesson], queries: Iterable[Query], folder: Path, best: int) -> Iterator[tuple[str, list[str]]]:
    """For each query the ids that the prototype finds, with one index for each language, as it was measured."""
    lessons, queries = list(lessons), list(queries)
    for language in dict.fromkeys(lesson.language for lesson in lessons):
        code = language.split("-")[0]
        engine = prototype(str(folder / language), heap=50_000_000)
        engine.build(({"id": lesson.id, "title": lesson.title, "body": lesson.body} for lesson in lessons if lesson.language == language), code)
        for query in queries:
            if query.language == language:
                yield query.id, engine.search(query.text, code, best, prefix=query.prefix)
