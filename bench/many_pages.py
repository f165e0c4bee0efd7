"""As many pages as a benchmark needs, with their rows for the search, put straight into the tables of a demo site.

They are services in three languages, a family in all of them, below the services of the demo site; each has the facts of one of those.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any, Final
from uuid import uuid4

from bench.search_speed import LANGUAGES, LENGTH

BATCH: Final = 2000
LASTING: Final = ("channels", "help_languages", "topics", "audiences", "costs", "access", "kinds", "areas", "named_areas", "reach", "states")
"""The facts by which results are narrowed."""
SAME: Final = ("kind", "card", "checked", "latitude", "longitude", "renew_on", "visibility", *LASTING)
"""What a row has from the service of the demo site."""


def texts(number: int, words: Sequence[str], chance: random.Random) -> Iterator[list[str]]:
    """The words of each page, as frequent as in a language (Zipf)."""
    weights = [1 / (rank + 3) for rank in range(len(words))]
    for _at in range(0, number, BATCH):
        drawn = iter(chance.choices(words, weights, k=LENGTH * BATCH))
        yield from (list(islice(drawn, LENGTH)) for _page in range(BATCH))


def make_pages(number: int, words: Sequence[str], chance: random.Random) -> None:
    """``number`` more pages that everybody may see, and their rows; the index is to be built anew."""
    from django.db import transaction

    from resources.models import ServicePage
    from search.models import SearchDocument

    first = ServicePage.visible().filter(locale__language_code=LANGUAGES[0], facts_page=None).order_by("path").first()
    shown = SearchDocument.objects.filter(kind="service", withdrawn=False, language=LANGUAGES[0])
    with transaction.atomic():
        pages = _pages(number, first, list(texts(number, words, chance)))
        _service_rows(first, pages)
        _search_rows(pages, list(shown), chance)


Made = list[tuple[Any, int, list[str]]]
"""Each page with the number of its family and its words."""


def _pages(number: int, first: Any, words: list[list[str]]) -> Made:
    """The rows that all pages have."""
    from wagtail.models import Locale, Page

    parents = [first.get_parent().get_translation(Locale.objects.get(language_code=code)) for code in LANGUAGES]
    used = [parent.get_last_child() for parent in parents]
    starts = [int(last.path[-Page.steplen :], 36) if last else 0 for last in used]
    made: list[Any] = []
    for at in range(number):
        family, which = divmod(at, len(LANGUAGES))
        parent, title = parents[which], " ".join(words[at][:5])
        path, slug = Page._get_path(parent.path, parent.depth + 1, starts[which] + family + 1), f"many-{family}"
        made.append(
            Page(
                path=path,
                depth=parent.depth + 1,
                title=title,
                draft_title=title,
                slug=slug,
                url_path=f"{parent.url_path}{slug}/",
                live=True,
                content_type=first.content_type,
                locale=parent.locale,
                translation_key=made[-which].translation_key if which else uuid4(),
            )
        )
    Page.objects.bulk_create(made, batch_size=BATCH)
    for parent, which in zip(parents, range(len(LANGUAGES)), strict=True):
        Page.objects.filter(pk=parent.pk).update(numchild=parent.numchild + len(made[which :: len(LANGUAGES)]))
    return [(page, made[at - at % len(LANGUAGES)].pk, words[at]) for at, page in enumerate(made)]


def _service_rows(first: Any, pages: Made) -> None:
    """The rows that make them services: copies of that of the first, but for the family."""
    from django.db import connection

    table, quote = type(first)._meta.db_table, connection.ops.quote_name
    changed = {"page_ptr_id": "%s", "facts_page_id": "%s"}
    columns = [field.column for field in type(first)._meta.local_concrete_fields]
    names, values = ", ".join(map(quote, columns)), ", ".join(changed.get(one, quote(one)) for one in columns)
    statement = f"INSERT INTO {quote(table)} ({names}) SELECT {values} FROM {quote(table)} WHERE page_ptr_id = {first.pk:d}"  # nosec B608
    places = [(column, changed[column]) for column in columns if column in changed]
    given = {"page_ptr_id": 0, "facts_page_id": 1}
    rows = ((page.pk, None if family == page.pk else family) for page, family, _words in pages)
    with connection.cursor() as cursor:
        cursor.executemany(statement, [[row[given[column]] for column, _place in places] for row in rows])


def _search_rows(pages: Made, like: Sequence[Any], chance: random.Random) -> None:
    """Their rows for the search: the facts of a service of the demo site, words of their own."""
    from search.models import SearchDocument
    from search.outbox import stamp

    stamped, facts = stamp(), {family: chance.choice(like) for _page, family, _words in pages}
    rows = (
        SearchDocument(
            key=str(page.pk),
            page_id=page.pk,
            family=family,
            language=page.locale.language_code,
            title=page.title,
            summary=" ".join(words[5:15]),
            body=" ".join(words[15:]),
            **{name: getattr(facts[family], name) for name in SAME},
            **stamped,
        )
        for page, family, words in pages
    )
    SearchDocument.objects.bulk_create(rows, batch_size=BATCH)


def documents(number: int, words: Sequence[str], chance: random.Random) -> Iterator[dict[str, str]]:
    """The same words for another site: title, summary and body of each page."""
    for one in islice(texts(number, words, chance), number):
        yield {"title": " ".join(one[:5]), "summary": " ".join(one[5:15]), "body": " ".join(one[15:])}
