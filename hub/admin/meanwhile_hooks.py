"""Round Wagtail's form of a page: what a form kept by itself does not stand in the way, and what others corrected meanwhile is told."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.html import format_html_join
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin import messages

from hub.admin.meanwhile import OWN, key_in
from hub.models import HubPage


@hooks.register("before_edit_page")
def keep_both_versions(request: HttpRequest, page: Any) -> None:
    """Wagtail refuses to save over a version that the form saved itself, once somebody else saved a later one. What was typed is saved as a version
    of its own; ``Meanwhile`` knows by the number which one it follows."""
    own = key_in(request.POST.get("overwrite_revision_id"))
    if isinstance(page, HubPage) and own and own != page.latest_revision_id and request.accepts("text/html"):
        data = request.POST.copy()
        data[OWN] = data.pop("overwrite_revision_id")[-1]
        request.POST = data  # type: ignore[assignment]


@hooks.register("before_publish_page")
@hooks.register("after_edit_page")
def tell_what_was_overruled(request: HttpRequest, page: Any) -> None:
    """In words, with what was typed, so that it is not lost. After publishing, the page is read anew and knows nothing of it: hence before, too."""
    overruled = getattr(page, "overruled", [])
    if not overruled:
        return
    told = format_html_join("; ", "{}: {} ({})", ((one.label, one.published, _("you typed: %(typed)s") % {"typed": one.typed}) for one in overruled))
    messages.warning(request, _("Somebody else corrected facts while you had the page open. Theirs stay: %(facts)s") % {"facts": told})
