"""The sections of the admin: labels, concepts, areas."""

from __future__ import annotations

from django import forms
from django.http import HttpRequest
from django.urls import URLPattern, path
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column
from wagtail.admin.viewsets.base import ViewSet, ViewSetGroup
from wagtail.admin.viewsets.model import ModelViewSet

from taxonomy.admin.area_form import AreaForm, NewAreaForm
from taxonomy.admin.concept_form import ConceptForm, NewConceptForm
from taxonomy.admin.lists import AreaDeleteView, AreaIndexView, ConceptIndexView, KeepingDeleteView, label_of, name_of
from taxonomy.admin.views import LabelTableView
from taxonomy.models import Area, Concept


class LabelTables(ViewSet):
    """The tables of labels."""

    name = "taxonomy-labels"
    icon = "tag"
    menu_label = gettext_lazy("Labels")
    menu_name = "labels"
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
    name = menu_name = "taxonomy-concepts"
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
        Column("label", label=gettext_lazy("Label"), accessor=label_of),
        "scheme",
        Column(
            "parent",
            label=gettext_lazy("Broader concept"),
            accessor=lambda concept: label_of(concept.parent),
        ),
        Column("urgent", label=capfirst(gettext_lazy("urgent")), accessor=lambda concept: _("urgent") if concept.urgent else "", sort_key="urgent"),
    )

    def get_form_class(self, for_update: bool = False) -> type[forms.ModelForm]:
        """With the first label for a new one."""
        return ConceptForm if for_update else NewConceptForm


class AreaViewSet(ModelViewSet):
    """Areas of the world."""

    model = Area
    name = menu_name = "taxonomy-areas"
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
        Column("name", label=gettext_lazy("Name"), accessor=name_of),
        "kind",
        Column("parent", label=gettext_lazy("Lies in"), accessor=lambda area: name_of(area.parent)),
        "caution",
        "caution_on",
    )

    def get_form_class(self, for_update: bool = False) -> type[forms.ModelForm]:
        """A new area is asked what it is; an old one stays where it is."""
        return AreaForm if for_update else NewAreaForm


class TaxonomyGroup(ViewSetGroup):
    """The menu of the taxonomy."""

    menu_label = gettext_lazy("Topics and areas")
    menu_name = "topics-and-areas"
    menu_icon = "tag"
    menu_order = 400
    items = (LabelTables, ConceptViewSet, AreaViewSet)
