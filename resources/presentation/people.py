"""Is it for me: ages, audiences, languages of help, where people may be, access."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from resources.codes import Answer, LanguageHow
from taxonomy.areas import WORLD
from taxonomy.help_languages import is_signed
from taxonomy.names import area_names, language_name

from .wording import joined, labels, reader


@dataclass(frozen=True)
class HelpLanguage:
    """A language in which help is given. ``text`` names it, with the interpreter if there is one."""

    code: str
    name: str
    signed: bool
    interpreter: bool
    text: str


def ages_text(facts: Any) -> str:
    """The ages that are helped, as a sentence; empty where there is no limit."""
    ages = {"from": facts.age_from, "to": facts.age_to}
    if facts.age_from is not None and facts.age_to is not None:
        return _("From age %(from)s to %(to)s") % ages
    if facts.age_from is not None:
        return _("From age %(from)s on") % ages
    return _("Up to age %(to)s") % ages if facts.age_to is not None else ""


def help_languages(facts: Any) -> list[HelpLanguage]:
    """The languages of help, those of the staff first, each once: who speaks it needs no interpreter."""
    rows: dict[str, bool] = {}
    for row in facts.languages.all():
        rows[row.code] = rows.get(row.code, True) and row.how == LanguageHow.INTERPRETER
    found = [_help_language(code, interpreter) for code, interpreter in rows.items()]
    return sorted(found, key=lambda one: one.interpreter)


def _help_language(code: str, interpreter: bool) -> HelpLanguage:
    """One language with its name."""
    name = language_name(code, reader().code)
    return HelpLanguage(code, name, is_signed(code), interpreter, _language_text(name, interpreter))


def language_texts(facts: Any) -> list[str]:
    """The languages of help in at most two lines: those of the staff, and those for which an interpreter is called."""
    spoken = help_languages(facts)
    lines = {False: [one.name for one in spoken if not one.interpreter], True: [one.name for one in spoken if one.interpreter]}
    return [_language_text(joined(names), interpreter) for interpreter, names in lines.items() if names]


def _language_text(names: str, interpreter: bool) -> str:
    """One language or several, with the interpreter if there is one."""
    return _("%(language)s, through an interpreter") % {"language": names} if interpreter else names


def all_area_names(areas: Iterable[Any]) -> dict[str, str]:
    """The names of ``areas`` in the reader's language by code: one query at most."""
    return area_names(areas, reader().code)


def where_texts(facts: Any, names: dict[str, str]) -> list[str]:
    """Where people may be whom the service helps, from anywhere first. Empty where nobody knows."""
    rows = list(facts.areas.all())
    anywhere = [_area_text(row, names) for row in rows if row.area.code == WORLD]
    return anywhere + [_area_text(row, names) for row in rows if row.area.code != WORLD]


def from_anywhere(facts: Any) -> bool:
    """May people be anywhere in the world?"""
    return any(row.area.code == WORLD and not row.residents_only for row in facts.areas.all())


def _area_text(row: Any, names: dict[str, str]) -> str:
    """One area."""
    if row.area.code == WORLD:
        return _("From anywhere")
    name = names.get(row.area.code, row.area.code)
    return _("%(area)s, only people who live there") % {"area": name} if row.residents_only else name


def access_texts(facts: Any) -> list[str]:
    """What there is for disabled people, what there is not, and what nobody knows, a line each."""
    found: dict[str, list[str]] = {Answer.YES: [], Answer.NO: [], Answer.UNKNOWN: []}
    for row in facts.access.all():
        found[row.answer].append(str(row.get_kind_display()))
    lines = {Answer.YES: _("Yes: %(what)s"), Answer.NO: _("No: %(what)s"), Answer.UNKNOWN: _("We do not know: %(what)s")}
    return [line % {"what": labels(found[answer])} for answer, line in lines.items() if found[answer]]
