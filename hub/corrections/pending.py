"""What waits beside the live page when its facts are corrected: the draft, a version with a date, a version in moderation. Each takes the correction
over and keeps everything else, so that publishing it later does not bring back an old number."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from wagtail.models import Revision, TaskState, WorkflowState

from .facts import facts_of
from .merge import Facts, merge


@dataclass
class Pending:
    """``draft``: the latest version, where it is not the live one. ``others``: older ones that are scheduled or in moderation. ``dates``: when each
    of the scheduled ones goes live, for publishing anything forgets that."""

    page: Any
    draft: Revision | None
    others: list[Revision]
    dates: dict[int, datetime]
    in_moderation: list[TaskState]

    @classmethod
    def beside(cls, page: Any) -> Pending:
        """What waits beside ``page``."""
        scheduled = list(Revision.objects.for_instance(page).filter(approved_go_live_at__isnull=False))
        states = list(_task_states(page))
        draft = page.latest_revision if page.latest_revision_id != page.live_revision_id or not page.live else None
        waiting = {one.pk: one for one in [*scheduled, *(state.revision for state in states if state.revision)]}
        others = [one for pk, one in waiting.items() if pk not in (page.live_revision_id, draft.pk if draft else None)]
        return cls(page, draft, others, {one.pk: one.approved_go_live_at for one in scheduled if one.approved_go_live_at}, states)

    def take_over(self, before: Facts, after: Facts) -> None:
        """Bring the change from ``before`` to ``after`` into everything that waits."""
        for revision in self.others:
            revision.content = corrected(type(self.page), revision.content, before, after)
            revision.save(update_fields=["content"])
            self._keep_date(revision, revision.pk)
        if self.draft:
            self._renew_draft(self.draft, corrected(type(self.page), self.draft.content, before, after))

    def _renew_draft(self, draft: Revision, content: dict[str, Any]) -> None:
        """Write the draft again, as the latest version, in the name of whoever wrote it; moderation and date go over to it."""
        page = type(self.page)._default_manager.get(pk=self.page.pk).with_content_json(content)
        renewed = page.save_revision(user=draft.user, clean=False)
        TaskState.objects.filter(pk__in=[state.pk for state in self.in_moderation if state.revision_id == draft.pk]).update(revision=renewed)
        if draft.pk in self.dates:
            Revision.objects.filter(pk=draft.pk).update(approved_go_live_at=None)
            self._keep_date(renewed, draft.pk)

    def _keep_date(self, revision: Revision, began_as: int) -> None:
        """The version goes live when it was to."""
        if began_as in self.dates:
            Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=self.dates[began_as])


def _task_states(page: Any) -> QuerySet[TaskState]:
    """The steps of moderation that are not done."""
    running = page.workflow_states.filter(status__in=[WorkflowState.STATUS_IN_PROGRESS, WorkflowState.STATUS_NEEDS_CHANGES]).values("pk")
    undone = [TaskState.STATUS_IN_PROGRESS, TaskState.STATUS_REJECTED]
    return TaskState.objects.filter(workflow_state__in=running, status__in=undone).select_related("revision")


def corrected(model: Any, content: dict[str, Any], before: Facts, after: Facts) -> dict[str, Any]:
    """The ``content`` of a revision with the correction in it: where the draft changed the same fact, the correction holds, for readers see it."""
    return {**content, **merge(before, after, facts_of(model, content)).facts}
