"""The data that the taxonomy comes with, as it lies in ``taxonomy/data``: read once a process."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any, Final, NamedTuple, TypedDict

import yaml

DATA: Final = Path(__file__).resolve().parent / "data"
TOWNS: Final = DATA / "towns.sqlite3"
"""The list of towns, which ``tools.towns`` makes."""
LOADER: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class ShippedConcept(TypedDict):
    """A concept as ``concepts.yml`` gives it."""

    scheme: str
    code: str
    parent: str
    uri: str
    urgent: bool
    icon: str


class ShippedLabel(TypedDict):
    """The words for a concept as ``labels/<language>.yml`` gives them."""

    label: str
    also: list[str]
    definition: str


class ShippedPhrases(NamedTuple):
    """``phrases`` by the code of their concept (a/b: either word); ``keep``: common words that decide what a phrase means; ``ordinary``: what looks
    like one of them and is none."""

    phrases: dict[str, list[str]]
    keep: frozenset[str]
    ordinary: list[str]


def _read(name: str) -> Any:
    """What the file ``name`` holds."""
    return yaml.load((DATA / name).read_text(encoding="utf-8"), Loader=LOADER)  # LOADER is a safe one  # nosec B506


@cache
def area_parents() -> dict[str, str]:
    """The code of the area above each region and country, from UN M49 and ISO 3166-1; wider areas come first."""
    return {code: parent for parent, codes in _read("m49.yml").items() for code in codes.split()}


@cache
def area_names() -> dict[str, list[str]]:
    """Names by which people know an area, beside those of CLDR and ISO 3166-2, by its code."""
    names: dict[str, list[str]] = _read("area_names.yml")
    return names


@cache
def spoken() -> tuple[str, ...]:
    """The BCP 47 codes of the spoken languages in which help is given."""
    return tuple(_read("help_languages.yml")["spoken"].split())


@cache
def concepts() -> list[ShippedConcept]:
    """The shipped concepts, broader ones before narrower, in the order in which they are shown."""
    rows = [{"scheme": scheme, **row} for scheme, rows in _read("concepts.yml").items() for row in rows]
    return [ShippedConcept(**{"parent": "", "uri": "", "urgent": False, "icon": "", **row}) for row in rows]  # type: ignore[typeddict-item]


@cache
def labels(language: str) -> dict[tuple[str, str], ShippedLabel]:
    """The words of the shipped concepts in ``language`` by scheme and code; nothing where there is no file for it."""
    if not (DATA / "labels" / f"{language}.yml").exists():
        return {}
    found: dict[str, dict[str, ShippedLabel]] = _read(f"labels/{language}.yml")
    return {(scheme, code): words for scheme, rows in found.items() for code, words in rows.items()}


@cache
def urgent(language: str) -> ShippedPhrases:
    """How people who write ``language`` put it when it is urgent; nothing where there is no file for it."""
    found: dict[str, str] = _read(f"urgent/{language}.yml") if (DATA / "urgent" / f"{language}.yml").exists() else {}
    phrases = {code: lines.splitlines() for code, lines in found.items() if code not in ("keep", "ordinary")}
    return ShippedPhrases(phrases, frozenset(found.get("keep", "").split()), found.get("ordinary", "").splitlines())


@cache
def emergency() -> dict[str, Any]:
    """Numbers to call in an emergency: ``single`` in order, ``own`` by country, ``never``: countries, see the file."""
    found: dict[str, Any] = _read("emergency.yml")
    return found
