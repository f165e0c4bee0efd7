"""The sections of the admin: labels, concepts, areas."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.db.models import ProtectedError, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column
from wagtail.admin.views import generic
from wagtail.admin.viewsets.base import ViewSet, ViewSetGroup
from wagtail.admin.viewsets.model import ModelViewSet

from hub import languages
from taxonomy.admin.area_form import OWN_NAMES, AreaForm, NewAreaForm
from taxonomy.admin.concept_form import ConceptForm, NewConceptForm
from taxonomy.admin.views import LabelTableView
from taxonomy.fold import fold
from taxonomy.labels import concept_label
from taxonomy.models import Area, Concept
from taxonomy.names import area_name, cldr_area


def _reads() -> str:
    """The code of the hub's language in which the editor reads the admin."""
    return languages.language(get_language() or "").code


def _label(concept: Concept | None) -> str:
    """The label of ``concept`` for the editor; nothing for none."""
    return concept_label(concept, _reads()) if concept else ""


def _name(area: Area | None) -> str:
    """The name of ``area`` for the editor; nothing for none."""
    return area_name(area, _reads()) if area else ""


class KeepingDeleteView(generic.DeleteView):
    """Deletes what nothing stands on, and says so where something does."""

    def form_valid(self, form: forms.Form) -> HttpResponse:
        """Delete, or go back to the list with the reason."""
        try:
            if not (self.usage and self.usage.is_protected):
                return super().form_valid(form)
        except ProtectedError:
            pass  # made without telling the index of references, as areas are after the first `migrate`
        messages.error(self.request, _("It is still in use, or others lie below it: it cannot be deleted."))
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

    def get_base_queryset(self) -> QuerySet[Area]:
        """Areas with their names, so that a row costs no query."""
        return super().get_base_queryset().prefetch_related("labels", "parent__labels")

    def search_queryset(self, queryset: QuerySet[Area]) -> QuerySet[Area]:
        """Areas whose code or name, as editors gave it or in the editor's language, holds what was typed."""
        key, language = fold(self.search_query or ""), _reads()
        if not key:
            return queryset
        codes = [code for code in queryset.values_list("code", flat=True) if key in fold(cldr_area(code, language) or "")]
        named = Area.objects.filter(labels__folded__contains=key)
        return queryset.filter(Q(code__icontains=self.search_query) | Q(code__in=codes) | Q(pk__in=named))


class LabelTables(ViewSet):
    """The tables of labels."""

    name = "taxonomy-labels"
    icon = "tag"
    menu_label = gettext_lazy("Labels")
    menu_order = 100

    def get_urlpatterns(self) -> list[URLPattern]:
        """The first table, and each by its list and kind of words."""
        view = self.construct_view(LabelTableView, url_name=self.get_url_name("table"))
        return [path("", view, name="index"), path("<slug:scheme>/<slug:kind>/", view, name="table")]

    @property
    def menu_item_class(self) -> type[MenuItem]:
        """Shown to those who may change labels."""

        class LabelsMenuItem(MenuItem):
            def is_shown(self, request: HttpRequest) -> bool:
                return bool(request.user.has_perm("taxonomy.change_conceptlabel"))

        return LabelsMenuItem


class ConceptViewSet(ModelViewSet):
    """Topics and audiences."""

    model = Concept
    name = "taxonomy-concepts"
    icon = "list-ul"
    menu_order = 200
    ordering = ("-scheme", "position", "code")
    list_per_page = 100
    list_filter = ("scheme", "urgent")
    copy_view_enabled = False
    index_view_class = ConceptIndexView
    delete_view_class = KeepingDeleteView
    list_display = (
        "code",
        Column("label", label=gettext_lazy("Label"), accessor=_label),
        "scheme",
        Column(
            "parent",
            label=gettext_lazy("Broader concept"),
            accessor=lambda concept: concept_label(concept.parent, _reads()) if concept.parent else "",
        ),
        "urgent",
    )

    def get_form_class(self, for_update: bool = False) -> type[forms.ModelForm]:
        """With the first label for a new one."""
        return ConceptForm if for_update else NewConceptForm


class AreaViewSet(ModelViewSet):
    """Areas of the world."""

    model = Area
    name = "taxonomy-areas"
    icon = "globe"
    menu_order = 300
    ordering = "path"
    list_per_page = 100
    list_filter = ("kind", "caution")
    copy_view_enabled = False
    index_view_class = AreaIndexView
    delete_view_class = AreaDeleteView
    list_display = (
        "code",
        Column("name", label=gettext_lazy("Name"), accessor=_name),
        "kind",
        Column("parent", label=gettext_lazy("Lies in"), accessor=lambda area: _name(area.parent)),
        "caution",
        "caution_on",
    )

    def get_form_class(self, for_update: bool = False) -> type[forms.ModelForm]:
        """A new area is asked what it is; an old one stays where it is."""
        return AreaForm if for_update else NewAreaForm


class TaxonomyGroup(ViewSetGroup):
    """The menu of the taxonomy."""

    menu_label = gettext_lazy("Topics and areas")
    menu_icon = "tag"
    menu_order = 400
    items = (LabelTables, ConceptViewSet, AreaViewSet)
