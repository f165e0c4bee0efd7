"""Finding an area by what a person types: a code, or a name in any language of the hub."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache
from typing import Final

from babel.core import Locale

from hub import languages
from taxonomy import shipped, subdivisions
from taxonomy.areas import WORLD, covers, unsaved_area
from taxonomy.fold import fold
from taxonomy.models import Area

ALSO_READ: Final = ("zh_Hans", "pt_PT")
"""CLDR languages beside the hub's whose names of countries people type."""
COMMA: Final = re.compile(r"[,،、，;/|\n]")
ARTICLE: Final = re.compile(r"^(the|la|le|les|el|los|las|l['’])\b\s*", re.IGNORECASE)
LONGEST: Final = 200


@cache
def _countries() -> dict[str, str]:
    """The codes of countries and regions by their folded names: CLDR's first, then our list of other names."""
    found: dict[str, str] = {}
    for locale in [*(one.cldr for one in languages.LANGUAGES), *ALSO_READ]:
        names = Locale.parse(locale).territories
        for code in (*(one for one in shipped.area_parents() if one.isalpha()), *(one for one in shipped.area_parents() if one.isdigit()), WORLD):
            found.setdefault(fold(names[code]), code)
    for code, others in shipped.area_names().items():
        for other in others:
            found.setdefault(fold(other), code)
    return found


@cache
def _subdivisions() -> dict[str, tuple[str, ...]]:
    """The codes of all subdivisions of ISO 3166-2 by their folded names, in their order."""
    found: dict[str, set[str]] = defaultdict(set)
    for spelling, code in subdivisions.spellings():
        found[fold(spelling)].add(code)
    return {name: tuple(sorted(codes)) for name, codes in found.items()}


def _widest(areas: list[Area]) -> Area | None:
    """The one that holds all the others; in one country the first (they are one place under several codes); None where countries differ."""
    widest = [area for area in areas if all(covers(area, other) for other in areas)]
    same = len({area.code[:2] for area in areas}) == 1
    return widest[0] if widest else (areas[0] if same else None)


def _by_code(text: str) -> Area | None:
    """The area that has this code; only what looks like a code is asked for."""
    return unsaved_area(text) if re.fullmatch(r"[0-9]{3}|[A-Za-z]{2}(-[A-Za-z0-9]{1,3})?(\.[\w.-]+)?", text) else None


def _by_name(name: str, within: Area | None = None) -> Area | None:
    """The one area of this name, in ``within`` if given: a country, else a place that editors named, else a subdivision."""
    if not (key := fold(name)):
        return None
    if (code := _countries().get(key)) and (found := unsaved_area(code)) and (within is None or covers(within, found)):
        return found
    named = Area.objects.filter(labels__folded=key, path__startswith=within.path if within else "").distinct().order_by("path")
    return _widest(list(named) or _listed(key, within))


def _listed(key: str, within: Area | None) -> list[Area]:
    """The subdivisions of ISO 3166-2 of this name, if they all lie in one country (that of ``within``, if given)."""
    codes = [code for code in _subdivisions().get(key, ()) if within is None or code[:2] in within.lineage]
    return [area for area in map(unsaved_area, codes) if area] if len({code[:2] for code in codes}) == 1 else []


def country_named(name: str) -> str:
    """The code of the country that has this name in any language of the hub, empty where none has. No query."""
    code = _countries().get(fold(name), "")
    return code if len(code) == 2 and code.isalpha() else ""


def parts_named(name: str) -> dict[str, str]:
    """The parts of countries that have this name in ISO 3166-2: one code by the code of each country, the widest by its letters. No query."""
    key = fold(name)
    return {code[:2]: code for code in reversed(_subdivisions().get(key, ()) if key else ())}


def find_area(text: str) -> Area | None:
    """The area that ``text`` means: a code (``MA``, ``DE-BE``, ``150``), or a name in any language of the hub; None where none fits, or several.

    ``"Córdoba, Argentina"`` looks for the first name in the second. Nothing is written: a subdivision that nobody used yet comes back
    without a primary key, but with its path (``areas.area_for`` makes it). At most a handful of queries, none without a name.
    """
    text = text.strip()[:LONGEST]
    bare = ARTICLE.sub("", text)
    if found := (_by_code(text) or _by_name(text) or (_by_name(bare) if bare != text else None)):
        return found
    head, *rest = [part.strip() for part in COMMA.split(text) if fold(part)] or [""]
    within = find_area(rest[-1]) if rest else None
    return _by_name(head, within) if within else None
