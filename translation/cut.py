"""Do the words of two languages cut into the same segments? If so, a translator finds each sentence beside its translation."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from bs4 import BeautifulSoup
from django.db.models import Field
from wagtail.fields import StreamField
from wagtail.models import Locale
from wagtail_localize.fields import TranslatableField, get_translatable_fields
from wagtail_localize.segments import OverridableSegmentValue, StringSegmentValue
from wagtail_localize.segments.extract import extract_segments, quote_path_component
from wagtail_localize.segments.ingest import ingest_segments
from wagtail_localize.strings import StringValue

from hub.models import HubPage

Words = dict[str, Any]


@dataclass
class Cut:
    """``strings``: each segment of the original with its translation (HTML without attributes). ``links``: the address that stands in the
    translation, by the path of the original's address."""

    strings: list[tuple[StringSegmentValue, str]] = field(default_factory=list)
    links: dict[str, str] = field(default_factory=dict)


class UnlikeError(Exception):
    """The words do not have the structure of the original's."""


def word_fields(model: type[HubPage]) -> list[Field[Any, Any]]:
    """The fields of ``model`` that hold words."""
    return [one.get_field(model) for one in get_translatable_fields(model) if isinstance(one, TranslatableField)]


def cut(source: HubPage, words: Words) -> Cut | None:
    """``source`` (a page) and ``words`` (the values of its fields of words in another language, streams as raw lists) segment by segment. None where
    the two do not cut alike: then wagtail-localize could not put ``words`` together again exactly as they are."""
    try:
        target = with_words(type(source), _aligned(source, words))
        found = _pairs(source, target)
    except UnlikeError:
        return None
    return found if _comes_back(source, found, target) else None


def words_of(page: HubPage) -> Words:
    """The values of the fields of words of ``page``, streams as raw lists with the ids of their blocks."""
    return {one.name: _raw(one, one.value_from_object(page)) for one in word_fields(type(page))}


def with_words(model: type[HubPage], words: Words) -> HubPage:
    """An unsaved page that holds ``words`` and nothing else."""
    return model(**{one.name: one.to_python(words.get(one.name) or ([] if isinstance(one, StreamField) else "")) for one in word_fields(model)})


def _raw(one: Field[Any, Any], value: Any) -> Any:
    """What the field would keep in the database, as plain lists and dictionaries."""
    return raw_stream(one, value or []) if isinstance(one, StreamField) else value or ""


def raw_stream(one: StreamField, value: Any) -> list[dict[str, Any]]:
    """A stream (its value, or its raw list) as a raw list in which every block has an id."""
    stream = one.to_python(value)
    list(stream)  # Blocks that nobody has looked at would be given back as they came: without ids, for instance.
    return one.stream_block.get_prep_value(stream)


def _aligned(source: HubPage, words: Words) -> Words:
    """``words`` with the ids of the original's blocks."""
    ours = words_of(source)
    return {
        one.name: _align(ours[one.name], _raw(one, words.get(one.name))) if isinstance(one, StreamField) else words.get(one.name) or ""
        for one in word_fields(type(source))
    }


def _align(ours: Any, theirs: Any) -> Any:
    """``theirs`` with the ids that blocks have in ``ours``. Raises UnlikeError where the two have not the same blocks in the same order."""
    if isinstance(ours, list) and isinstance(theirs, list):
        if len(ours) != len(theirs):
            raise UnlikeError
        return [_align(one, other) for one, other in zip(ours, theirs, strict=True)]
    if isinstance(ours, dict) and isinstance(theirs, dict):
        if ours.keys() != theirs.keys() or ours.get("type") != theirs.get("type"):
            raise UnlikeError
        return {key: ours[key] if key == "id" else _align(ours[key], theirs[key]) for key in ours}
    return theirs


