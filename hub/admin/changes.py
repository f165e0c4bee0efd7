"""Changes of facts that wait for a second pair of eyes: told in the admin, confirmed, due."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.admin.utils import get_user_display_name
from wagtail.log_actions import log

from hub.admin import due, notices
from hub.admin.may import facts_page, refuse, why_refused
from hub.models import FactChange
from hub.models.searchable import renew_family
from hub.models.visibility import hub_page_models

ACTION: Final = "hub.confirm_fact"


@dataclass(frozen=True)
class ToldChange:
    """A change as editors read it. ``own``: the reader made it, so another person confirms it. ``seen``: which state of it the reader looks at."""

    pk: int
    label: str
    before: str
    after: str
    who: str
    change: FactChange
    own: bool
    seen: str


def told_changes(page: Any, user: Any) -> list[ToldChange]:
    """The unconfirmed changes of ``page`` in the order of its facts."""
    labels = {one.fact: capfirst(str(one.label)) for one in page.watched_facts}
    found = FactChange.objects.filter(page=page.pk).select_related("changed_by").order_by("changed_on") if page.pk and labels else []
    told = [_told(one, labels.get(one.fact, one.fact), user) for one in found]
    return sorted(told, key=lambda one: list(labels.values()).index(one.label) if one.label in labels.values() else len(labels))


def _told(change: FactChange, label: str, user: Any) -> ToldChange:
    """One change."""
    who = get_user_display_name(change.changed_by) if change.changed_by else _("nobody knows")
    own = change.changed_by_id is not None and change.changed_by_id == getattr(user, "pk", None)
    return ToldChange(change.pk, label, change.before, change.after, who, change, own, change.changed_on.isoformat())


@require_POST
def confirm(request: HttpRequest, page_id: int, change_id: int) -> HttpResponse:
    """Confirm one change: it is right, and the old value is forgotten. Never by whoever made it, and never another change than the one looked at."""
    page = facts_page(page_id)
    if refused := why_refused(request, page, "change"):
        return refused
    with transaction.atomic():
        change = FactChange.objects.select_for_update().filter(page=page.pk, pk=change_id).first()
        if change and change.changed_by_id == request.user.pk:
            return refuse(request, page, _("You made this change yourself. It is confirmed by another editor, so that two people have looked at it."))
        if change and change.changed_on.isoformat() != request.POST.get("seen"):
            messages.warning(request, _("This has been changed again in the meantime. Look at it once more."))
        elif change:
            change.delete()
            renew_family(page)
            log(instance=page, action=ACTION, user=request.user)
            messages.success(request, _("Confirmed. Readers see it without a remark now."))
        else:
            messages.info(request, _("This is confirmed already, or the old value is back."))
    return redirect("hub_correct_facts", page.pk)


def tell_of_change(sender: object, page: Any, user: Any, **more: Any) -> None:
    """Whoever looks after the page hears of a change once it is committed. What an import changed is only due: it may concern thousands of pages."""
    if user is not None:
        transaction.on_commit(lambda: notices.tell(notices.who_hears(page, without=user), notices.Notice.CHANGED))


def unconfirmed(user: Any) -> Iterator[due.Due]:
    """What ``user`` is asked to confirm: changes that others made on pages that ``user`` looks after."""
    others = {one.page_id: one for one in FactChange.objects.exclude(changed_by=user).order_by("-changed_on")}
    for model in hub_page_models() if others else ():
        if model.watched_facts:
            for page in due.looked_after_by(user, model).filter(pk__in=others):
                since = localdate(others[page.pk].changed_on)
                text = _("A changed detail waits for a second look.")
                yield due.Due("change", text, page.get_admin_display_title(), reverse("hub_correct_facts", args=[page.pk]), since)
