"""The lists of services and organisations: one row for each family, whatever number of languages it is in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any, ClassVar

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.tables.pages import BulkActionsColumn, PageStatusColumn
from wagtail.admin.views.pages.listing import IndexView
from wagtail.admin.viewsets.pages import PageListingViewSet
from wagtail.admin.widgets.button import HeaderButton

from hub import languages
from hub.admin import waiting
from hub.admin.tables import LIST, Told, ToldDate
from resources.loading import prefetch_facts
from resources.models import OrganisationPage, ServicePage
from resources.presentation.notices import latest_check
from resources.presentation.people import all_area_names, help_languages, where_texts
from resources.presentation.wording import day_text

from .filters import OrganisationFilters, ServiceFilters
from .list_menu import list_item_of
from .row_menu import FamilyTitle
from .short_views import may_add


class FamilyIndex(IndexView):
    """Facts pages only, in order of their titles; the state of their words in one query for all rows."""

    default_ordering = "title"
    table_classname = f"{LIST} full-width"
    list_export: ClassVar[list[str]] = ["title", "website", "words_told", "waiting_told"]
    export_headings: ClassVar[dict[str, Any]] = {
        "words_told": gettext_lazy("Words"),
        "waiting_told": gettext_lazy("Waits for"),
        "areas_told": gettext_lazy("Areas"),
        "languages_told": gettext_lazy("Languages of help"),
        "check_told": gettext_lazy("Facts checked"),
        "reached_by": gettext_lazy("How to reach it"),
    }

    def get_base_queryset(self) -> QuerySet[Any]:
        """One page for each family."""
        return super().get_base_queryset().filter(facts_page=None)

    def search_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """By what the title holds, in any language. Wagtail's own search could not be narrowed by the filters."""
        if not self.is_searching:
            return queryset
        members = self.model.objects.filter(facts_page=OuterRef("pk"), title__icontains=self.search_query)
        return queryset.filter(Q(title__icontains=self.search_query) | Q(Exists(members)))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """With everything that the columns tell of the rows of this page."""
        context = super().get_context_data(**kwargs)
        pages = list(context["object_list"])
        self.load(pages)
        return context

    def load(self, pages: list[Any]) -> None:
        """Load what the columns tell."""
        members = words_of(self.model, pages)
        waits = waiting.told(self.model, pages)
        for page in pages:
            page.words_told = words_text(page, members[page.pk])
            page.waiting_told = "; ".join(waits[page.pk])


class ServiceIndex(FamilyIndex):
    """Services."""

    list_export: ClassVar[list[str]] = [
        "title",
        "get_type_display",
        "get_status_display",
        "organisation",
        "website",
        "reached_by",
        "areas_told",
        "languages_told",
        "words_told",
        "waiting_told",
        "check_told",
    ]
    export_headings: ClassVar[dict[str, Any]] = {
        **FamilyIndex.export_headings,
        "get_type_display": gettext_lazy("Type"),
        "get_status_display": gettext_lazy("Status"),
    }

    @cached_property
    def header_buttons(self) -> list[HeaderButton]:
        """With the short form of a new one."""
        short = HeaderButton(_("Short form"), url=reverse("service_short"), icon_name="plus")
        return [*super().header_buttons, *([short] if may_add(self.request.user) else [])]

    def load(self, pages: list[Any]) -> None:
        """With their facts."""
        super().load(pages)
        prefetch_facts(pages, whole=True)
        names = all_area_names({row.area.code: row.area for page in pages for row in page.areas.all()}.values())
        for page in pages:
            page.areas_told = "; ".join(where_texts(page, names))
            page.languages_told = "; ".join(one.text for one in help_languages(page))
            page.check_told = check_text(page)
            page.reached_by = "; ".join([*(row.number for row in page.phones.all()), *(row.address for row in page.channels.all())])


def words_of(model: Any, pages: Iterable[Any]) -> dict[int, list[Any]]:
    """The translations of ``pages`` by the number of their facts page: one query."""
    found: dict[int, list[Any]] = defaultdict(list)
    for member in model.objects.filter(facts_page__in=pages).select_related("locale", "translation_state"):
        found[member.facts_page_id].append(member)
    return found


