"""The sentences that must be right before all others, as one sheet to review: what stays private, the way out, alerts, costs.

Read from the catalogues each time, so that no sheet is ever stale (``manage.py review_sheet fr``; in the admin beside the list of translations).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

import polib
from django.conf import settings
from django.db.models import TextChoices
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import to_locale

from resources import codes


@dataclass(frozen=True)
class Section:
    """A part of the sheet: the files whose sentences it takes, and the closed lists whose labels stand among them."""

    title: str | Promise
    files: tuple[str, ...]
    labels: tuple[type[TextChoices], ...] = ()


SECTIONS: Final = (
    Section(
        _("What stays private"),
        ("resources/presentation/private.py", "resources/presentation/traces.py", "templates/resources/service/private.html"),
        (codes.ConfidentialityKind,),
    ),
    Section(
        _("The way out"),
        (
            "templates/base.html",
            "templates/components/top.html",
            "templates/hub/safe.html",
            "templates/components/discreet.html",
            "templates/components/foot.html",
        ),
    ),
    Section(_("Alerts"), ("resources/presentation/notices.py",), (codes.AlertKind, codes.Status)),
    Section(_("Costs"), ("resources/presentation/costs.py",), (codes.CostKind, codes.CallCost)),
)
Pairs = list[tuple[str, str]]


def sheet(code: str) -> list[tuple[str, Pairs]]:
    """The sections with their sentences: the English one and that of the language ``code``, empty where there is none yet."""
    catalogue = polib.pofile(str(settings.LOCALE_PATHS[0] / to_locale(code) / "LC_MESSAGES" / "django.po"))
    return [(str(section.title), list(_pairs(section, catalogue))) for section in SECTIONS]


def _pairs(section: Section, catalogue: Iterable[polib.POEntry]) -> Iterable[tuple[str, str]]:
    """The sentences of one section, in the order of the catalogue."""
    with translation.override("en"):
        labels = {str(label) for choices in section.labels for label in choices.labels}
    for entry in catalogue:
        if entry.msgid in labels or set(section.files) & {name for name, _line in entry.occurrences}:
            yield entry.msgid, entry.msgstr or " / ".join(entry.msgstr_plural.values())


def markdown(code: str) -> str:
    """The sheet as Markdown: a list for English, which is what there is to translate; a table for every other language."""
    return "\n\n".join(f"### {title}\n\n{_lines(pairs, code)}" for title, pairs in sheet(code))


def _lines(pairs: Pairs, code: str) -> str:
    """The sentences of a section."""
    if code == "en":
        return "\n".join(f"- {original}" for original, _same in pairs)
    return "\n".join(["| | |", "| --- | --- |", *(f"| {original} | {words} |" for original, words in pairs)])
