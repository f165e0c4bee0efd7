"""What both importers share: one report and ledger, a run that can be undone, one entry at a time, pages published as editors publish them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from wagtail.models import Page

from hub.models import HubPage
from resources.consent import ConsentMissingError

from .ledger import Ledger
from .report import BadEntryError, Report

Tick = Callable[[str], None]


@dataclass
class Run:
    """One run of an importer over ``source``. ``expect`` is told how many entries there are, ``tick`` of each one done; ``undo`` holds what a dry run
    takes back beside the database."""

    source: str
    dry: bool = False
    restore: bool = False
    tick: Tick = lambda what: None
    expect: Callable[[int], None] = lambda number: None
    report: Report = field(default_factory=Report)
    undo: list[Callable[[], object]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.ledger = Ledger(self.source)

    @contextmanager
    def all_or_nothing(self) -> Iterator[None]:
        """Around the whole run: a dry one leaves no trace in the database nor in files."""
        if not self.dry:
            yield
            return
        try:
            with transaction.atomic():
                yield
                transaction.set_rollback(True)
        finally:
            self._take_back(0)

    def _take_back(self, mark: int) -> None:
        """Undo beside the database what was done since ``mark``."""
        for undo in self.undo[mark:]:
            undo()
        del self.undo[mark:]

    @contextmanager
    def entry(self, where: str) -> Iterator[None]:
        """Around one entry: what goes wrong with it undoes it alone and stands in the report."""
        mark = len(self.undo)
        try:
            with transaction.atomic():
                yield
        except ValidationError as error:
            self._refuse(where, "; ".join(_sentences(error)), mark)
        except (BadEntryError, DatabaseError, ValueError, OSError, RecursionError) as error:
            self._refuse(where, str(error) or type(error).__name__, mark)

    def _refuse(self, where: str, why: str, mark: int) -> None:
        """Report an entry and take back what it left."""
        self._take_back(mark)
        self.report.refuse(where, why)

    def deleted(self, entry: str, where: str) -> bool:
        """Was ``entry`` imported once, and what it became deleted here since? Then it stays so, unless deleted pages are asked for."""
        gone = not self.restore and self.ledger.knows(entry)
        if gone:
            self.report.remark(where, "deleted here since, not made again")
        return gone

    def finish(self) -> None:
        """Remark on entries that the source no longer has; their pages stay."""
        for where in self.ledger.unseen():
            self.report.remark(where, "no longer in the source, page kept")


def _sentences(error: ValidationError) -> list[str]:
    """The messages of ``error``, each with its field."""
    if hasattr(error, "error_dict"):
        return [f"{name}: {' '.join(messages)}" for name, messages in error.message_dict.items()]
    return list(error.messages)


def untouchable(page: Page) -> str | None:
    """Why an import leaves ``page`` alone whatever the source says: somebody here is at work on it or took it down."""
    if page.locked:
        return "locked here, left alone"
    if not page.live:
        return "unpublished here, left alone"
    return "has a draft here, left alone" if page.has_unpublished_changes else None


def publish(page: HubPage) -> HubPage:
    """Publish what ``page`` holds through a revision, as the admin does; the page as it is afterwards. What no consent covers stays a draft."""
    revision = page.save_revision()
    with suppress(ConsentMissingError):
        revision.publish()
    return type(page)._default_manager.get(pk=page.pk)
