"""ISO 3166-2: the parts of countries, with the names that pycountry's catalogues give them."""

from __future__ import annotations

import gettext
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Any, Final

import pycountry
from babel.core import Locale, get_global

from hub import languages

FOUND_IN: Final = ("en", "fr", "es", "pt_BR", "ru", "zh_CN", "zh_TW")
"""The catalogues of pycountry whose names are searched."""
CITY_OF_LONDON: Final = ("London", "GB-LND")
"""A square mile of the town that is called so."""


@cache
def _catalogue(*locales: str) -> gettext.NullTranslations:
    """The first of pycountry's catalogues for ``locales``, or an empty one."""
    return gettext.translation("iso3166-2", pycountry.LOCALES_DIR, languages=list(locales), fallback=True)


@cache
def _locales(language: str) -> tuple[str, ...]:
    """The names under which a catalogue for ``language`` may lie: its CLDR code, and its language with the country that CLDR expects it in."""
    cldr = languages.language(language).cldr
    likely = Locale.parse(get_global("likely_subtags").get(cldr, cldr))
    return (cldr, f"{likely.language}_{likely.territory}")


def record(code: str) -> Any | None:
    """pycountry's record of the subdivision ``code`` (``country_code``, ``parent_code``, ``name``), or None."""
    return pycountry.subdivisions.get(code=code)


def parent_of(code: str) -> str | None:
    """The code of the subdivision or country in which ``code`` lies; None where ISO 3166-2 has no such subdivision."""
    found = record(code)
    return (found.parent_code or found.country_code) if found else None


def _plain(name: str) -> str:
    """``name`` without the names in brackets behind it and with what stands behind a comma put in front: ``"City of London"``."""
    first = name.split("[")[0].split("(")[0].strip() or name
    head, comma, tail = first.partition(", ")
    return f"{tail} {head}" if comma else first


@lru_cache(maxsize=8192)
def name(code: str, language: str) -> str | None:
    """The name of the subdivision ``code`` in ``language``, else in English, else as ISO writes it; None where there is none."""
    found = record(code)
    return _named(found.name, language) if found else None


def _named(iso: str, language: str) -> str:
    """What ISO calls ``iso``, in ``language``, else in English."""
    own = _catalogue(*_locales(language)).gettext(iso)
    return _plain(own if own != iso else _catalogue(languages.DEFAULT.cldr).gettext(iso))


def names(language: str) -> Iterator[tuple[str, str, str]]:
    """All subdivisions: the code, the name in ``language`` and the one that ISO has."""
    return ((one.code, _named(one.name, language), _plain(one.name)) for one in pycountry.subdivisions)


def spellings() -> Iterator[tuple[str, str]]:
    """All names of all subdivisions with their codes, whole, without brackets and without what follows a comma. The catalogues are not kept for it:
    each is some hundred kilobytes, and most are of languages that nobody reads here at the moment."""
    catalogues = [_catalogue(locale) for locale in FOUND_IN]
    for found in pycountry.subdivisions:
        for whole in {found.name, *(catalogue.gettext(found.name) for catalogue in catalogues)}:
            for one in {whole, _plain(whole), *whole.replace("]", "[").split("["), whole.split(",")[0]}:
                if (one, found.code) != CITY_OF_LONDON:
                    yield one, found.code
    _catalogue.cache_clear()
