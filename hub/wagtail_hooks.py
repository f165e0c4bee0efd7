"""Wagtail's hooks, for what concerns every page of the hub."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import URLPattern, path
from django.utils.html import format_html
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.pages.bulk_actions.delete import DeleteBulkAction
from wagtail.log_actions import LogActionRegistry
from wagtail.models import Collection, Page, PageViewRestriction
from wagtail.rich_text.feature_registry import FeatureRegistry

from hub.admin import bulk, changes, copies, hide_hooks, meanwhile_hooks, unpublish  # noqa: F401  their hooks
from hub.admin.buttons import CorrectFactsButton
from hub.admin.correct import CorrectFacts
from hub.admin.dashboard import DuePanel, DueView, menu_item
from hub.admin.deletion import answer_to_bulk_deletion, answer_to_deletion
from hub.admin.page_viewset import HubPageViewSet
from hub.corrections.correct import ACTION
from hub.models import HubPage
from hub.models.facts import FACTS_NOT_PUBLISHED
from hub.models.visibility import let_in
from hub.rich_text import DocumentLinks, PageLinks
from hub.slugs import taken_by_the_hub


@hooks.register("construct_homepage_panels")
def what_waits_first(request: HttpRequest, panels: list[Any]) -> None:
    """On the first page of the admin."""
    panels.insert(0, DuePanel(request))


@hooks.register("register_rich_text_features", order=100)
def links_of_rich_text(features: FeatureRegistry) -> None:
    """Links to pages and documents come from one place. After Wagtail's own, whose place they take."""
    features.register_link_type(PageLinks)
    features.register_link_type(DocumentLinks)


@hooks.register("register_admin_viewset")
def forms_of_pages() -> HubPageViewSet:
    """One writer at a time."""
    return HubPageViewSet("hub_pages")


@hooks.register("register_admin_menu_item")
def way_to_what_waits() -> MenuItem:
    """The first of the menu."""
    return menu_item()


@hooks.register("register_admin_urls")
def addresses() -> list[URLPattern]:
    """Pages of the admin that concern all page types."""
    return [path("due/", DueView.as_view(), name="due")]


@hooks.register("register_permissions")
def permissions_of_groups() -> QuerySet[Permission]:
    """What the form of a group offers beyond pages."""
    return Permission.objects.filter(content_type__app_label="hub", codename="change_facts")


@hooks.register("insert_global_admin_css")
def admin_css() -> str:
    """The stylesheet of the admin."""
    return format_html('<link rel="stylesheet" href="{}">', static("hub/admin.css"))


@hooks.register("before_serve_page", order=-1)
def only_what_may_be_seen(page: Page, request: HttpRequest, args: list[Any], kwargs: dict[str, Any]) -> None:
    """Raises Http404 for whoever may not see the page: the same answer as for a page that does not exist (DESIGN §7). So it is for a page in another
    language than its address: Wagtail serves the default tree under every language that has no home page yet."""
    if isinstance(page, HubPage):
        if page.language.code != get_language():
            raise Http404
        shown = let_in(type(page)).filter(pk=page.pk).exists()
        if not shown or not _passes_restrictions(page, request) or (page.facts_page and not _passes_restrictions(page.facts_page, request)):
            raise Http404


@hooks.register("before_serve_document", order=-1)
def only_what_may_be_fetched(document: Any, request: HttpRequest) -> None:
    """Raises Http404 for whoever may not fetch the document, as for a page. Wagtail would lead to a sign-in that readers do not have."""
    if not _passes_restrictions(document.collection, request):
        raise Http404


def _passes_restrictions(thing: Page | Collection, request: HttpRequest) -> bool:
    """Is the page, or the collection, public, or for a group of this reader? The session is looked at only where there is a restriction."""
    restrictions = thing.get_view_restrictions()
    return all(one.restriction_type != PageViewRestriction.PASSWORD and one.accept_request(request) for one in restrictions)


@hooks.register("before_delete_page")
def keep_what_others_need(request: HttpRequest, page: Page) -> HttpResponse | None:
    """A page whose facts others read, or that others point to, is not deleted: the editor sees which, and what to do instead."""
    return answer_to_deletion(request, page)


@hooks.register("register_bulk_action", order=100)
class CarefulDeletion(DeleteBulkAction):
    """The same where several pages are deleted at once. Comes after Wagtail's own registration, whose place it takes."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Said when the pages are chosen already: Wagtail shows no button where one is needed, and does not tell by whom."""
        objects, _without_access = self.get_actionable_objects()
        return answer_to_bulk_deletion(request, objects) or super().get(request, *args, **kwargs)

    def prepare_action(self, objects: list[Page], objects_without_access: Any) -> HttpResponse | None:
        """The answer that says who needs one of the pages, ahead of Wagtail's bare refusal."""
        return answer_to_bulk_deletion(self.request, objects) or super().prepare_action(objects, objects_without_access)


@hooks.register("before_move_page")
def not_over_an_address_of_the_hub(request: HttpRequest, page: Page, destination: Page) -> HttpResponse | None:
    """A page is not moved to where the hub itself would answer instead of it."""
    if request.method == "POST" and (problem := taken_by_the_hub(page.slug, destination)):
        messages.error(request, problem)
        return redirect("wagtailadmin_explore", page.get_parent().pk)
    return None


@hooks.register("before_publish_page")
def facts_first(request: HttpRequest, page: Page) -> HttpResponse | None:
    """A translation waits for the page with its facts; its draft is saved by then."""
    if isinstance(page, HubPage) and page.facts_page and not page.facts_page.first_published_at:
        messages.error(request, FACTS_NOT_PUBLISHED)
        return redirect("wagtailadmin_pages:edit", page.pk)
    return None


@hooks.register("register_admin_urls")
def correcting_facts() -> list[URLPattern]:
    """Correct facts, and the second pair of eyes."""
    return [
        path("facts/<int:page_id>/", CorrectFacts.as_view(), name="hub_correct_facts"),
        path("facts/<int:page_id>/confirm/<int:change_id>/", changes.confirm, name="hub_confirm_fact"),
    ]


@hooks.register("register_page_header_buttons")
def correct_from_header(page: Page, user: Any, view_name: str, next_url: str | None = None) -> Iterator[CorrectFactsButton]:
    """In the menu at the top of a page; from a translation it leads to the page with its facts."""
    if issubclass(page.specific_class or Page, HubPage):
        yield CorrectFactsButton(page=page, priority=12)


@hooks.register("register_page_listing_more_buttons")
def correct_from_listing(page: Page, user: Any, next_url: str | None = None) -> Iterator[CorrectFactsButton]:
    """In the menu of its row among the pages of a section."""
    if issubclass(page.specific_class or Page, HubPage):
        yield CorrectFactsButton(page=page, priority=3)


@hooks.register("register_log_actions")
def log_of_facts(actions: LogActionRegistry) -> None:
    """What history says: that it happened, never a number or an address."""
    actions.register_action(ACTION, _("Correct facts"), _("Facts corrected, in all languages"))
    actions.register_action(changes.ACTION, _("Confirm a changed fact"), _("A changed fact confirmed"))