def words_text(page: Any, members: Iterable[Any]) -> str:
    """In which languages the words are live, and where they are out of date: "English, Français; out of date: العربية"."""
    live = {member.locale.language_code for member in (page, *members) if member.live}
    old = {member.locale.language_code for member in members if member.live and is_outdated(member)}
    names = {one.code: one.name for one in languages.LANGUAGES}
    text = ", ".join(name for code, name in names.items() if code in live)
    return _("%(live)s; out of date: %(old)s") % {"live": text, "old": ", ".join(names[code] for code in names if code in old)} if old else text


def is_outdated(member: Any) -> bool:
    """Has the original changed since this page was translated?"""
    state = getattr(member, "translation_state", None)
    return bool(state and state.source_changed_on)


def check_text(page: Any) -> str:
    """When the facts are to be checked next."""
    latest = latest_check(page)
    if latest is None:
        return _("Never checked")
    if latest.due is None:
        return _("Checked on %(date)s") % {"date": day_text(latest.on)}
    sentence = _("Due since %(date)s") if latest.due <= timezone.localdate() else _("Next on %(date)s")
    return sentence % {"date": day_text(latest.due)}


def type_label(page: Any) -> str:
    """The type of a service."""
    return str(page.get_type_display())


def status_label(page: Any) -> str:
    """Its status, and whether it is hidden."""
    return str(page.get_status_display()) if page.listed else _("%(status)s, hidden") % {"status": page.get_status_display()}


UPDATED = ToldDate("latest_revision_created_at", label=gettext_lazy("Updated"), classname="hub-wide", sort_key="latest_revision_created_at")
TITLE = FamilyTitle(
    "title", label=gettext_lazy("Title"), sort_key="title", url_name="wagtailadmin_pages:edit", get_title_id=lambda page: f"page_{page.pk}_title"
)
"""Leads to the form. Wagtail's own column asks the database twice for the menu of each row."""
STATE = PageStatusColumn("published", label=gettext_lazy("Published"), sort_key="live")


class ServiceList(PageListingViewSet):
    """The list of services."""

    name = "services"
    icon = "comment"
    model = ServicePage
    menu_label = gettext_lazy("Services")
    menu_name = "services"
    menu_order = 40
    menu_item_class = list_item_of(ServicePage)
    add_to_admin_menu = True
    index_view_class = ServiceIndex
    filterset_class = ServiceFilters
    columns: ClassVar[list[Any]] = [
        BulkActionsColumn("bulk_actions"),
        TITLE,
        Told("waiting", label=gettext_lazy("Waits for"), accessor="waiting_told"),
        Told("type", label=gettext_lazy("Type"), accessor=type_label, sort_key="type"),
        Told("status", label=gettext_lazy("Status"), accessor=status_label, sort_key="status"),
        Told("areas", label=gettext_lazy("Areas"), accessor="areas_told"),
        Told("help", label=gettext_lazy("Languages of help"), accessor="languages_told", classname="hub-long"),
        Told("words", label=gettext_lazy("Words"), accessor="words_told"),
        Told("check", label=gettext_lazy("Facts checked"), accessor="check_told"),
        UPDATED,
        STATE,
    ]


class OrganisationList(PageListingViewSet):
    """The list of organisations."""

    name = "organisations"
    icon = "group"
    model = OrganisationPage
    menu_label = gettext_lazy("Organisations")
    menu_name = "organisations"
    menu_order = 50
    menu_item_class = list_item_of(OrganisationPage)
    add_to_admin_menu = True
    index_view_class = FamilyIndex
    filterset_class = OrganisationFilters
    columns: ClassVar[list[Any]] = [
        BulkActionsColumn("bulk_actions"),
        TITLE,
        Told("waiting", label=gettext_lazy("Waits for"), accessor="waiting_told"),
        Told("website", label=gettext_lazy("Website")),
        Told("words", label=gettext_lazy("Words"), accessor="words_told"),
        UPDATED,
        STATE,
    ]
