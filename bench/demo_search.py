"""The judged searches asked of a demo site: the hub's whole ladder, topics and all, as its page asks; and the prototype on the same documents."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bench.judged import BEST, Judged

if TYPE_CHECKING:
    from search.engines.base import EngineDocument

Run = dict[str, list[str]]


def slugs() -> dict[int, str]:
    """The families of the demo site by number: the names of their files."""
    from wagtail.models import Page

    return dict(Page.objects.values_list("pk", "slug"))


def hub_run(queries: Iterable[Judged]) -> Run:
    """What the results page finds, best first: all steps, one after the other."""
    from search.forms import Asked
    from search.results import find

    named = slugs()
    return {query.id: [named[family] for family in _families(find(Asked(query.language, query.text)))] for query in queries}


def _families(found: Any) -> list[int]:
    """The families in the order of the page."""
    return [result.family for section in found.sections for result in section.results]


def visible_documents() -> list[EngineDocument]:
    """The documents that the hub finds now."""
    from search.engines import site_engine
    from search.ladder import withheld_keys
    from search.models import SearchDocument

    hidden = withheld_keys(site_engine())
    return [row.for_engine() for row in SearchDocument.objects.filter(withdrawn=False).exclude(key__in=hidden)]


def floor_run(prototype: Any, queries: Iterable[Judged], folder: Path) -> Run:
    """What the prototype finds: with its index of the language of the query first, then with one of all languages, each family once."""
    named, documents, queries = slugs(), visible_documents(), list(queries)
    rows = [_row(one, named[one.family]) for one in documents]
    everywhere = _engine(prototype, folder / "all", rows, "en")
    return dict(_language_runs(prototype, queries, folder, rows, everywhere))


def _row(document: EngineDocument, family: str) -> dict[str, str]:
    """A document as the prototype takes it; all of its words."""
    body = "\n".join((document.summary, document.labels, document.body))
    return {"id": f"{family} {document.key}", "title": document.title, "body": body, "lang": document.language.split("-")[0]}


def _engine(prototype: Any, folder: Path, rows: list[dict[str, str]], code: str) -> Any:
    """The prototype with an index of its own."""
    engine = prototype(str(folder), heap=50_000_000)
    engine.build(rows, code)
    return engine


def _language_runs(
    prototype: Any, queries: list[Judged], folder: Path, rows: list[dict[str, str]], everywhere: Any
) -> Iterator[tuple[str, list[str]]]:
    """The families for each query, language by language."""
    for language in dict.fromkeys(query.language for query in queries):
        code = language.split("-")[0]
        own = _engine(prototype, folder / code, [row for row in rows if row["lang"] == code], code)
        for query in (one for one in queries if one.language == language):
            hits = [*own.search(query.text, code, BEST), *everywhere.search(query.text, code, 5 * BEST)]
            yield query.id, list(dict.fromkeys(hit.split()[0] for hit in hits))[:BEST]
