"""The languages of the hub: one table. To add a language: one row here and a catalogue in ``locale/``.

Codes are BCP 47 in lower case, as they stand in addresses. No other module asks which language it is in: what differs between languages is a column.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Final, Literal

Direction = Literal["ltr", "rtl"]


@dataclass(frozen=True)
class Language:
    """One language of the interface and of pages.

    ``code`` is the code in addresses, ``tag`` the one in ``lang`` attributes, ``cldr`` the one for CLDR names (Babel), ``name`` its own name for
    itself. ``stemmer`` names the stemming rule of ``search.analysis`` (None: none), ``elision`` the short words that lose their vowel before an
    apostrophe. ``week_start`` is 0 for Monday to 6 for Sunday. ``exit_page`` is a neutral page in this language. ``reviewed_by`` and
    ``reviewed_on`` say who has read the fixed texts as a native speaker; until then every page says so.
    """

    code: str
    name: str
    tag: str
    cldr: str
    direction: Direction = "ltr"
    stemmer: str | None = None
    elision: frozenset[str] = field(default_factory=frozenset)
    week_start: int = 0
    exit_page: str = "https://www.wikipedia.org/"
    reviewed_by: str = ""
    reviewed_on: date | None = None

    @property
    def rtl(self) -> bool:
        """Is it written from right to left?"""
        return self.direction == "rtl"


FRENCH_ELISION: Final = frozenset("l d j m t s c n qu jusqu lorsqu puisqu quoiqu".split())

LANGUAGES: Final[tuple[Language, ...]] = (
    Language("en", "English", "en", "en", stemmer="english", exit_page="https://en.wikipedia.org/"),
    Language("fr", "Français", "fr", "fr", stemmer="french", elision=FRENCH_ELISION, exit_page="https://fr.wikipedia.org/"),
    Language("es", "Español", "es", "es", stemmer="spanish", exit_page="https://es.wikipedia.org/"),
    Language("pt", "Português", "pt", "pt", stemmer="portuguese", exit_page="https://pt.wikipedia.org/"),
    Language("ar", "العربية", "ar", "ar", "rtl", stemmer="light10", week_start=5, exit_page="https://ar.wikipedia.org/"),
    Language("fa", "فارسی", "fa", "fa", "rtl", week_start=5, exit_page="https://fa.wikipedia.org/"),
    Language("ru", "Русский", "ru", "ru", stemmer="russian", exit_page="https://ru.wikipedia.org/"),
    Language("zh-hant", "繁體中文", "zh-Hant", "zh_Hant", week_start=6, exit_page="https://zh.wikipedia.org/"),
)

DEFAULT: Final = LANGUAGES[0]


@cache
def by_code() -> dict[str, Language]:
    """All languages by the code that stands in addresses."""
    return {language.code: language for language in LANGUAGES}


def language(code: str) -> Language:
    """The language of ``code`` (any case, as Django's ``get_language`` gives it), or the default one where the hub has no such language."""
    return by_code().get(code.lower(), DEFAULT)


def codes() -> list[str]:
    """The codes of all languages, in the order of the table."""
    return [one.code for one in LANGUAGES]


def choices() -> list[tuple[str, str]]:
    """``(code, own name)`` of all languages, for ``settings.LANGUAGES`` and for choice fields."""
    return [(one.code, one.name) for one in LANGUAGES]
