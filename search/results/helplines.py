"""Somebody to talk to, for the end of a page of results: in the reader's languages, where the reader is or from anywhere."""

from __future__ import annotations

from collections.abc import Collection

from django.http import HttpRequest
from django.utils.translation import gettext as _

from search.engines import site_engine
from search.engines.base import Query, SearchError, Step
from search.forms import Asked
from search.kinds import REGISTRY
from search.ladder import Place, Rung, withheld_keys
from taxonomy.areas import WORLD
from taxonomy.help_languages import base

from .checking import check
from .result import Result, results

MOST = 3


def help_lines(asked: Asked, place: Place | None, shown: Collection[int] = (), request: HttpRequest | None = None) -> list[Result]:
    """At most three, none of the families ``shown`` already: those that speak a language of the reader first. None where there is no index."""
    engine, quiet = site_engine(), Asked(asked.language, reads=asked.reads)
    try:
        question = Query(
            _steps(quiet, place), REGISTRY.help, prefer=quiet.own_languages, exclude_keys=withheld_keys(engine), exclude_families=shown, limit=MOST
        )
        answer = engine.search(question)
    except SearchError:
        return []
    checked, _refused = check(answer.hits, quiet.own_languages, request)
    rung = Rung(question.steps[0], _("Somebody to talk to"), near=True)
    return results([(rung, one) for one in checked], quiet, None, place)


def there(place: Place | None) -> dict[str, list[str]]:
    """The filter for what is meant for people where the reader is; for people anywhere, where no place is known."""
    return {"area": place.area.lineage if place and place.area else [WORLD]}


def speaking(asked: Asked) -> dict[str, list[str]]:
    """The filter for help in a language of the reader."""
    return {"help_language": [code for own in asked.own_languages for code in {own, base(own)}]}


def _steps(asked: Asked, place: Place | None) -> tuple[Step, ...]:
    """First those that speak a language of the reader, then the others."""
    return (Step("spoken", None, filters={**there(place), **speaking(asked)}), Step("any", None, filters=there(place)))
