"""Publish corrected facts, and nothing else."""

from __future__ import annotations

from typing import Any, Final

from django.db import transaction
from django.utils import timezone
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.log_actions import log
from wagtail.models import Page
from wagtail.signals import page_published, published

from .facts import facts_in, with_facts
from .merge import Conflict, Facts, merge
from .pending import Pending

ACTION: Final = "hub.correct_facts"


class PublishFacts(PublishPageRevisionAction):
    """Publishes a revision as Wagtail does, but leaves a moderation that goes on for the words alone."""

    def _after_publish(self) -> None:
        """Tell what Wagtail tells. Its own method would cancel the moderation."""
        page_published.send(sender=self.object.specific_class, instance=self.object.specific, revision=self.revision)
        published.send(sender=type(self.object), instance=self.object, revision=self.revision)


def correct(page: Any, base: Facts, typed: Facts, user: Any, action: str = ACTION) -> list[Conflict]:
    """Publish what differs between ``base``, the facts that somebody began with, and ``typed``, on the facts page ``page``,
    and note ``action`` in its log.

    What others published in between stays. Where they changed the same fact, nothing is saved and the conflicts are returned. Raises ValidationError
    where both changes together make no sense.
    """
    with transaction.atomic():
        lock(page.pk)
        live = type(page)._default_manager.get(pk=page.pk)
        now = facts_in(live)
        merged = merge(base, typed, now)
        if merged.conflicts or merged.facts == now:
            return merged.conflicts
        pending = Pending.beside(live)
        publish(with_facts(live, merged.facts), user, action)
        pending.take_over(now, facts_in(type(page)._default_manager.get(pk=page.pk)))
    return []


def lock(pk: int) -> None:
    """Within a transaction: let nobody else change the page ``pk``, if there is one, until its end. SQLite locks the whole database when the
    transaction begins."""
    Page.objects.select_for_update().filter(pk=pk).first()


def publish(page: Any, user: Any, action: str) -> None:
    """Publish ``page``, its row with other facts. Where its words are not live the facts are written for its translations, and the words stay so."""
    revision = page.save_revision(user=user)
    if page.live and not (page.go_live_at and page.go_live_at > timezone.now()):
        PublishFacts(revision, user=user, log_action=action).execute(skip_permission_checks=True)
        return
    page.facts_changed_by = user
    page.save(clean=False)
    log(instance=page, action=action, user=user, revision=revision, content_changed=True)
