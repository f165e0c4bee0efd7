"""Importing services and organisations."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from django.utils.text import slugify
from wagtail.models import Locale, Page

from resources.models import ImportedEntry, ResourceIndexPage

from ..pages import Pages
from ..parents import find_parent, parent_in
from ..report import BadEntryError, MappingError
from ..run import Run
from .areas import make_places
from .mapping import Mapping
from .records import entries_in, read_data
from .setting import set_values
from .things import Thing, in_order, key_of, things_in
from .values import Builder, Values

SECTION = "section"


def import_services(file: Path, mapping: Mapping, under: str | None, run: Run) -> None:
    """Import all entries of ``file`` below the section ``under`` (by default the one that the mapping names) and report in ``run``. Raises
    MappingError where nothing can be imported at all."""
    entries = entries_in(read_data(file, mapping.delimiter), mapping.entries)
    with run.all_or_nothing():
        make_places(mapping.places)
        work = ServiceImport(mapping, run)
        parent = work.section(under)
        things = list(things_in(entries, mapping, run, file.name))
        run.expect(len(things))
        for thing in in_order(things):
            work.one(thing, parent)
            run.tick(thing.where)
        run.finish()


@dataclass
class ServiceImport:
    """One import of services."""

    mapping: Mapping
    run: Run
    known: dict[str, int | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.pages = Pages(self.run)
        self.locale = Locale.objects.get(language_code=self.mapping.language)

    def section(self, under: str | None) -> Page:
        """The section that new pages go below, in the language of the mapping; the one that the mapping names is made."""
        above = find_parent(under)
        if under:
            if not isinstance(above, ResourceIndexPage):
                raise MappingError("Services go below a section: the home page is none.")
            return parent_in(above, self.locale, self.run)
        title = str(self.mapping.section.get("title") or "")
        if not title:
            raise MappingError("Name a section with --under, or give the mapping a “section” with a title.")
        row = self.run.ledger.find(SECTION, self.mapping.language)
        if row is None or row.page is None:
            page, parent = ResourceIndexPage(title=title), parent_in(above, self.locale, self.run)
            row = self.pages.begin(SECTION, self.mapping.language, page, parent, str(self.mapping.section.get("slug") or slugify(title)))
        self.pages.write(row, {"title": title, "summary": str(self.mapping.section.get("summary") or "")}, SECTION)
        return Page.objects.get(pk=row.page_id)

    def one(self, thing: Thing, parent: Page) -> None:
        """Import one thing."""
        row = self.run.ledger.find(thing.key, self.mapping.language)
        with self.run.entry(thing.where):
            if (row is None or row.page is None) and self.run.deleted(thing.key, thing.where):
                return
            values = self._values(thing)
            if row is None or row.page is None:
                page = thing.rule.model(title=values["title"])
                row = self.pages.begin(thing.key, self.mapping.language, page, parent, slugify(values["title"])[:200] or thing.rule.kind)
            self.pages.write(row, values, thing.where, set_values)

    def _values(self, thing: Thing) -> Values:
        """What the thing says, and in the report what of it could not be kept. Raises BadEntryError where it has no name."""
        builder = Builder(lambda what: self.run.report.remark(f"{thing.where}, {what}", "odd value left out"), self._page_of)
        values = builder.page(thing.rule, thing.scope)
        if not values["title"]:
            raise BadEntryError(f"{thing.rule.kind} without a title")
        if builder.withheld.dropped:
            self.run.report.count("addresses withheld, dropped before anything was stored", builder.withheld.dropped)
        if builder.withheld.found_again:
            self.run.report.remark(
                f"{thing.where} ({', '.join(builder.withheld.found_again)})", "a withheld address stood in other fields too, taken out"
            )
        return values

    def _page_of(self, id: str) -> int | None:
        """The page of the organisation that has this id in the source."""
        key = key_of("organisation", id)
        if self.known.get(key) is None:
            rows = ImportedEntry.objects.filter(source=self.run.source, entry=key, page__isnull=False)
            self.known[key] = rows.values_list("page_id", flat=True).first()
        return self.known[key]
