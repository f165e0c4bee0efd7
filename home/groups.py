"""What Wagtail's groups of editors may do in the hub beyond pages: change facts, look after the labels of topics and audiences,
after areas, and after the words that are never suggested."""

from __future__ import annotations

from typing import Any, Final

from django.apps import apps
from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import Group, Permission

GROUPS: Final = ("Editors", "Moderators")
MAY: Final = {
    "hub": ("change_facts",),
    "home": ("add_banner", "change_banner"),
    "search": ("change_neversuggest",),
    "taxonomy": ("change_conceptlabel", "add_concept", "change_concept", "add_area", "change_area"),
}
"""The codenames of permissions by app."""


def permissions() -> list[Permission]:
    """All of them. Django makes those of an app after its own migrations, which may be after this is asked."""
    for app in MAY:
        create_permissions(apps.get_app_config(app), verbosity=0)
    return [one for app, names in MAY.items() for one in Permission.objects.filter(content_type__app_label=app, codename__in=names)]


def give_permissions(sender: object, **more: Any) -> None:
    """After migrating: each group gets what it lacks. An administrator who takes the group away is not overruled."""
    found = permissions()
    for group in Group.objects.filter(name__in=GROUPS):
        group.permissions.add(*found)
