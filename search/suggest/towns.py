"""Towns by the beginning of one of their names, as a reader of the language would write it."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from hub import languages
from search.analysis.han import ONE_FORM
from search.ladder.places import in_area
from taxonomy.fold import fold
from taxonomy.names import area_names
from taxonomy.towns import BegunTown, begun_towns

from .suggestion import Suggestion, Typed

CANDIDATES: Final = 24
"""Towns that are looked at for one list: some have only names of other languages that begin so."""
ENOUGH: Final = 4
"""Letters from which on a name counts that a town also has, with at most ``LEFT`` to come: most such names are of other languages."""
LEFT: Final = 2
ACCENTED: Final = {"es": "áéíñóúü", "fr": "àâæçèéêëîïôùûüœ", "pt": "àáâãçéêíóôõúü"}
"""Letters of each language with Latin letters beside those from a to z."""
LETTERS: Final = {
    "ar": "ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىي",
    "fa": "ءآأؤئابپتثجچحخدذرزژسشصضطظعغفقکگلمنهوی\u200c",
    "ru": "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
}
"""Letters of each other language that has letters."""
HAN: Final = "\u3400-\u9fff"
BETWEEN: Final = " .'’-"
DIGIT: Final = re.compile(r"[0-9]")
"""Parts of towns have numbers."""
SIMPLIFIED: Final = frozenset(ONE_FORM.values()) - ONE_FORM.keys()


def towns(typed: Typed, limit: int) -> list[Suggestion]:
    """The towns, each with its country, as the search then understands them; not one with the name of its country, which is offered itself."""
    found = [(name, town.country) for town in begun_towns(typed.text, typed.language, CANDIDATES) if (name := shown(town, typed))]
    countries = area_names({country for _name, country in found}, typed.language)
    told = [in_area(name, countries[country]) for name, country in found if fold(name) != fold(countries[country])]
    return [Suggestion("place", one, languages.language(typed.language).tag) for one in told][:limit]


def shown(town: BegunTown, typed: Typed) -> str:
    """The name by which the reader knows the town, of those that were begun: that of their language, what it is mostly called, else one in the
    letters of their language; empty where none is."""
    for name in (town.local, town.main):
        if name and fold(name).startswith(fold(typed.text)) and not DIGIT.search(name):
            return name
    readable = (name for name in town.names if _readable(name, typed.language) and _far_enough(name, typed.text))
    return min(readable, key=lambda name: bool(SIMPLIFIED & set(name)), default="")


def _far_enough(name: str, text: str) -> bool:
    """Is so much of the name there that it can be meant? In other letters than the Latin ones nothing else is known of a town."""
    begun = len(fold(text))
    return not name[0].isascii() or (begun >= ENOUGH and len(fold(name)) - begun <= LEFT)


def _readable(name: str, language: str) -> bool:
    """Is the name written as one is in this language? Capitals alone stand for an airport, small letters for another script."""
    return bool(_written(language).fullmatch(name.casefold())) and not (name.isascii() and (name.isupper() or name[0].islower()))


@cache
def _written(language: str) -> re.Pattern[str]:
    """Names in the letters of a language, or in Latin ones."""
    latin = f"[a-z{ACCENTED.get(language, '')}{BETWEEN}]+"
    other = LETTERS.get(language, HAN if language.startswith("zh") else "")
    return re.compile(f"{latin}|[{other}{BETWEEN}]+" if other else latin)
