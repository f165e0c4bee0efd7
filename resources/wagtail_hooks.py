"""Wagtail's hooks, for what concerns services and organisations."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.viewsets.pages import PageListingViewSet
from wagtail.models import Page

from resources.admin import alert_hooks, bulk, sheet, short_hooks  # noqa: F401  their hooks
from resources.admin.learning import hooks as learning_hooks  # noqa: F401  as well
from resources.admin.lists import OrganisationList, ServiceList
from resources.consent import SENTENCES, missing
from resources.models import ServicePage


@hooks.register("register_admin_viewset")
def register_lists() -> list[PageListingViewSet]:
    """The lists of services and organisations."""
    return [ServiceList(), OrganisationList()]


@hooks.register("before_publish_page")
def consent_first(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Where caution holds, what no consent covers is not published. The draft is saved by then, and the editor is told what is missing."""
    lacking = missing(page) if isinstance(page, ServicePage) and page.keeps_facts else []
    if not lacking:
        return None
    sentences = format_html_join("", "<li>{}</li>", ((SENTENCES[code],) for code in lacking))
    messages.error(request, format_html("{}<ul>{}</ul>", _("Saved as a draft, not published."), sentences))
    return redirect("wagtailadmin_pages:edit", page.pk)


@hooks.register("register_admin_urls")
def urls() -> list[URLPattern]:
    """The sheet of sentences to review."""
    return sheet.URLS
