"""The second pair of eyes: a number, address or link that is published with another value is noted until somebody else confirms it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Final

from django.dispatch import Signal
from django.utils import timezone
from django.utils.functional import Promise
from wagtail.models import Revision

from .changes import FactChange

Values = dict[int | None, str]
"""The texts of a watched fact by the key of its row; by None where the fact is a field."""

facts_changed: Final = Signal()
"""Sent in the transaction of the change, with ``page`` (the facts page) and ``user`` (who made the change; None: nobody knows)."""


@dataclass(frozen=True)
class Watched:
    """``fact`` names a fact, ``label`` says what it is. Where it is rows, ``attribute`` is the one of the row that matters. ``forget``: the old value
    is not kept where none takes its place, because it may have been taken away so that nobody knows it."""

    fact: str
    label: str | Promise
    attribute: str = ""
    forget: bool = False

    def values(self, page: Any, rows: Iterable[Any] = ()) -> Values:
        """The texts that ``page``, or the ``rows`` of the fact, hold."""
        if not self.attribute:
            return {None: str(getattr(page, self.fact) or "")}
        return {row.pk: str(getattr(row, self.attribute) or "") for row in rows}


@dataclass
class Open:
    """The changes of one fact of a page that wait for somebody."""

    page: Any
    watched: Watched
    user: Any
    changes: dict[int | None, FactChange]
    touched: bool = field(default=False)

    @classmethod
    def of(cls, page: Any, watched: Watched, user: Any) -> Open:
        """As they stand in the database."""
        return cls(page, watched, user, {one.row: one for one in FactChange.objects.filter(page=page.pk, fact=watched.fact)})

    def note(self, before: Values, after: Values) -> None:
        """Note what differs. A row that got another key and says the same is the same row."""
        gone = {key: text for key, text in before.items() if key not in after}
        for key, text in after.items():
            old = before.get(key)
            if old is None:
                same = next((one for one, said in gone.items() if said == text), None)
                if same is not None:
                    self._rekey(same, key)
                    del gone[same]
                    continue
            if (old or "") != text:
                self._change(key, old or "", text)
        for key, text in gone.items():
            self._change(key, text, "")

    def _rekey(self, old: int | None, new: int | None) -> None:
        """The row has another key now."""
        if old in self.changes:
            self.changes[new] = self.changes.pop(old)
            FactChange.objects.filter(pk=self.changes[new].pk).update(row=new)

    def _change(self, key: int | None, old: str, new: str) -> None:
        """One value has changed. The first value that nobody has confirmed another for is the one to compare with."""
        self.touched = True
        known = self.changes.get(key) or self._taken_away(new)
        first = known.before if known else old
        if known and (first == new or (self.watched.forget and not new)):
            known.delete()
        elif first != new and not (self.watched.forget and not new):
            values = {"row": key, "before": first, "after": new, "changed_on": timezone.now(), "changed_by": self.user}
            self._write(known, values)

    def _taken_away(self, text: str) -> FactChange | None:
        """The change that took ``text`` away, if it now comes back in another row."""
        return next((one for one in self.changes.values() if text and one.before == text and not one.after), None)

    def _write(self, known: FactChange | None, values: dict[str, Any]) -> None:
        """Note a change, or what a known one has become."""
        if known:
            FactChange.objects.filter(pk=known.pk).update(**values)
        else:
            FactChange.objects.create(page_id=self.page.pk, fact=self.watched.fact, **values)


@contextmanager
def watching(page: Any, update_fields: Iterable[str] | None) -> Iterator[None]:
    """Round the save of a page: what it changes of facts that readers have seen is noted. Nothing is, before they were published once."""
    known = _published(page) if update_fields is None and page.watched_facts and page.pk and page.keeps_facts else None
    if known is None:
        yield
        return
    held = getattr(page, "_cluster_related_objects", {})
    compared = [(one, list(held.get(one.fact, ()))) for one in page.watched_facts if not one.attribute or one.fact in held]
    before = {one.fact: one.values(known, getattr(known, one.fact).all() if one.attribute else ()) for one, _rows in compared}
    yield
    user = _author(page, known)
    changed = [_note(page, one, user, before[one.fact], one.values(page, rows)) for one, rows in compared]
    if any(changed):
        facts_changed.send(sender=type(page), page=page, user=user)


def _note(page: Any, watched: Watched, user: Any, before: Values, after: Values) -> bool:
    """Note the changes of one fact. Were there any?"""
    if before == after:
        return False
    noted = Open.of(page, watched, user)
    noted.note(before, after)
    return noted.touched


def _published(page: Any) -> Any:
    """The page as readers know it; None before it was published for the first time."""
    return type(page)._base_manager.filter(pk=page.pk, first_published_at__isnull=False).first()


def _author(page: Any, known: Any) -> Any:
    """Who made the change: the author of the revision that is being published."""
    if page.facts_changed_by or page.live_revision_id == known.live_revision_id:
        return page.facts_changed_by
    revision = Revision.objects.filter(pk=page.live_revision_id).select_related("user").first()
    return revision.user if revision else None
