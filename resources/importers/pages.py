"""Writing pages: an original as an editor publishes it, a translation through its segments where it can be; what editors changed stays."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from wagtail.coreutils import find_available_slug
from wagtail.models import Locale, Page
from wagtail_localize.models import StringTranslation

from hub.models import HubPage
from resources.models import ImportedEntry
from translation import states
from translation.cut import words_of
from translation.make import make_translation

from .ids import keep_ids
from .ledger import digests, to_write, unchanged
from .run import Run, publish, untouchable

Values = dict[str, Any]
Setter = Callable[[HubPage, Values], None]
"""Puts values, as an importer keeps them (texts, numbers, lists), on a page; nothing is saved."""


def set_words(page: HubPage, values: Values) -> None:
    """Set fields of words; blocks that are the same keep their ids."""
    held = words_of(page)
    for name, value in values.items():
        field: Any = page._meta.get_field(name)
        setattr(page, name, field.to_python(keep_ids(held[name], value)) if hasattr(field, "stream_block") else value)


class Pages:
    """The pages of one run."""

    def __init__(self, run: Run) -> None:
        self.run = run

    def begin(self, entry: str, language: str, page: HubPage, parent: Page, slug: str) -> ImportedEntry:
        """Add ``page`` below ``parent`` as a draft that is still to be written, at the address ``slug`` or the next free one: it can be linked to."""
        page.live, page.draft_title = False, page.title
        page.slug = find_available_slug(parent, slug)
        page.locale = Locale.objects.get(language_code=language)
        parent.add_child(instance=page)
        return self.run.ledger.begin(entry, language, page)

    def write(self, row: ImportedEntry, values: Values, where: str, setter: Setter = set_words) -> None:
        """Write what the source changed and nobody here did on the page of ``row``, and publish it."""
        given = digests(values)
        names = self._names(row, given, where)
        if names:
            page: HubPage = _page(row)
            setter(page, {name: values[name] for name in names})
            self.run.report.count("changed" if row.digest else "new")
            page = publish(page)
            if not page.live:
                self.run.report.remark(where, "left as a draft: it meets people where caution holds, and no consent covers what it tells")
            self.run.ledger.finish(row, page, given, names)

    def translate(self, entry: str, language: str, source: HubPage, values: Values, where: str) -> None:
        """The same for the translation of ``source``."""
        row = self.run.ledger.find(entry, language)
        if row and row.page_id is None and not self.run.restore:
            self.run.report.remark(where, "deleted here since, not made again")
            return
        given, locale = digests(values), Locale.objects.get(language_code=language)
        known = row is not None and row.page_id is not None
        names = self._names(row, given, where) if row and known else list(given)
        page = source.get_translation_or_none(locale)
        if page and not known:
            self.run.report.remark(where, "translated here already, left alone")
        elif names:
            words = {**(words_of(page.specific) if page else {}), **{name: _kept(values[name]) for name in names}}
            self._make(row if row and known else None, entry, source, locale, words, given, names)

    def _make(
        self, row: ImportedEntry | None, entry: str, source: HubPage, locale: Locale, words: Values, given: dict[str, str], names: list[str]
    ) -> None:
        """Make or renew the translation and note how it was made."""
        page = make_translation(source, locale, words)
        self.run.report.count("changed" if row and row.digest else "new")
        self.run.report.count("  translated sentence by sentence" if states.translation_of(page) else "  translated as a page of its own")
        self.run.ledger.finish(row or self.run.ledger.begin(entry, locale.language_code, page), page, given, names)

    def _names(self, row: ImportedEntry, given: dict[str, str], where: str) -> list[str]:
        """The fields to write; none where nothing changed or somebody here is at work. Reports both."""
        if unchanged(row, given):
            self.run.report.count("unchanged")
            return []
        page = _page(row)
        if row.digest and (why := untouchable(page) or _being_translated(row, page)):
            self.run.report.remark(where, why)
            return []
        names, kept = to_write(row, given, page)
        if kept:
            self.run.report.remark(f"{where} ({', '.join(kept)})", "changed here and in the source, kept as it is here")
        return names


def _page(row: ImportedEntry) -> Any:
    """The page of ``row``, which has one."""
    return Page.objects.get(pk=row.page_id).specific


def _kept(value: Any) -> Any:
    """A value as ``make_translation`` takes it: items of lists need ids."""
    return keep_ids([], value) if isinstance(value, list) else value


def _being_translated(row: ImportedEntry, page: Page) -> str | None:
    """Has a translator written sentences since the import?"""
    mine = StringTranslation.objects.filter(context__object_id=page.translation_key, locale_id=page.locale_id, updated_at__gt=row.imported_on)
    return "translated further here, left alone" if mine.exists() else None
