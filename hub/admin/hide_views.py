"""*Hide in all languages now* and *Show again*: one page that says what will happen, and a button."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import TemplateView
from wagtail.admin import messages

from hub.models import HiddenAlong, HubPage

from .hiding import at_and_below, hide, may_hide, show, still_hidden
from .page_view import FamilyViewMixin


class HideView(FamilyViewMixin, TemplateView):
    """Hides a family, and what lies below it."""

    page_title = gettext_lazy("Hide in all languages")
    template_name = "hub/admin/hide.html"
    header_icon = "view"

    def may(self) -> bool:
        """Whoever may change the facts and publish the page."""
        return may_hide(self.request.user, self.object)

    @cached_property
    def below(self) -> list[HubPage]:
        """What lies below and is not hidden yet."""
        return [one for one in at_and_below(self.object) if one.listed and one.pk != self.object.pk]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """With what would go along, and what this person may not hide."""
        kept = [one for one in self.below if not may_hide(self.request.user, one)]
        words = self.object.get_translations(inclusive=True).filter(live=True).select_related("locale")
        context = {"words": words, "along": len(self.below) - len(kept), "kept": kept}
        return {**super().get_context_data(**kwargs), **context}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Do it."""
        hide(self.object, request.user)
        messages.success(request, hidden_text(self.object))
        return self.leave()


class ShowView(FamilyViewMixin, TemplateView):
    """Shows a family again, with what was hidden along with it."""

    page_title = gettext_lazy("Show again in all languages")
    template_name = "hub/admin/show.html"
    header_icon = "view"

    def may(self) -> bool:
        """Whoever may hide it."""
        return may_hide(self.request.user, self.object)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """With how much comes back along with it, and what stays hidden."""
        along = set(HiddenAlong.objects.filter(section=self.object.pk).values_list("page_id", flat=True))
        stays = [one for one in still_hidden(self.object) if one.pk not in along]
        above = self.object.get_parent().specific
        context = {"along": len(along), "stays": stays, "above": above if isinstance(above, HubPage) and not above.facts.listed else None}
        return {**super().get_context_data(**kwargs), **context}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Do it."""
        show(self.object, request.user)
        messages.success(request, _("“%(title)s” is shown again in all languages that it was published in.") % {"title": self.get_page_subtitle()})
        if stays := len(still_hidden(self.object)):
            text = ngettext(
                "One page below it stays hidden: it was hidden by itself.",
                "%(count)d pages below it stay hidden: they were hidden by themselves.",
                stays,
            )
            messages.info(request, text % {"count": stays})
        return self.leave()


def hidden_text(page: HubPage) -> str:
    """What is said once a page is hidden."""
    title = {"title": page.get_admin_display_title()}
    if page.is_leaf():
        return _("“%(title)s” is hidden in all languages. Nothing of it is lost.") % title
    return _("“%(title)s” and all below it are hidden in all languages.") % title
