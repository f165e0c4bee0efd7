"""The kinds of things that can be found, as the apps that bring them register them: what they are called, and what a result says of them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final, Protocol

from django.utils.functional import Promise

Card = Mapping[str, Any]


class Row(Protocol):
    """What can be found of a page in its language, as ``search.models`` keeps it: its card, and what tells one state of it from another."""

    @property
    def key(self) -> str:
        """Its own, and never used again."""

    @property
    def version(self) -> int:
        """Grows with every change."""

    @property
    def card(self) -> Card:
        """Plain data for the presenter of its kind."""


@dataclass(frozen=True)
class Fact:
    """A small fact of a result: an icon of ``hub.icons`` and a text; with ``address`` it can be tapped. ``ltr``: a number or address, whatever the
    language around it. ``note``: what to know about it."""

    icon: str
    text: str
    address: str = ""
    ltr: bool = False
    note: str = ""


@dataclass(frozen=True)
class State:
    """Open or not, in words."""

    open: bool
    text: str


@dataclass(frozen=True)
class Shown:
    """What a result says beside its title and text: what it is, whether anybody is there now, how to reach it."""

    label: str
    state: State | Any = None
    facts: Sequence[Fact] = ()


@dataclass(frozen=True)
class Presence:
    """Whether somebody can be reached: ``open`` now, or not, or (None) nobody can tell; ``opens``: when somebody is there again, where known."""

    open: bool | None
    opens: datetime | None = None


Attendance = Callable[[Sequence[Card], Collection[str]], "list[Presence | None]"]
"""From cards and languages (BCP 47 without script and country) to who can be reached at once, in one of these languages: None where nobody can, be it
that the service rests, is full, or answers letters only."""
Presenter = Callable[[Sequence[Row]], list[Shown]]


@dataclass(frozen=True)
class Kind:
    """``label`` names one of the kind (in lists of filters). ``present`` makes results of rows, all of one page at once, in the active language; a
    page has few queries to spend on all kinds together. ``rank``: the order in which kinds stand where nothing else decides. ``attend`` says who can
    be reached at once."""

    code: str
    label: str | Promise
    present: Presenter | None = None
    rank: int = 100
    attend: Attendance | None = None

    def shown(self, rows: Sequence[Row]) -> list[Shown]:
        """What results of these rows say."""
        return self.present(rows) if self.present else [Shown(str(self.label)) for _row in rows]


Labels = Callable[[], Mapping[str, str]]
"""The names of all values of a filter, in the active language."""


Loader = Callable[[Sequence[Any]], None]
"""Loads what pages need to bring their documents, for many pages at once."""


@dataclass(frozen=True)
class Registry:
    """All kinds by code; who names the values of filters that the search cannot name by itself; the filters that let through somebody to talk to (for
    when nothing else is found); how sentences name ways from a distance, by the values of the filter ``channel``; who loads what the documents of
    many pages need."""

    kinds: dict[str, Kind] = field(default_factory=dict)
    labels: dict[str, Labels] = field(default_factory=dict)
    help: dict[str, Sequence[str]] = field(default_factory=dict)
    ways: dict[str, str | Promise] = field(default_factory=dict)
    loaders: list[Loader] = field(default_factory=list)


REGISTRY: Final = Registry()


def register_kind(kind: Kind) -> None:
    """Make a kind known. Called by apps when they are ready."""
    REGISTRY.kinds[kind.code] = kind


def register_labels(name: str, labels: Labels) -> None:
    """Say who names the values of the filter ``name``."""
    REGISTRY.labels[name] = labels


def register_loader(loader: Loader) -> None:
    """Say who loads what pages need, in few queries for many of them."""
    if loader not in REGISTRY.loaders:
        REGISTRY.loaders.append(loader)


def register_ways(ways: Mapping[str, str | Promise]) -> None:
    """Say how ways from a distance are called in a sentence ("by phone")."""
    REGISTRY.ways.update(ways)


def register_help(filters: Mapping[str, Sequence[str]]) -> None:
    """Say which documents are somebody to talk to."""
    REGISTRY.help.clear()
    REGISTRY.help.update(filters)


def kind(code: str) -> Kind:
    """The kind of this code; one without a name for a code that nobody registered."""
    return REGISTRY.kinds.get(code) or Kind(code, code)


def kind_labels(codes: Iterable[str]) -> dict[str, str]:
    """The names of kinds, in the order of their ranks."""
    known = sorted((REGISTRY.kinds[code] for code in codes if code in REGISTRY.kinds), key=lambda one: one.rank)
    return {one.code: str(one.label) for one in known}
