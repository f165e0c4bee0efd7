"""The form of a page: words and facts in one, words alone where the facts live elsewhere or are not for this person to change."""

from __future__ import annotations

from typing import Any

from django import forms
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.forms.pages import CopyForm

from hub.admin.meanwhile import Meanwhile, take_facts
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

    meanwhile: Meanwhile | None = None

    def __init__(self, data: Any = None, *args: Any, **kwargs: Any) -> None:
        page = kwargs.get("instance")
        if data is not None and page is not None and page.pk and not shows_facts_only(page, kwargs.get("for_user")):
            self.meanwhile = Meanwhile.of(page, data)
        if self.meanwhile:
            self.meanwhile.go_back(page)
        super().__init__(data, *args, **kwargs)
        if self.meanwhile:
            any_keys(self)
        if not self.instance.keeps_facts:
            self._without("slug")
        if shows_facts_only(self.instance, self.for_user):
            self._without(*self.instance.fact_fields)
            keep_facts(self.instance)

    def is_valid(self) -> bool:
        """What has to be sent again is as old then as it is now."""
        valid = super().is_valid()
        if self.meanwhile and not valid:
            self.instance.latest_revision_id = self.meanwhile.kept.pk
        return valid

    def save(self, commit: bool = True) -> Any:
        """With what others corrected while the form was open."""
        page = super().save(commit=commit and not self.meanwhile)
        if self.meanwhile:
            page.overruled = self.meanwhile.bring_in(page)
            if commit:
                page.save()
        return page

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


def any_keys(form: Any) -> None:
    """Take the keys of rows as they come: a row that somebody else took away in the meantime is no mistake in the form. What row a key stands for
    follows from what the form began with."""
    for rows in form.formsets.values():
        for one in rows.forms:
            if key := one.fields.get("id"):
                one.fields["id"] = forms.IntegerField(required=False, initial=key.initial, widget=key.widget)
            if hasattr(one, "formsets"):
                any_keys(one)


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
    if page.pk and page.keeps_facts:
        take_facts(page, type(page)._default_manager.get(pk=page.pk).get_latest_revision_as_object())
