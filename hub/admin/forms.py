"""The form of a page: words and facts in one, words alone where the facts live elsewhere or are not for this person to change."""

from __future__ import annotations

from typing import Any

from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.forms.pages import CopyForm

from hub.slugs import taken_by_the_hub

CHANGE_FACTS = "hub.change_facts"
"""The permission that goes beyond Wagtail's own on pages: editors have it, translators never do."""


def may_change_facts(user: Any) -> bool:
    """May ``user`` change facts at all? On which pages is a question of Wagtail's own permissions. Nobody in particular (scripts, tests) may."""
    return user is None or user.has_perm(CHANGE_FACTS)


def may_correct(user: Any, page: Any) -> bool:
    """May ``user`` publish corrected facts of ``page``, which has been published once?"""
    if not page.first_published_at or not may_change_facts(user):
        return False
    allowed = page.permissions_for_user(user)
    return bool(allowed.can_edit() and allowed.can_publish())


def shows_facts_only(page: Any, user: Any) -> bool:
    """Are the facts of ``page`` read, not edited, in the form that ``user`` sees?"""
    return not page.keeps_facts or not may_change_facts(user)


class HubPageForm(WagtailAdminPageForm):
    """Takes the facts, and on translations the slug that follows the original's, out of the form where they are not to be edited.

    Hiding the panels alone would make the page impossible to save.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.instance.keeps_facts:
            self._without("slug")
        if shows_facts_only(self.instance, self.for_user):
            self._without(*self.instance.fact_fields)
            keep_facts(self.instance)

    def _without(self, *names: str) -> None:
        """Take fields and rows out."""
        for name in names:
            self.fields.pop(name, None)
            self.formsets.pop(name, None)

    def clean(self) -> dict[str, Any]:
        """With an error for an address that the hub itself answers at."""
        data = super().clean()
        if problem := taken_by_the_hub(data.get("slug", ""), self.parent_page):
            self.add_error("slug", problem)
        return data


class HubCopyForm(CopyForm):
    """Wagtail's form for copying, without its box “Alias”: an alias would be a second home for facts."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields.pop("alias", None)

    def clean(self) -> dict[str, Any]:
        """With an error for an address that the hub itself answers at."""
        data = super().clean()
        if problem := taken_by_the_hub(data.get("new_slug", ""), data.get("new_parent_page") or self.page.get_parent()):
            self.add_error("new_slug", problem)
        return data


def keep_facts(page: Any) -> None:
    """Give ``page``, which may be an old version that somebody goes back to, the facts of the latest one: going back to old words brings back no
    old number."""
    if not page.pk or not page.keeps_facts:
        return
    latest = type(page)._default_manager.get(pk=page.pk).get_latest_revision_as_object()
    for name in page.fact_fields:
        field = page._meta.get_field(name)
        if isinstance(field, models.ManyToOneRel) and isinstance(field.remote_field, ParentalKey):
            getattr(page, name).set(getattr(latest, name).all())
        elif field.many_to_many:
            getattr(page, name).set(list(getattr(latest, name).all()))
        else:
            setattr(page, field.attname, getattr(latest, field.attname))
