"""The demo content as it lies in its files: one family of translations each."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Final

import yaml

from home.models import HomePage, StandardPage
from hub.models import HubPage
from resources.models import GuidePage, OrganisationPage, ResourceIndexPage, ServicePage

DATA: Final = Path(__file__).resolve().parent / "data"
LOADER: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
NAMESPACE: Final = uuid.UUID("5b3f7d5e-0c0e-4f3a-9a3e-2f6f0f1f9a11")
"""Keys of pages and blocks derive from this, so that a second loading finds what the first one made."""

KINDS: Final[dict[str, type[HubPage]]] = {
    "home": HomePage,
    "sections": ResourceIndexPage,
    "pages": StandardPage,
    "organisations": OrganisationPage,
    "services": ServicePage,
    "guides": GuidePage,
}
"""The folders of ``data`` with the type of page that each holds."""

Words = dict[str, Any]


@dataclass(frozen=True)
class Before:
    """An older version of the original: ``words`` that were different, and the ``languages`` that were translated from it, ``days`` ago."""

    words: Words
    languages: list[str]
    days: int = 90


@dataclass(frozen=True)
class State:
    """What is special about a family: ``scheduled`` (goes live in so many days), ``expired`` (ended so many days ago), ``group`` (for its members
    only)."""

    scheduled: int = 0
    expired: int = 0
    group: str = ""


@dataclass(frozen=True)
class Family:
    """A page in all its languages. ``parent`` is the slug of the section or page above, ``source`` the language it began in, ``position`` its place
    among its kind."""

    kind: str
    slug: str
    words: dict[str, Words]
    parent: str = "home"
    source: str = "en"
    position: int = 99
    menu: bool = False
    facts: dict[str, Any] = field(default_factory=dict)
    before: Before | None = None
    state: State = field(default_factory=State)

    @property
    def model(self) -> type[HubPage]:
        """The type of its pages."""
        return KINDS[self.kind]

    @property
    def key(self) -> uuid.UUID:
        """The ``translation_key`` of its pages."""
        return uuid.uuid5(NAMESPACE, f"{self.kind}/{self.slug}")

    @property
    def languages(self) -> list[str]:
        """The languages it has words in, the original's first."""
        return [self.source, *(code for code in self.words if code != self.source)]

    def source_words(self) -> Words:
        """The words of the original."""
        return self.words[self.source]


@cache
def families() -> dict[str, Family]:
    """All families by their slug (no two have the same), in the order of their folders, positions and names."""
    found = [_read(path) for kind in KINDS for path in sorted((DATA / kind).glob("*.yml"))]
    kinds = list(KINDS)
    return {one.slug: one for one in sorted(found, key=lambda one: (kinds.index(one.kind), one.position))}


def _read(path: Path) -> Family:
    """The family in one file. Raises TypeError for a key that no family has."""
    held = yaml.load(path.read_text(encoding="utf-8"), Loader=LOADER)  # LOADER is a safe one  # nosec B506
    held["before"] = Before(**held["before"]) if "before" in held else None
    held["state"] = State(**held.get("state", {}))
    return Family(kind=path.parent.name, slug=path.stem, **held)
