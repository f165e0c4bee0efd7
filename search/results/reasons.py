"""Why a result is shown, in whole sentences."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from babel.lists import format_list
from django.utils.translation import gettext as _

from hub import languages
from search.forms import Asked
from search.ladder import Place, Rung
from taxonomy.names import language_name

from .checking import Checked
from .using import how

ISOLATE: Final = "\u2068"
POP: Final = "\u2069"
"""Between them a word keeps its own direction in a sentence of the other one."""


def reason(rung: Rung, checked: Checked, asked: Asked, place: Place | None, where: str, names: Mapping[str, str], called: Sequence[str] = ()) -> str:
    """The sentences. ``where``: the words were found in the "title", in the "text", or ("") in neither. ``names``: of areas by code. ``called``: not
    those that were typed, but what they are called in the language of the result."""
    reach = how(checked.shown, place, asked, names) if rung.near and place and place.area else ""
    words = _called(checked, asked, called) if called and not rung.topics else _words(rung, checked, asked, where)
    return " ".join([*filter(None, [reach]), *_language(checked, asked), *words])


def _language(checked: Checked, asked: Asked) -> Iterator[str]:
    """What the reader should know of its language."""
    found = language_name(checked.found.language, asked.language)
    if checked.shown is not checked.found:
        yield _("The words were found in its version in this language: %(language)s.") % {"language": found}
    elif checked.shown.language not in asked.own_languages:
        yield _("Not in your language yet; it is written in this one: %(language)s.") % {"language": found}


def _called(checked: Checked, asked: Asked, called: Sequence[str]) -> Iterator[str]:
    """What the words are called in its language, as it says them. Where another version of it holds the words themselves, that has been said."""
    if checked.shown is checked.found:
        language = language_name(checked.shown.language, asked.language)
        words = format_list([f"{ISOLATE}{word}{POP}" for word in called], locale=languages.language(asked.language).cldr)
        yield _("The words were translated into this language (%(language)s): %(words)s.") % {"language": language, "words": words}


def _words(rung: Rung, checked: Checked, asked: Asked, where: str) -> Iterator[str]:
    """What of the query it fits."""
    if rung.topics:
        about = [label for code, label in rung.topics.items() if code in checked.shown.topics]
        yield _("It is about this topic: %(topic)s.") % {"topic": about[0] if about else next(iter(rung.topics.values()))}
    elif not asked.text and asked.chosen:
        yield _("It fits what you have chosen.")
    elif asked.text and checked.shown is checked.found:
        yield _where(where)


def _where(where: str) -> str:
    """Where the words were found."""
    if where == "title":
        return _("The words are in its title.")
    return _("The words are in its text.") if where == "text" else _("The words are among its topics, places and languages.")
