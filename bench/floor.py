"""The measured prototype of the search, which is the floor: its own code on the same documents and queries."""

from __future__ import annotations

import sys
import types
from collections.abc import Iterable, Iterator
from importlib.util import find_spec, module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

from bench.lessons import Lesson, Query
from hub.languages import by_code
from search.analysis import normal_code

STOP_WORDS = "stopwordsiso"


def _lend_stop_words() -> None:
    """The prototype takes its stop lists from a package that the hub does not need; without it, it is lent ours."""
    lent: Any = types.ModuleType(STOP_WORDS)
    lent.has_lang = lambda code: normal_code(code) in by_code()
    lent.stopwords = lambda code: by_code()[normal_code(code)].stop
    sys.modules[STOP_WORDS] = lent


def load_prototype(folder: Path) -> tuple[Any, str]:
    """The prototype's class, and a note on where its stop words come from."""
    installed = find_spec(STOP_WORDS) is not None
    if not installed:
        _lend_stop_words()
    sys.path.insert(0, str(folder))
    note = f"stop words of {STOP_WORDS}" if installed else "stop words of the hub"
    return _load(folder), note


def _load(folder: Path) -> Any:
    """The prototype's module is called ``hub``, as our own package is: it is loaded under another name."""
    spec = spec_from_file_location("hub_prototype", folder / "hub.py")
    if spec is None or spec.loader is None:
        raise ImportError(f"There is no prototype in {folder}.")
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.Hub


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
