"""What is not held cannot leak: a place whose address is withdrawn leaves none in rows, drafts, history, sources of translations, logs,
previews or the list of changes that wait for a second pair of eyes.

An address is withdrawn when a place that was exact is saved as withheld or approximate, or goes while another is so. What readers of a live page
see is withdrawn when the change is published; what only drafts hold, with the draft.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Final

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.dispatch import Signal
from wagtail.admin.models import FormState
from wagtail.models import PageLogEntry, Revision
from wagtail_localize.models import TranslationSource

from hub.models import FactChange
from hub.sqlite import empty_journal_afterwards
from resources.codes import LocationKind
from resources.models.rows import ADDRESS_FIELDS, Location

address_withdrawn: Final = Signal()
"""Sent in the transaction, with the ``page`` whose addresses are erased."""
BLANK: Final = {"street": "", "postcode": "", "latitude": None, "longitude": None}
"""An address that is none."""


@dataclass(frozen=True)
class Held:
    """What a place holds, be it a row or an entry in the content of a revision. ``address``: street, postcode, latitude, longitude as text."""

    pk: int | None
    exact: bool
    address: tuple[str, ...]

    @classmethod
    def of(cls, place: Any) -> Held:
        """Of a row of ``Location``, or of the dictionary that a revision keeps of one."""
        get = place.get if isinstance(place, dict) else lambda name: getattr(place, name)
        return cls(get("pk"), get("kind") == LocationKind.EXACT, tuple(_text(get(name)) for name in ADDRESS_FIELDS))

    @property
    def telling(self) -> set[str]:
        """The parts that give a place away by themselves: street and coordinates. A postcode is that of many."""
        return {self.address[0], *(part for part in self.address[2:] if len(part) > 4)} - {""}


def _text(value: Any) -> str:
    """A value as a revision writes it; nothing for nothing."""
    return "" if value is None else str(value)


@contextmanager
def in_rows(page: Any) -> Iterator[None]:
    """Round the save of a page: what it withdraws is erased in the same transaction."""
    forget(page)
    with transaction.atomic():
        before = _stored(page)
        yield
        after = _stored(page)
        _erase(page, withdrawn(before, after), hidden(after))


@contextmanager
def in_drafts(page: Any) -> Iterator[None]:
    """Round the save of a revision: it never holds what it must not, and erases what it withdraws, but for what readers see until it is published."""
    forget(page)
    with transaction.atomic():
        stored = _stored(page)
        before = [*stored, *_drafted(page)]
        yield
        after = [Held.of(row) for row in page.locations.all()]
        gone = withdrawn(before, after)
        _erase(page, others(gone, stored) if page.live else gone, hidden([*stored, *after]))


def forget(page: Any) -> None:
    """Empty the addresses that the places of ``page`` must not hold, before they are written anywhere."""
    for row in getattr(page, "_cluster_related_objects", {}).get("locations", ()):
        row.forget_address()


def withdrawn(before: Iterable[Held], after: Iterable[Held]) -> list[Held]:
    """The exact places of ``before`` that ``after`` holds back. None where all places of ``after`` are exact: who moved has nothing to hide."""
    after = list(after)
    if not hidden(after):
        return []
    return others((place for place in before if place.exact), after)


def hidden(places: Iterable[Held]) -> bool:
    """Is one of ``places`` held back?"""
    return any(not place.exact for place in places)


def others(places: Iterable[Held], kept: Iterable[Held]) -> list[Held]:
    """``places`` that are none of the exact ones of ``kept``. A place that was never in the database is known by its address alone."""
    exact = [place for place in kept if place.exact]
    known = {place.pk for place in exact} - {None} | {place.address for place in exact}
    return [place for place in places if place.pk not in known and place.address not in known]


def _stored(page: Any) -> list[Held]:
    """The places in the database."""
    return [Held.of(row) for row in Location.objects.filter(page=page.pk)] if page.pk else []


def _drafted(page: Any) -> list[Held]:
    """The places in all revisions."""
    revisions = Revision.objects.for_instance(page) if page.pk else []
    return [Held.of(entry) for revision in revisions for entry in revision.content.get("locations", ())]


def _erase(page: Any, places: list[Held], previews: bool) -> None:
    """Erase ``places`` wherever they are kept. Forms that were previewed hold what was typed: they go (``previews``) where a place is held back."""
    if places or previews:
        FormState.objects.filter(content_type=ContentType.objects.get_for_model(page), object_id__in=("", str(page.pk))).delete()
        empty_journal_afterwards()
    if places:
        Location.objects.filter(page=page.pk, pk__in=[place.pk for place in places]).update(kind=LocationKind.WITHHELD, **BLANK)
        _erase_in_revisions(page, places)
        _erase_in_sources(page, places)
        _erase_in_log(page, places)
        _erase_in_changes(page, places)
        address_withdrawn.send(sender=type(page), page=page)


def erase_all(page: Any) -> int:
    """Erase every exact place of ``page`` and of its history; how many there were."""
    places = [place for place in (*_stored(page), *_drafted(page)) if place.exact]
    with transaction.atomic():
        _erase(page, places, previews=True)
    return len(places)


def _erase_in_revisions(page: Any, places: list[Held]) -> None:
    """In history and drafts."""
    for revision in Revision.objects.for_instance(page):
        if _blank_entries(revision.content, places):
            revision.save(update_fields=["content"])


def _erase_in_sources(page: Any, places: list[Held]) -> None:
    """In what wagtail-localize keeps of the page as the source of its translations."""
    for source in TranslationSource.objects.filter(object_id=page.translation_key):
        content = json.loads(source.content_json)
        if _blank_entries(content, places):
            TranslationSource.objects.filter(pk=source.pk).update(content_json=json.dumps(content))


def _blank_entries(content: dict[str, Any], places: list[Held]) -> bool:
    """Empty the entries of ``places`` in ``content``, under whatever address a row had before. Were there any?"""
    pks = {place.pk for place in places} - {None}
    telling = {part for place in places for part in place.telling}
    found = [entry for entry in content.get("locations", ()) if entry.get("pk") in pks or Held.of(entry).telling & telling]
    for entry in found:
        entry.update(BLANK, kind=LocationKind.WITHHELD.value)
    return bool(found)


def _erase_in_log(page: Any, places: list[Held]) -> None:
    """In the log of the page."""
    telling = {part for place in places for part in place.telling}
    for entry in PageLogEntry.objects.filter(page=page.pk):
        data = _without(entry.data, telling)
        if data != entry.data:
            PageLogEntry.objects.filter(pk=entry.pk).update(data=data)


def _erase_in_changes(page: Any, places: list[Held]) -> None:
    """Among the changes that wait to be confirmed: those of these places, and any that tells one of them."""
    pks, telling = {place.pk for place in places}, {part for place in places for part in place.telling}
    for change in FactChange.objects.filter(page=page.pk, fact="locations"):
        if change.row in pks or any(part in text for part in telling for text in (change.before, change.after)):
            change.delete()


def _without(value: Any, words: set[str]) -> Any:
    """``value`` (of JSON) with ``words`` taken out of its texts."""
    if isinstance(value, dict):
        return {key: _without(one, words) for key, one in value.items()}
    if isinstance(value, list):
        return [_without(one, words) for one in value]
    for word in words if isinstance(value, str) else ():
        value = value.replace(word, "")
    return value
