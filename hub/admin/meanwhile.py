"""Wagtail's form of a page that stood open while somebody else corrected the facts.

The form is read as what it began with, and only what was changed in it is brought to the facts of now: saving words never brings back an old number.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Final

from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.models import Revision

from hub.admin.conflicts import TwoValues, told_conflicts
from hub.corrections.facts import facts_in, facts_of, with_facts
from hub.corrections.merge import Facts, merge

OWN: Final = "kept_revision_id"
"""In what a form sent: the version that the form saved itself, where a later one is not to take its place."""


@dataclass(frozen=True)
class Meanwhile:
    """``began``: the version that the form was opened with, ``kept``: the last one that the form itself saved, ``now``: the facts of the latest."""

    began: Revision
    kept: Revision
    now: Facts

    @classmethod
    def of(cls, page: Any, data: Any) -> Meanwhile | None:
        """What happened since the form that sent ``data`` was opened. None: nothing, or nobody can tell."""
        latest = page.latest_revision_id
        began, own = key_in(data.get("loaded_revision_id")), key_in(data.get(OWN) or data.get("overwrite_revision_id"))
        if not latest or not began or (own or began) == latest:
            return None
        known = Revision.objects.for_instance(page).in_bulk([began, own or began])
        if began not in known or (own or began) not in known:
            return None
        return cls(known[began], known[own or began], facts_in(page))

    def go_back(self, page: Any) -> None:
        """Give ``page`` the facts that the form knew."""
        take_facts(page, with_facts(page, facts_of(type(page), self.kept.content)))

    def bring_in(self, page: Any) -> list[TwoValues]:
        """Give ``page``, which holds what was typed, the facts of now with what was changed in the form. Where somebody else published another value
        of the same fact that one stays: readers see it. Returned is what was typed there."""
        typed = facts_in(page)
        facts = merge(facts_of(type(page), self.kept.content), self.now, typed).facts
        take_facts(page, with_facts(page, facts))
        overruled = merge(facts_of(type(page), self.began.content), facts, typed).conflicts
        return told_conflicts(page, [replace(one, ours=one.theirs, theirs=one.ours) for one in overruled])


def key_in(text: str | None) -> int | None:
    """The key that a form sends; None for what is none."""
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 19 else None


def take_facts(page: Any, source: Any) -> None:
    """Give ``page`` in memory the facts of ``source``."""
    for name in page.fact_fields:
        field = page._meta.get_field(name)
        if isinstance(field, models.ManyToOneRel) and isinstance(field.remote_field, ParentalKey):
            getattr(page, name).set(getattr(source, name).all())
        elif field.many_to_many:
            getattr(page, name).set(list(getattr(source, name).all()))
        else:
            setattr(page, field.attname, getattr(source, field.attname))