def _pairs(source: HubPage, target: HubPage) -> Cut:
    """The string segments of both, one beside the other. Raises UnlikeError where one side has more of them in some place."""
    ours, theirs = _by_path(source), _by_path(target)
    if {path: len(found) for path, found in ours.items()} != {path: len(found) for path, found in theirs.items()}:
        raise UnlikeError
    found = Cut()
    for path, segments in ours.items():
        for one, other in zip(segments, theirs[path], strict=True):
            _add(found, one, other)
    return found


def _by_path(page: HubPage) -> dict[str, list[StringSegmentValue]]:
    """The string segments of ``page`` by their place."""
    found: dict[str, list[StringSegmentValue]] = defaultdict(list)
    for segment in extract_segments(with_words(type(page), words_of(page))):
        if isinstance(segment, StringSegmentValue):
            found[segment.path].append(segment)
    return found


def _add(found: Cut, one: StringSegmentValue, other: StringSegmentValue) -> None:
    """Note ``other`` as the translation of ``one``; its links take the names that they have in ``one``, in whatever order they stand."""
    ours, theirs = dict(one.attrs or {}), dict(other.attrs or {})
    if len(ours) != len(theirs):
        raise UnlikeError
    names = _names(ours, theirs)
    for name, attrs in theirs.items():
        here, there = ours[names[name]].get("href"), attrs.get("href")
        if here and there and here != there:
            found.links[f"{one.path}.{quote_path_component(here)}"] = there
    html = re.sub(r'(<a id=")(a\d+)(")', lambda match: match[1] + names[match[2]] + match[3], other.string.data)
    found.strings.append((one, html))


def _names(ours: dict[str, Any], theirs: dict[str, Any]) -> dict[str, str]:
    """Which of our links each of theirs is: the one that leads to the same place, else the next that is left."""
    left = dict(ours)
    names = {}
    for name, attrs in theirs.items():
        if same := next((our for our, held in left.items() if held == attrs), None):
            names[name] = same
            del left[same]
    for name in theirs:
        if name not in names:
            names[name] = next(iter(left))
            del left[names[name]]
    return names


def _comes_back(source: HubPage, found: Cut, target: HubPage) -> bool:
    """Does wagtail-localize, given the segments ``found``, put together exactly the words of ``target``?"""
    ours = with_words(type(source), words_of(source))
    result, strings = with_words(type(source), {}), iter(_translated(found, ours))
    segments = [next(strings) if isinstance(one, StringSegmentValue) else _link(one, found) for one in extract_segments(ours)]
    ingest_segments(ours, result, Locale(), Locale(), segments)
    return _plain(words_of(result)) == _plain(words_of(target))


def _translated(found: Cut, ours: HubPage) -> list[StringSegmentValue]:
    """The translated segments in the order of the page."""
    by_path: dict[str, list[str]] = defaultdict(list)
    for one, html in found.strings:
        by_path[one.path].append(html)
    cuts = [one for one in extract_segments(ours) if isinstance(one, StringSegmentValue)]
    return [StringSegmentValue(one.path, StringValue(by_path[one.path].pop(0)), attrs=one.attrs, order=one.order) for one in cuts]


def _link(segment: Any, found: Cut) -> Any:
    """A segment that is no string: an address takes the one that stands in the translation."""
    if isinstance(segment, OverridableSegmentValue) and segment.path in found.links:
        return OverridableSegmentValue(segment.path, found.links[segment.path], order=segment.order)
    return segment


def _plain(value: Any) -> Any:
    """``value`` with its HTML in one form of writing, to compare."""
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_plain(one) for one in value]
    return _one_form(value) if isinstance(value, str) and "<" in value else value


def _one_form(html: str) -> str:
    """HTML without the keys of the editor and without white space that means nothing."""
    soup = BeautifulSoup(html, "html.parser")
    for element in soup.find_all(True):
        element.attrs.pop("data-block-key", None)
    return re.sub(r"\s*(</?(?:p|ul|ol|li|h\d|br/?)>)\s*", r"\1", re.sub(r"\s+", " ", str(soup))).strip()
