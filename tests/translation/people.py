"""People and pages for the tests of translation."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import Group
from wagtail.models import GroupApprovalTask, Workflow, WorkflowTask
from wagtail_localize.models import StringTranslation, Translation

from hub.models import HubPage
from members.models import User
from tests import factories
from translation.groups import translators
from translation.start import start
from translation.states import translation_of


def translator(code: str = "fr") -> User:
    """Somebody who translates into ``code``. The language has a home page afterwards."""
    home = factories.home()
    if not home.has_translation(factories.locale(code)):
        factories.translate(home, code)
    user = User.objects.create_user(f"translator-{code}", f"{code}@example.org", "password")
    user.groups.add(translators(code, f"Translators {code}"))
    return user


def write(translation: Translation, but: int = 0, **how: Any) -> None:
    """Translate every text that has no translation yet, except the last ``but``."""
    segments = list(translation.source.stringsegment_set.order_by("order"))
    for segment in segments[: len(segments) - but]:
        StringTranslation.objects.get_or_create(
            translation_of=segment.string,
            locale=translation.target_locale,
            context=segment.context,
            defaults={"data": f"{translation.target_locale.language_code} {segment.string.data}", **how},
        )


def begun(page: HubPage, code: str = "fr", but: int = 0) -> HubPage:
    """``page`` with a translation in ``code`` that lacks the last ``but`` texts."""
    made = start(page, factories.locale(code))
    write(translation_of(made), but)
    return made


def published(page: HubPage, code: str = "fr", capture: Any = None, **how: Any) -> HubPage:
    """``page`` with a whole translation in ``code``, published by its segments. ``capture``: pytest-django's ``…_on_commit_callbacks``."""
    made = start(page, factories.locale(code))
    translation = translation_of(made)
    write(translation, **how)
    with capture(execute=True):
        translation.save_target(publish=True)
    return type(page).objects.get(pk=made.pk)


def workflow() -> Workflow:
    """A workflow of one look by moderators."""
    made, task = Workflow.objects.create(name="One look"), GroupApprovalTask.objects.create(name="Look")
    task.groups.add(Group.objects.get(name="Moderators"))
    WorkflowTask.objects.create(workflow=made, task=task, sort_order=1)
    return made
