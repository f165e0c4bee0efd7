"""*Help from a distance*: for which topics, in which languages, in which areas there is any, and what to do where there is none."""

from __future__ import annotations

from typing import Any, Final

from django import forms
from django.utils.translation import get_language_bidi, gettext_lazy
from django.utils.translation import gettext as _

from resources.admin.fields import active_language
from resources.admin.short_views import may_add
from taxonomy.areas import WORLD
from taxonomy.concepts import choices as concept_choices
from taxonomy.fold import fold
from taxonomy.names import area_names
from taxonomy.shipped import area_parents

from .access import LearningView
from .matrix import Matrix, of_areas, of_topics
from .picture import draw

WIDEST: Final = 9
"""Columns that fit on a desk; with more, each row becomes a card."""


def area_choices() -> list[tuple[str, Any]]:
    """The world, its regions, all countries, by name. No query."""
    names = area_names([WORLD, *area_parents()], active_language())
    groups: dict[bool, list[tuple[str, str]]] = {True: [], False: []}
    for code in sorted(area_parents(), key=lambda code: fold(names[code])):
        groups[code.isdigit()].append((code, names[code]))
    return [(WORLD, _("From anywhere")), (_("Regions"), groups[True]), (_("Countries"), groups[False])]


class MatrixForm(forms.Form):
    """Which matrix. What it does not know counts as not chosen."""

    area = forms.ChoiceField(label=gettext_lazy("Area"), choices=area_choices, required=False)
    topic = forms.ChoiceField(label=gettext_lazy("Topic"), required=False)
    languages = forms.ChoiceField(
        label=gettext_lazy("Languages"),
        required=False,
        choices=[("", gettext_lazy("The languages of this site")), ("all", gettext_lazy("All languages of help"))],
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.topics = list(concept_choices("topic", active_language()))
        self.fields["topic"].choices = [("", _("All topics")), *self.topics]  # type: ignore[attr-defined]
        self.is_valid()

    def chosen(self, name: str, otherwise: str = "") -> str:
        """What is chosen."""
        return self.cleaned_data.get(name) or otherwise


class MatrixView(LearningView):
    """Topics by languages for an area; or, once a topic is chosen, areas by languages."""

    page_title = gettext_lazy("Help from a distance")
    template_name = "resources/admin/matrix.html"
    header_icon = "globe"

    def matrix(self, form: MatrixForm) -> Matrix:
        """The one that is asked for."""
        area, topic = form.chosen("area", WORLD), form.chosen("topic")
        every, adds = form.chosen("languages") == "all", may_add(self.request.user)
        return of_areas(topic, area, every, adds) if topic else of_topics(area, every, adds)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The matrix, and its picture."""
        form = MatrixForm(self.request.GET)
        matrix = self.matrix(form)
        area = form.chosen("area", WORLD)
        names = {"area": _("From anywhere") if area == WORLD else area_names([area], active_language())[area]}
        heading = _("%(topic)s: where help comes from a distance") % {"topic": dict(form.topics).get(form.chosen("topic"))}
        if not form.chosen("topic"):
            heading = _("Help from a distance by topic: %(area)s") % names
        more = {"form": form, "matrix": matrix, "picture": draw(matrix, get_language_bidi()), "heading": heading, "by_area": form.chosen("topic")}
        return {**super().get_context_data(**kwargs), **more, "wide": len(matrix.columns) > WIDEST}
