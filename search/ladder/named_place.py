"""The place that a text names, for readers who typed none in its own field: to be offered, never taken."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from search.analysis import clean, rules_of
from search.analysis import fold as fold_word
from taxonomy.fold import fold
from taxonomy.gazetteer import country_named
from taxonomy.names import area_name, area_names
from taxonomy.towns import Named, find_places, town_names

from .places import in_area

FEW_WORDS: Final = 8
"""Of a longer text nobody looks for a place: it is a sentence."""
LONGEST_NAME: Final = 3
"""Words of a name."""
LEAST_LATIN: Final = 4
LEAST: Final = 3
"""Letters of a name, in Latin and in other ones: with fewer many have another meaning."""
SHORT: Final = frozenset({"uk", "usa", "uae"})
"""Those that have not."""
ORDINARY: Final = frozenset(map(fold, ("natal", "sale", "كيف")))
"""Large towns that are called like something else, one of them in the Persian of neighbours."""
LATIN: Final = re.compile(r"[a-z\u00c0-\u024f]", re.IGNORECASE)
LENGTHS: Final = (4, 3, 2)
"""Characters of a name in a script without spaces."""
HAN: Final = re.compile(r"[\u3400-\u9fff]")
MANY: Final = 500_000
CAPITAL: Final = 50_000
"""People of a town that is meant, and of one that is written with a capital letter: many small ones are called like other things (Nice, Bath)."""


class NamedPlace(NamedTuple):
    """``place`` as ``places.place`` understands it; ``rest``: the text without it."""

    place: str
    rest: str


def named_place(text: str, language: str) -> NamedPlace | None:
    """The place that stands at the end or the beginning of a text of few words, and the rest of it; None where there is none."""
    for bit, rest in _bits(text.split()):
        if name := _name(bit, language):
            return NamedPlace(name, " ".join(_bare(rest, language)))
    return None


def _bits(words: Sequence[str]) -> Iterator[tuple[str, Sequence[str]]]:
    """What may be a name, with the other words: the longest first, the end before the beginning; in a text without spaces what it begins with."""
    if len(words) == 1 and HAN.search(words[0]):
        yield from ((words[0][:length], [words[0][length:]]) for length in LENGTHS if length < len(words[0]))
    for length in range(min(LONGEST_NAME, len(words)), 0, -1) if len(words) <= FEW_WORDS else ():
        yield " ".join(words[-length:]), words[:-length]
        if length < len(words):
            yield " ".join(words[:length]), words[length:]


def _bare(words: Sequence[str], language: str) -> Sequence[str]:
    """The words without small ones at the end ("in")."""
    stop = rules_of(language).stop
    while words and fold_word(clean(words[-1])) in stop:
        words = words[:-1]
    return words


def _name(bit: str, language: str) -> str:
    """The name of the country, the part of one or the town that is called so; empty where there is none, or where several may be meant."""
    key = fold(bit)
    short = len(key) < (LEAST_LATIN if key.isascii() else LEAST) and key not in SHORT and not HAN.search(key)
    if short or key in ORDINARY:
        return ""
    if code := country_named(bit):
        name = area_name(code, language)
        return name if fold(name) != key or len(name.split()) == len(bit.split()) else ""  # "to go" is not Togo
    found = find_places(bit)
    if len(found) != 1 or found[0].people < (CAPITAL if bit[0].isupper() else MANY):
        return ""
    return _called(found[0], bit, language)


def _called(found: Named, bit: str, language: str) -> str:
    """A part of a country or a town, with its country; empty for a town that is called otherwise in this language."""
    names = area_names([found.country, *([found.part] if found.part else [])], language)
    if found.part or not found.town:
        return in_area(names[found.part], names[found.country])
    main, local = town_names(found.town, language)
    known = [local, main] if LATIN.match(bit) else [local or bit]
    return in_area(local or found.town.name, names[found.country]) if fold(bit) in {fold(one) for one in known if one} else ""
