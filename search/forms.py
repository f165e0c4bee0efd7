"""What a reader asks for: any input whatever, brought to what the search understands. Nothing that comes in is an error."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from django.core.exceptions import BadRequest, SuspiciousOperation
from django.http import HttpRequest, QueryDict
from django.http.multipartparser import MultiPartParserError
from django.http.request import UnreadablePostError
from django.utils.translation import get_language

from hub import languages
from search.addresses import topic_codes
from search.analysis import normal_code
from search.engines.base import FILTERS

LONGEST_TEXT: Final = 200
LONGEST_PLACE: Final = 120
MOST_VALUES: Final = 40
PER_PAGE: Final = 10
CODE: Final = re.compile(r"[\w.-]{1,80}", re.ASCII)
PAGE: Final = re.compile(r"[0-9]{1,6}")
CONTROL: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]+")


@dataclass(frozen=True)
class Asked:
    """``text`` and ``near`` as typed, without what cannot be shown. ``language`` is that of the page, ``reads`` the further ones of the reader.
    ``exact``: take the text as typed. ``page`` counts from 1. ``open_now``: only where somebody is there at this moment."""

    language: str
    text: str = ""
    near: str = ""
    reads: tuple[str, ...] = ()
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    exact: bool = False
    page: int = 1
    open_now: bool = False

    @property
    def own_languages(self) -> tuple[str, ...]:
        """The languages that the reader reads, the page's first."""
        return (self.language, *self.reads)

    @property
    def other_languages(self) -> tuple[str, ...]:
        """The other languages of the hub: the default one first, since most people can make something of it."""
        others = sorted(languages.codes(), key=lambda code: code != languages.DEFAULT.code)
        return tuple(code for code in others if code not in self.own_languages)

    @property
    def anything(self) -> bool:
        """Is anything asked for?"""
        return bool(self.text or self.near or self.filters or self.open_now)

    @property
    def chosen(self) -> int:
        """How many values of filters are chosen."""
        return sum(len(values) for values in self.filters.values()) + self.open_now

    @property
    def offset(self) -> int:
        """How many results stand on the pages before."""
        return (self.page - 1) * PER_PAGE


def read(request: HttpRequest) -> Asked:
    """What ``request`` asks for; nothing where it cannot be read at all."""
    return from_params(sent(request), languages.language(get_language() or "").code)


def sent(request: HttpRequest) -> QueryDict:
    """The fields of the form; none where they cannot be read at all."""
    try:
        return request.POST if request.method == "POST" else request.GET
    except (SuspiciousOperation, BadRequest, MultiPartParserError, UnreadablePostError):
        return QueryDict()


def from_params(params: QueryDict, language: str) -> Asked:
    """The same, from the fields of the form."""
    text = cleaned(params.get("q"), LONGEST_TEXT)
    filters = {name: codes(params.getlist(name)) for name in FILTERS}
    filters["topic"] = topic_codes(filters["topic"])
    return Asked(
        language=language,
        text=text,
        near=cleaned(params.get("country") or params.get("near"), LONGEST_PLACE),
        reads=further_languages(params.getlist("reads"), language),
        filters={name: values for name, values in filters.items() if values},
        exact=bool(text) and params.get("exact") in ("1", text),
        page=page_number(params.get("page")),
        open_now=params.get("open") == "now",
    )


def further_languages(values: Iterable[object], language: str) -> tuple[str, ...]:
    """The languages of the hub that a reader says to read beside ``language``, each once."""
    reads = (normal_code(code) for code in codes(values))
    return tuple(dict.fromkeys(code for code in reads if code in languages.by_code() and code != language))


def cleaned(text: object, longest: int) -> str:
    """One line of text that any database, index and page can hold."""
    return CONTROL.sub(" ", str(text or ""))[:longest].strip()


def codes(values: Iterable[object]) -> tuple[str, ...]:
    """The values that look like codes, each once."""
    found = dict.fromkeys(str(value) for value in values if CODE.fullmatch(str(value)))
    return tuple(found)[:MOST_VALUES]


def page_number(text: object) -> int:
    """The number of a page; the first where ``text`` is none."""
    return max(1, int(str(text))) if PAGE.fullmatch(str(text or "")) else 1
