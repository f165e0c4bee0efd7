"""Why a result is shown, in whole sentences."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from django.utils.translation import gettext as _

from search.forms import Asked
from search.ladder import Place, Rung
from taxonomy.names import language_name

from .checking import Checked
from .using import how


def reason(rung: Rung, checked: Checked, asked: Asked, place: Place | None, where: str, names: Mapping[str, str]) -> str:
    """The sentences. ``where``: the words were found in the "title", in the "text", or ("") in neither. ``names``: of areas by code."""
    reach = how(checked.shown, place, asked, names) if rung.near and place and place.area else ""
    return " ".join([*filter(None, [reach]), *_language(checked, asked), *_words(rung, checked, asked, where)])


def _language(checked: Checked, asked: Asked) -> Iterator[str]:
    """What the reader should know of its language."""
    found = language_name(checked.found.language, asked.language)
    if checked.shown is not checked.found:
        yield _("The words were found in its version in this language: %(language)s.") % {"language": found}
    elif checked.shown.language not in asked.own_languages:
        yield _("Not in your language yet; it is written in this one: %(language)s.") % {"language": found}


def _words(rung: Rung, checked: Checked, asked: Asked, where: str) -> Iterator[str]:
    """What of the query it fits."""
    if rung.topics:
        about = [label for code, label in rung.topics.items() if code in checked.shown.topics]
        yield _("It is about this topic: %(topic)s.") % {"topic": about[0] if about else next(iter(rung.topics.values()))}
    elif not asked.text and asked.chosen:
        yield _("It fits what you have chosen.")
    elif asked.text and checked.shown is checked.found:
        yield {"title": _("The words are in its title."), "text": _("The words are in its text.")}.get(
            where, _("The words are among its topics, places and languages.")
        )
