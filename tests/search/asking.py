"""Asking the search as a reader does."""

from __future__ import annotations

import re
from typing import Any

from django.test import Client

from search import indexer
from taxonomy.models import ConceptLabel

JSON = {"HTTP_ACCEPT": "application/json"}


def ask(language: str = "en", *, fresh: bool = True, **fields: Any) -> dict[str, Any]:
    """The answer to a search as JSON, with an index that is up to date unless ``fresh`` is False."""
    if fresh:
        indexer.update()
    response = Client().post(f"/{language}/search/", fields, **JSON)
    assert response.status_code == 200, response.content
    answer: dict[str, Any] = response.json()
    return answer


def titles(answer: dict[str, Any], step: str | None = None) -> list[str]:
    """The titles found, in order; of one step if named."""
    return [result["title"] for one in answer["steps"] if step in (None, one["step"]) for result in one["results"]]


def text(html: str) -> str:
    """What a page says, without its tags."""
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def families(answer: dict[str, Any]) -> list[int]:
    """The families found, in order."""
    return [result["family"] for one in answer["steps"] for result in one["results"]]


def every_page(language: str = "en", *, fresh: bool = True, **fields: Any) -> list[dict[str, Any]]:
    """All pages of an answer."""
    first = ask(language, fresh=fresh, **fields)
    pages = -(-first["total"] // 10)
    return [first, *(ask(language, fresh=False, **{**fields, "page": number}) for number in range(2, pages + 1))]


def facet(answer: dict[str, Any], name: str) -> dict[str, int]:
    """The values of a filter with their numbers."""
    return {one["value"]: one["count"] for one in answer["facets"].get(name, [])}


def page(language: str = "en", *, fresh: bool = True, **fields: Any) -> str:
    """The same as the page that a reader sees."""
    if fresh:
        indexer.update()
    response = Client().post(f"/{language}/search/", fields)
    assert response.status_code == 200
    return str(response.content.decode())


def few_labels() -> None:
    """Only topics' names in English and French, so that little is learnt from them."""
    labels = ConceptLabel.objects.exclude(language__in=["en", "fr"])
    labels._raw_delete(labels.db)
