"""One result: what it is, why it is shown, how to reach it, before anybody opens it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString

from hub import languages
from safety.light import in_language
from search.forms import Asked
from search.kinds import Shown, kind
from search.ladder import Place, Rung
from taxonomy.names import area_names

from .checking import Checked
from .marking import Markers
from .reasons import reason
from .using import codes_to_name


@dataclass(frozen=True)
class Result:
    """A family among the results. ``language`` is that of its words, ``foreign`` if the reader may not read it, ``other`` if it is not that of the
    page. ``title_html``, ``summary_html`` and ``bit`` (the passage of the text with the words, where they are in neither) hold ``mark`` elements and
    are escaped."""

    title: str
    url: str
    language: languages.Language
    foreign: bool
    other: bool
    family: int
    kind: str
    why: str
    summary: str
    shown: Shown
    title_html: SafeString
    summary_html: SafeString
    bit: SafeString
    example: bool = False


def results(found: Sequence[tuple[Rung, Checked]], asked: Asked, corrected: str | None, place: Place | None) -> list[Result]:
    """What has been found, ready to be shown."""
    shown = _shown([checked for _rung, checked in found])
    names = _names([checked for rung, checked in found if rung.near], asked, place)
    markers = Markers(tuple(filter(None, (asked.text, corrected))), not asked.exact)
    return [_result(rung, checked, shown[index], asked, markers, place, names) for index, (rung, checked) in enumerate(found)]


def _names(found: Sequence[Checked], asked: Asked, place: Place | None) -> Mapping[str, str]:
    """The names of the areas that reasons may name; one query at most."""
    if place is None or not found:
        return {}
    return area_names({code for checked in found for code in codes_to_name(checked.shown, place)}, asked.language)


def _shown(found: Sequence[Checked]) -> list[Shown]:
    """What the apps say of each, asked kind by kind."""
    places: dict[str, list[int]] = defaultdict(list)
    for index, checked in enumerate(found):
        places[checked.shown.kind].append(index)
    said: dict[int, Shown] = {}
    for code, indexes in places.items():
        said.update(zip(indexes, kind(code).shown([found[index].shown for index in indexes]), strict=True))
    return [said[index] for index in range(len(found))]


def _result(rung: Rung, checked: Checked, shown: Shown, asked: Asked, markers: Markers, place: Place | None, names: Mapping[str, str]) -> Result:
    """One of them."""
    row = checked.shown
    foreign = frozenset(stem for entries in rung.step.translations.get(row.language, {}).values() for stem, _weight in entries)
    marker = markers.of(row.language, foreign)
    title, summary = marker.html(row.title), marker.html(row.summary)
    told = "<mark>" in title + summary
    text = f"{row.title}\n{row.summary}" if told else getattr(row, "text", "")
    bit = SafeString("") if told else marker.bit(text)
    return Result(
        title=row.title,
        url=_url(checked, asked),
        language=languages.language(row.language),
        foreign=row.language not in asked.own_languages,
        other=row.language != asked.language,
        family=row.family,
        kind=row.kind,
        why=reason(rung, checked, asked, place, "title" if "<mark>" in title else "text" if told or bit else "", names, marker.called(text)),
        summary=row.summary,
        shown=shown,
        title_html=title,
        summary_html=summary,
        bit=bit,
        example=bool(row.card.get("example")),
    )


def _url(checked: Checked, asked: Asked) -> str:
    """Where it leads: a page that answers with its facts in any language does so in the reader's."""
    answers = getattr(checked.page.specific_class, "answers_without_words", False)
    if answers and checked.shown.language not in asked.own_languages:
        return in_language(checked.address, asked.language)
    return checked.address
