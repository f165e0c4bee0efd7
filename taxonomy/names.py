"""Names of areas and languages in the languages of the hub: CLDR's (Babel), ISO 3166-2's, those of the editors, our own for sign languages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from functools import lru_cache
from typing import Final

from babel.core import Locale, parse_locale
from django.utils import translation
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from hub import languages
from taxonomy import subdivisions
from taxonomy.fold import fold
from taxonomy.help_languages import SIGNED, SPOKEN
from taxonomy.models import Area, AreaLabel

Choices = list[tuple[str, str]]
Labels = Mapping[str, Mapping[str, str]]
"""Names of areas by code and language."""
KEPT: Final = 8192
"""How many names a process keeps of each sort: more than there are, and an end to what strange codes can fill."""


@lru_cache(maxsize=KEPT)
def cldr_area(code: str, language: str) -> str | None:
    """CLDR's name of the country or M49 region ``code`` in ``language`` (a code of the hub); None where CLDR has none."""
    return Locale.parse(languages.language(language).cldr).territories.get(code)


def _made_name(code: str, labels: Mapping[str, str], language: str) -> str:
    """The name of a subdivision or place: the editors' one, else ISO's, each first in ``language``; the code where nobody named it."""
    own = labels.get(language) or subdivisions.name(code, language) or labels.get(languages.DEFAULT.code)
    return own or next(iter(labels.values()), code)


def editors_labels(codes: Collection[str] | None = None) -> Labels:
    """The labels that editors gave to the areas ``codes``, or to all: for whoever keeps them. One query."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    labels = AreaLabel.objects.all() if codes is None else AreaLabel.objects.filter(area__code__in=codes)
    for code, language, name in labels.values_list("area__code", "language", "name"):
        found[code][language] = name
    return dict(found)


def _loaded(areas: Iterable[Area | str]) -> Labels:
    """The editors' labels by code and language: those that are prefetched, the rest in one query."""
    found: dict[str, Mapping[str, str]] = {}
    wanted = set()
    for area in areas:
        if isinstance(area, Area) and "labels" in getattr(area, "_prefetched_objects_cache", {}):
            found[area.code] = {label.language: label.name for label in area.labels.all()}
        else:
            wanted.add(str(area))
    return {**found, **editors_labels(wanted)} if wanted else found


def area_names(areas: Iterable[Area | str], language: str, labels: Labels | None = None) -> dict[str, str]:
    """The names of ``areas`` (areas or codes) in ``language`` by code: no query for countries and regions, one for all others together; none where
    the editors' ``labels`` are given."""
    areas = list(areas)
    if labels is None:
        labels = _loaded(area for area in areas if not cldr_area(str(area), language))
    return {str(area): cldr_area(str(area), language) or _made_name(str(area), labels.get(str(area), {}), language) for area in areas}


def area_name(area: Area | str, language: str) -> str:
    """The name of ``area`` (an area or its code) in ``language``; the code itself where there is no name. For several, ask ``area_names``."""
    return area_names([area], language)[str(area)]


@lru_cache(maxsize=KEPT)
def language_name(code: str, language: str) -> str:
    """The name of the language ``code`` (BCP 47, or ISO 639-3 of a sign language) in ``language``, in running text; the code where there is none."""
    if code in SIGNED:
        with translation.override(language):
            return str(SIGNED[code])
    tries = (_cldr_language(code, Locale.parse(languages.language(one).cldr)) for one in (language, languages.DEFAULT.code))
    return next(filter(None, tries), code)


def _cldr_language(code: str, locale: Locale) -> str | None:
    """CLDR's name of ``code``, of the whole where it has one (``zh-Hant``, ``fa-AF``), else with the country in brackets; None where it has none."""
    try:
        base, territory, script = parse_locale(code, sep="-")[:3]
    except ValueError:
        return None
    tries = ("_".join(filter(None, one)) for one in ((base, script, territory), (base, script), (base, territory)))
    whole = next((locale.languages[one] for one in tries if one in locale.languages and (one != base or not territory)), None)
    bare, country = locale.languages.get(base), locale.territories.get(territory or "")
    return whole or (f"{bare} ({country})" if bare and country else bare)


def _sorted(codes: Iterable[str], language: str) -> Choices:
    """``codes`` with their names as they stand alone in a list, in the order of the names."""
    return sorted(((code, capfirst(language_name(code, language))) for code in codes), key=lambda choice: fold(choice[1]))


@lru_cache(maxsize=64)
def _listed(language: str) -> tuple[tuple[str, Choices], ...]:
    with translation.override(language):
        return ((_("Spoken languages"), _sorted(SPOKEN, language)), (_("Sign languages"), _sorted(SIGNED, language)))


def grouped_language_choices(language: str | None = None) -> list[tuple[str, Choices]]:
    """The languages of help as choices under two headings, spoken and signed, named in ``language`` (by default the active one)."""
    return list(_listed(languages.language(language or translation.get_language() or "").code))


def language_choices(language: str | None = None) -> Choices:
    """``(code, name)`` of the languages of help, spoken ones first, in the order of the names in ``language`` (by default the active one)."""
    return [choice for _heading, choices in grouped_language_choices(language) for choice in choices]
