"""*What is missing*: topics that people look for and nobody helps with, most looked for first."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.mixins import SpreadsheetExportMixin

from hub import languages
from hub.dates import month_text
from resources.admin.fields import active_language
from resources.admin.short_views import may_add
from search.models import Gap
from taxonomy.fold import fold
from taxonomy.names import area_names, language_name

from .access import LearningView
from .gaps import FEWEST, Missing, last_months, missing

PER_PAGE = 50


class GapFilters(forms.Form):
    """What the list is narrowed by. What it does not know is left out."""

    language = forms.ChoiceField(label=_("Language"), required=False)
    country = forms.ChoiceField(label=_("Country"), required=False)
    month = forms.ChoiceField(label=_("Month"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reader, every = active_language(), ("", _("All"))
        self._choose("language", [every, *((code, capfirst(language_name(code, reader))) for code in languages.codes())])
        codes = Gap.objects.exclude(country="").order_by().values_list("country", flat=True).distinct()
        self._choose("country", [every, *sorted(area_names(codes, reader).items(), key=lambda one: fold(one[1]))])
        self._choose("month", [("", _("The last twelve months")), *((f"{month:%Y-%m}", month_text(month)) for month in last_months())])

    def _choose(self, name: str, choices: list[tuple[Any, Any]]) -> None:
        """What ``name`` can be."""
        self.fields[name].choices = choices  # type: ignore[attr-defined]

    def values(self) -> dict[str, Any]:
        """What to narrow by."""
        self.is_valid()
        chosen = {name: value for name, value in self.cleaned_data.items() if value}
        if month := chosen.pop("month", ""):
            chosen["month"] = date.fromisoformat(f"{month}-01")
        return chosen


class GapsView(SpreadsheetExportMixin, LearningView):
    """The list, and the same as a table to take along."""

    page_title = _("What is missing")
    template_name = "resources/admin/gaps.html"
    header_icon = "help"
    export_filename = "what-is-missing"
    list_export: ClassVar[list[str]] = ["topic_name", "language_name", "country_name", "number"]
    export_headings: ClassVar[dict[str, Any]] = {
        "topic_name": _("Topic"),
        "language_name": _("Language"),
        "country_name": _("Country"),
        "number": _("How often at least"),
    }

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Either."""
        self.filters = GapFilters(request.GET)
        self.rows: list[Missing] = missing(active_language(), **self.filters.values())
        if self.is_export:
            answer: HttpResponse = self.as_spreadsheet(self.rows, request.GET["export"])
            return answer
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """One page of the rows."""
        paginator = Paginator(self.rows, PER_PAGE)
        listing = paginator.get_page(self.request.GET.get("p"))
        more = {"filters": self.filters, "listing": listing, "elided": paginator.get_elided_page_range(listing.number)}
        return {**super().get_context_data(**kwargs), **more, "fewest": FEWEST, "may_add": may_add(self.request.user)}
