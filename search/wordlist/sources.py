"""What the site's word list is learnt from: documents that everybody may see now, in several languages, and the names of topics and audiences."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final
from zlib import crc32

from django.db.models import Count, Max, Sum

from search.analysis import normal_code
from search.models import SearchDocument
from taxonomy.models import ConceptLabel

from .texts import Text

MOST_TEXTS: Final = 3000
"""Texts of a language that are learnt from, those that changed last first: more teach little that is new."""


def stamps() -> dict[str, str]:
    """For each language a text that changes when anything changes that can be learnt from in it (two queries)."""
    rows = SearchDocument.public().values("language").annotate(count=Count("pk"), newest=Max("version"), keys=Sum("pk")).order_by()
    found = {row["language"]: f"{row['newest']}.{row['count']}.{row['keys']}" for row in rows}
    labels: dict[str, list[object]] = {}
    for language, *words in ConceptLabel.objects.order_by("pk").values_list("language", "concept", "preferred", "alternatives"):
        labels.setdefault(language, []).append(words)
    return {code: f"{found.get(code, '')}/{crc32(repr(labels.get(code)).encode())}" for code in sorted(found.keys() | labels.keys())}


def texts(language: str) -> Iterator[Text]:
    """All that can be learnt from in a language."""
    yield from _labels(language)
    yield from _documents(language)


def _documents(language: str) -> Iterator[Text]:
    """The documents whose family has others in another language. The stretches of a transcript stand beside each other by their part."""
    several = SearchDocument.public().values("family").annotate(languages=Count("language", distinct=True)).filter(languages__gt=1)
    rows = SearchDocument.public().filter(language=language, family__in=several.values("family")).order_by("-version")
    for row in rows.only("key", "family", "title", "summary", "body")[:MOST_TEXTS]:
        part = row.key.partition("-")[2]
        yield Text(f"{row.family}-{part}", normal_code(language), row.title, f"{row.summary}\n{row.body}")


def _labels(language: str) -> Iterator[Text]:
    """The names of topics and audiences: the preferred one as a title, all the others as one sentence."""
    for label in ConceptLabel.objects.filter(language=language):
        yield Text(f"concept-{label.concept_id}", normal_code(language), label.preferred, ", ".join(label.alternatives))
