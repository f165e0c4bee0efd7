"""Lists of Wagtail's that show pages of all languages to everybody, narrowed to the languages that the user works in."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from rest_framework.request import Request
from rest_framework.response import Response
from wagtail import hooks
from wagtail.admin.api.views import PagesAdminAPIViewSet
from wagtail.admin.views.reports.page_types_usage import PageTypesUsageReportView
from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.models import Locale, Page
from wagtail.query import PageQuerySet

from translation.rights import languages_of


def in_languages_of(user: Any, pages: PageQuerySet) -> PageQuerySet:
    """``pages`` in the languages of ``user``, and the root of all trees."""
    mine = languages_of(user)
    return pages if mine is None else pages.filter(Q(locale__in=mine) | Q(depth=1))


@hooks.register("construct_page_chooser_queryset")
def choose_in_own_languages(pages: PageQuerySet, request: HttpRequest) -> PageQuerySet:
    """Choosers: browsing and searching."""
    return in_languages_of(request.user, pages)


@hooks.register("construct_explorer_page_queryset")
def explore_own_languages(parent: Page, pages: PageQuerySet, request: HttpRequest) -> PageQuerySet:
    """The page tree, also where somebody has rights below several languages' home pages but not on all languages."""
    return in_languages_of(request.user, pages)


class PageTypes(PageTypesUsageReportView):
    """Which page types are used how often. Names the page of each type that was edited last, so it is asked in one's own languages only."""

    def filter_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Always in one language where not all are the user's: in the first of theirs when none, or a foreign one, is chosen."""
        found = super().filter_queryset(queryset)
        codes = self._codes()
        chosen = self.filters.form.cleaned_data
        if codes is not None and chosen.get("page_locale") not in codes:
            chosen["page_locale"] = codes[0] if codes else "-"
        return found

    def _codes(self) -> list[str] | None:
        """The codes of the user's languages; None for all."""
        mine = languages_of(self.request.user)
        return None if mine is None else list(Locale.objects.filter(pk__in=mine).order_by("pk").values_list("language_code", flat=True))


class Pages(PagesAdminAPIViewSet):
    """The interface that the page tree in the menu reads: a page's translations without those in other people's languages. It only reads: Wagtail's
    actions (publish, delete, alias…) would go past the hooks that keep families together."""

    actions: ClassVar[dict[str, Any]] = {}

    def detail_view(self, request: Request, pk: int) -> Response:
        """One page."""
        response = super().detail_view(request, pk)
        if (mine := languages_of(request.user)) is not None and "translations" in response.data["meta"]:
            codes = set(Locale.objects.filter(pk__in=mine).values_list("language_code", flat=True))
            found = response.data["meta"]["translations"]
            response.data["meta"]["translations"] = [one for one in found if one["meta"]["locale"] in codes]
        return response


@hooks.register("construct_admin_api")
def narrow_api(router: WagtailAPIRouter) -> None:
    """In the place of Wagtail's."""
    router.register_endpoint("pages", Pages)
