"""The lists of concepts and areas in the admin: under their names, found by any of them, and deleted only where nothing stands on them."""

from __future__ import annotations

from typing import Any, Final

from django import forms
from django.core.exceptions import PermissionDenied
from django.db.models import ProtectedError, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.views import generic

from hub import languages
from taxonomy.admin.area_form import OWN_NAMES
from taxonomy.fold import fold
from taxonomy.labels import concept_label
from taxonomy.models import Area, Concept
from taxonomy.names import area_name, cldr_area

LIST: Final = "listing hub-list"
"""On a phone each row is a card (hub/admin.css)."""


def editor_language() -> str:
    """The code of the hub's language in which the editor reads the admin."""
    return languages.language(get_language() or "").code


def label_of(concept: Concept | None) -> str:
    """The label of ``concept`` for the editor; nothing for none."""
    return concept_label(concept, editor_language()) if concept else ""


def name_of(area: Area | None) -> str:
    """The name of ``area`` for the editor; nothing for none."""
    return area_name(area, editor_language()) if area else ""


class KeepingDeleteView(generic.DeleteView):
    """Deletes what nothing stands on, and says so where something does."""

    def form_valid(self, form: forms.Form) -> HttpResponse:
        """Delete, or go back to the list with the reason."""
        try:
            if not (self.usage and self.usage.is_protected):
                return super().form_valid(form)
        except ProtectedError:
            pass  # made without telling the index of references, as areas are after the first `migrate`
        sentence = _("It is still in use, or others lie below it: it cannot be deleted. First take it out of the pages that use it.")
        messages.error(self.request, sentence)
        return redirect(self.get_success_url())


class AreaDeleteView(KeepingDeleteView):
    """Only areas that editors made can be deleted: the others belong to the world."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Refuse for the world, regions and countries."""
        if self.object.kind not in OWN_NAMES:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class ConceptIndexView(generic.IndexView):
    """The list of concepts under their labels, found by any of their words."""

    is_searchable = True
    table_classname = LIST

    def get_base_queryset(self) -> QuerySet[Concept]:
        """Concepts with their labels, so that a row costs no query."""
        return super().get_base_queryset().prefetch_related("labels", "parent__labels")

    def search_queryset(self, queryset: QuerySet[Concept]) -> QuerySet[Concept]:
        """Concepts whose code or label in any language holds what was typed."""
        if not self.is_searching:
            return queryset
        typed = self.search_query
        return queryset.filter(Q(code__icontains=typed) | Q(pk__in=Concept.objects.filter(labels__preferred__icontains=typed)))


class AreaIndexView(generic.IndexView):
    """The list of areas under their names, found by any of them."""

    is_searchable = True
    table_classname = LIST

    def get_base_queryset(self) -> QuerySet[Area]:
        """Areas with their names, so that a row costs no query."""
        return super().get_base_queryset().prefetch_related("labels", "parent__labels")

    def search_queryset(self, queryset: QuerySet[Area]) -> QuerySet[Area]:
        """Areas whose code or name, as editors gave it or in the editor's language, holds what was typed."""
        key, language = fold(self.search_query or ""), editor_language()
        if not key:
            return queryset
        codes = [code for code in queryset.values_list("code", flat=True) if key in fold(cldr_area(code, language) or "")]
        named = Area.objects.filter(labels__folded__contains=key)
        return queryset.filter(Q(code__icontains=self.search_query) | Q(code__in=codes) | Q(pk__in=named))
