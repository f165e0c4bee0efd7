"""One row of facts, for readers at once: written on the live page and into every version that may still be published, so that none of them takes it
back. Words, drafts, schedules and workflows stay as they are (DESIGN §4, "Correct facts")."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import Page, Revision, TaskState, WorkflowState
from wagtail.signals import page_published

from hub.models import HubPage


@transaction.atomic
def write_row_at_once(row: Any, relation: str, user: Any, action: str, data: dict[str, Any] | None = None) -> None:
    """Save ``row``, new or changed, of the child relation ``relation`` of a facts page, publish it, and note ``action`` with ``data`` in the log."""
    facts, added = row.page, row.pk is None
    lock(facts)
    if added and row.sort_order is None:
        row.sort_order = getattr(facts, relation).count()
    row.save()
    live: HubPage = type(facts)._default_manager.get(pk=facts.pk)
    content = live.serializable_data()
    entry = next(one for one in content[relation] if one["pk"] == row.pk)
    for version in publishable(live):
        if merge(version.content, relation, entry, added):
            version.save(update_fields=["content"])
    _note(live, content, user, action, data)


def lock(page: Page) -> None:
    """Within a transaction: let nobody else change ``page`` until its end. SQLite locks the whole database when the transaction begins."""
    Page.objects.select_for_update().get(pk=page.pk)


def publishable(live: HubPage) -> Iterator[Revision]:
    """The versions that may be published as they are: an unfinished draft, scheduled ones, and those in a workflow. History stays as it was."""
    states = [WorkflowState.STATUS_IN_PROGRESS, WorkflowState.STATUS_NEEDS_CHANGES]
    waiting = TaskState.objects.filter(workflow_state__in=live.workflow_states.filter(status__in=states)).values("revision")
    draft = live.latest_revision_id if live.has_unpublished_changes or not live.live else None
    yield from live.revisions.filter(Q(pk=draft) | Q(approved_go_live_at__isnull=False) | Q(pk__in=waiting))


def merge(content: dict[str, Any], relation: str, entry: dict[str, Any], added: bool) -> bool:
    """Put ``entry`` in its place among the rows of ``content``; at their end if it is new. A draft that took the row away does not get it back. Was
    anything changed?"""
    rows = content.setdefault(relation, [])
    places = [place for place, one in enumerate(rows) if one.get("pk") == entry["pk"]]
    for place in places:
        rows[place] = {**rows[place], **entry, "sort_order": rows[place].get("sort_order")}
    if added and not places:
        rows.append({**entry, "sort_order": len(rows)})
    return bool(places or added)


def _note(live: HubPage, content: dict[str, Any], user: Any, action: str, data: dict[str, Any] | None) -> None:
    """The live page as it is now becomes a version in history; a draft stays the newest."""
    version = None
    if live.live:
        version = Revision.objects.create(
            content_object=live, base_content_type=live.get_base_content_type(), user=user, content=content, object_str=str(live)
        )
        live.live_revision, live.last_published_at = version, timezone.now()
        if not live.has_unpublished_changes:
            live.latest_revision, live.latest_revision_created_at = version, version.created_at
    live.save(clean=False)
    log(instance=live, action=action, user=user, data=data, revision=version, content_changed=True)
    if version:
        page_published.send(sender=type(live), instance=live, revision=version)
