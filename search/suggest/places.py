"""Places by the beginning of any word of their names: of countries, regions and their parts, and of the places that editors named; then towns."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from typing import Final

from django.utils.translation import gettext as _

from hub import languages
from search.engines import site_engine
from search.engines.base import Query, SearchError, Step
from search.kept import Kept
from search.ladder import withheld_keys
from taxonomy.beginnings import Begun, Row, beginning, rows
from taxonomy.fold import fold
from taxonomy.models import AreaLabel
from taxonomy.names import area_names, cldr_area

from .suggestion import Suggestion, Typed
from .towns import towns

CANDIDATES: Final = 24
"""Names that are looked at for one list: some of them say the same, or name places of which nothing is public."""

BEFORE: Final = 4
"""Areas that stand before the towns."""


def places(typed: Typed, limit: int) -> list[Suggestion]:
    """The places. Choosing one fills the field with what ``search.ladder.places`` understands. Five queries at most."""
    begun = beginning(typed.text, typed.language, _named.get(typed.language))[:CANDIDATES]
    public = _public({one.code for one in begun if "." in one.code})
    kept = [one for one in begun if "." not in one.code or one.code in public]
    names = area_names({one.code for one in kept}, typed.language)
    made = (_suggestion(one, names[one.code], typed.language) for one in kept)
    found = [one for one in made if one][:limit]
    return [*found[:BEFORE], *towns(typed, limit - min(BEFORE, len(found))), *found[BEFORE:]][:limit]


def _suggestion(begun: Begun, name: str, language: str) -> Suggestion | None:
    """One place in the reader's language; the name that was begun stands beside it where it is another. None for a part of a country that has the
    country's name: the field could not tell them apart."""
    country = cldr_area(begun.code[:2], language) if "-" in begun.code else None
    if country and fold(country) == fold(name):
        return None
    text = _("%(place)s, %(country)s") % {"place": name, "country": country} if country else name
    return Suggestion("place", text, languages.language(language).tag, "" if fold(begun.name) == fold(name) else begun.name)


def _read(language: str) -> list[Row]:
    """The names that editors gave to areas, as they are looked through by a reader of ``language``."""
    by_area: dict[str, dict[str, str]] = defaultdict(dict)
    for code, spoken, name in AreaLabel.objects.values_list("area__code", "language", "name"):
        by_area[code][spoken] = name
    return list(_rows(by_area, language))


_named: Final = Kept(_read)


def _rows(by_area: Mapping[str, dict[str, str]], language: str) -> Iterator[Row]:
    """The same, area by area. CLDR's name of a country is shown, whatever editors call it."""
    for code, names in by_area.items():
        shown = area_shown(code, names, language)
        for name in names.values():
            yield from rows(code, name, other=name != shown)


def area_shown(code: str, names: dict[str, str], language: str) -> str | None:
    """The one of the names by which the area is shown; None for a country."""
    return None if cldr_area(code, language) else names.get(language) or names.get(languages.DEFAULT.code) or next(iter(names.values()))


def _public(codes: Collection[str]) -> frozenset[str]:
    """Those of the places that a public page covers: that editors know of a place is nobody's business before."""
    if not codes:
        return frozenset()
    try:
        engine = site_engine()
        step = Step("places", None, filters={"area": codes})
        answer = engine.search(Query((step,), facets=("area",), exclude_keys=withheld_keys(engine), limit=0))
    except SearchError:
        return frozenset()
    return frozenset(code for code, _count in answer.facets["area"])
