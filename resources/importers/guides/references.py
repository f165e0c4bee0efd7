"""Links between lessons: to the page that the file or folder became."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import unquote, urlsplit

from resources.models import GuidePage, ImportedEntry, ResourceIndexPage

from ..markdown import Link, web_link
from ..run import Run

ENDINGS: Final = ("", ".md", ".yml")


def imported_pages(source: str) -> dict[str, int]:
    """The facts pages of all entries of ``source`` that have been imported, by entry."""
    rows = ImportedEntry.objects.filter(source=source, page__isnull=False)
    originals = {pk for model in (GuidePage, ResourceIndexPage) for pk in model.objects.filter(facts_page=None).values_list("pk", flat=True)}
    return {entry: pk for entry, pk in rows.values_list("entry", "page_id").iterator() if pk in originals}


@dataclass
class References:
    """``pages``: the facts page of each imported path. Their links are shown in the language of the page that they stand on."""

    run: Run
    pages: dict[str, int] = field(default_factory=dict)

    def resolve(self, href: str, folder: str, where: str) -> Link:
        """Where ``href`` leads from a file in ``folder``: to the web, to the page of a path (relative, or after a scheme of the source's own such as
        ``umbrella://``), or nowhere, which is remarked on."""
        out = web_link(href)
        if out.href:
            return out
        page = next((self.pages[path] for path in _paths(href, folder) if path in self.pages), None)
        if page is None and not href.startswith("#"):
            self.run.report.remark(f"{where} → {unquote(href)}", "link to what is not in the source, kept as words")
        return Link(page=page)


def _paths(href: str, folder: str) -> list[str]:
    """The paths that ``href`` may mean, most literal first."""
    try:
        parts = urlsplit(unquote(href).strip("() "))
    except ValueError:
        return []
    named = f"{parts.netloc}/{parts.path}" if parts.scheme else posixpath.join(folder, parts.path)
    path = posixpath.normpath(named.strip("/")) if parts.path or parts.netloc else ""
    head, tail = posixpath.split(path)
    stems = [path, posixpath.join(head, f"s_{tail}"), posixpath.join(head, f"c_{tail}")]
    return [stem + ending for stem in stems for ending in ENDINGS] if path else []
