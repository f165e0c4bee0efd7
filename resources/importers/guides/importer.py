"""Importing guides: sections, then a draft for each new guide, so that links find their pages, then the words in all languages."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

from wagtail.models import Locale, Page

from hub.models import HubPage
from resources.models import GuidePage, ResourceIndexPage

from ..images import Images
from ..markdown import Link
from ..pages import Pages, Values
from ..parents import parent_in
from ..report import MappingError
from ..run import Run
from .files import Head, Lesson, Tree, languages_in, read_category, read_lesson
from .folders import families, folders, folders_of, parent_of, slug_of
from .references import References, imported_pages
from .words import Place, named, words_of_lesson


def import_guides(folder: Path, under: HubPage, run: Run) -> None:
    """Import all guides in ``folder`` below ``under`` (a facts page) and report in ``run``. Raises MappingError where that is no
    folder, or none in it names a language of the hub."""
    if not folder.is_dir():
        raise MappingError(f"{folder} is not a folder.")
    trees, passed = languages_in(folder)
    for name in passed:
        run.report.remark(name, "folder that names no language of the hub, passed over")
    if not any(tree.paths for tree in trees.values()):
        raise MappingError(f"{folder} holds no folder named after a language of the hub (en, fr, zh-Hant …) with Markdown in it.")
    with run.all_or_nothing():
        GuideImport(trees, under, run).all()
        run.finish()


class GuideImport:
    """One import of guides."""

    def __init__(self, trees: dict[str, Tree], under: HubPage, run: Run) -> None:
        self.trees, self.under, self.run = trees, under, run
        self.pages = Pages(run)
        self.guides = families(trees)
        self.images = Images(run, [tree.folder for tree in trees.values()])
        self.references = References(run, imported_pages(run.source))
        self.titles: dict[tuple[str, str], str] = {}
        self.bad: set[tuple[str, str]] = set()

    def all(self) -> None:
        """Everything, in three passes."""
        for code in self.trees:
            with self.run.entry(self.trees[code].folder.name):
                parent_in(self.under, Locale.objects.get(language_code=code), self.run)
        sections = list(folders(self.guides))
        self.run.expect(sum(len(codes) for _path, codes in [*sections, *self.guides.items()]))
        for folder, codes in sections:
            self._section(folder, codes)
        for folder in dict.fromkeys(parent_of(path) for path in self.guides):
            self._drafts([path for path in self.guides if parent_of(path) == folder])
        for path, codes in self.guides.items():
            self._guide(path, codes)

    def _where(self, path: str, code: str) -> str:
        """The file or folder, as the report names it."""
        return f"{self.trees[code].folder.name}/{path}"

    def _section(self, folder: str, codes: list[str]) -> None:
        """The section that ``folder`` becomes, in all its languages."""
        for code in codes:
            where = self._where(folder, code)
            head = self._head(folder, code)
            with self.run.entry(where):
                if folder not in self.references.pages:
                    self._begin(folder, code, ResourceIndexPage(title=head.title), where)
                self._write(folder, code, {"title": head.title, "summary": head.summary[:400]}, where)
            self.run.tick(where)

    def _head(self, folder: str, code: str) -> Head:
        """What the folder says of itself. One that says nothing, or nothing that can be read, is called by its name."""
        head = Head()
        with self.run.entry(f"{self._where(folder, code)}/.category.yml"):
            head = read_category(self.trees[code].folder / folder)
        self.titles[folder, code] = head.title or named(PurePosixPath(folder).name)
        return Head(self.titles[folder, code], head.summary, head.index)

    def _drafts(self, paths: list[str]) -> None:
        """A draft for each guide of one folder that has no page yet, in the order that their heads ask for."""
        found = [(path, *begun) for path in paths if path not in self.references.pages and (begun := self._first_readable(path))]
        for path, code, lesson in sorted(found, key=lambda one: (one[2].head.index, one[0])):
            where = self._where(path, code)
            with self.run.entry(where):
                title = words_of_lesson(lesson, self._place(path, code), lambda href: Link(), lambda picture: None)["title"]
                self._begin(path, code, GuidePage(title=title), where)

    def _first_readable(self, path: str) -> tuple[str, Lesson] | None:
        """The first language in which the guide can be read: there its family begins."""
        for code in self.guides[path]:
            with self.run.entry(self._where(path, code)):
                self.bad.add((path, code))
                lesson = read_lesson(self.trees[code].folder / path)
                self.bad.discard((path, code))
                return code, lesson
        return None

    def _begin(self, entry: str, code: str, page: HubPage, where: str) -> None:
        """Add the draft of an original, unless its page was deleted here."""
        if self.run.deleted(entry, where):
            return
        section = self.references.pages.get(parent_of(entry))
        above = ResourceIndexPage.objects.get(pk=section) if section else self.under
        parent = parent_in(above, Locale.objects.get(language_code=code), self.run)
        self.pages.begin(entry, code, page, parent, slug_of(entry))
        self.references.pages[entry] = page.pk

    def _guide(self, path: str, codes: list[str]) -> None:
        """The words of one guide in all its languages, the original's first."""
        for code in codes:
            where = self._where(path, code)
            if (path, code) not in self.bad:
                with self.run.entry(where):
                    self._write(path, code, self._words(path, code, where), where)
            self.run.tick(where)

    def _words(self, path: str, code: str, where: str) -> Values:
        """What the file says, as words of a page."""
        root, folder = self.trees[code].folder, parent_of(path)
        return words_of_lesson(
            read_lesson(root / path),
            self._place(path, code),
            lambda href: self.references.resolve(href, folder, where),
            lambda picture: self.images.block(picture, folder, root, where),
        )

    def _place(self, path: str, code: str) -> Place:
        """Where the file stands."""
        return Place(PurePosixPath(path).stem, code, tuple(self.titles.get((one, code), named(one)) for one in folders_of(path)))

    def _write(self, entry: str, code: str, values: Values, where: str) -> None:
        """Write one language of an entry: the original itself, or its translation."""
        pk = self.references.pages.get(entry)
        if pk is None:
            return
        original = Page.objects.get(pk=pk).specific
        row = self.run.ledger.find(entry, code)
        if original.locale.language_code != code:
            self.pages.translate(entry, code, original, values, where)
        elif row and row.page_id == pk:
            self.pages.write(row, values, where)
        else:
            self.run.report.remark(where, "the page is not the one that was imported, left alone")
