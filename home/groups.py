"""What Wagtail's groups of editors may do in the hub beyond pages: look after the labels of topics and audiences, and after areas."""

from __future__ import annotations

from typing import Any, Final

from django.apps import apps
from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import Group, Permission

GROUPS: Final = ("Editors", "Moderators")
MAY: Final = ("change_conceptlabel", "add_concept", "change_concept", "add_area", "change_area")


def give_permissions(sender: object, **more: Any) -> None:
    """After migrating: each group gets what it lacks. An administrator who takes the group away is not overruled."""
    create_permissions(apps.get_app_config("taxonomy"), verbosity=0)  # Django makes them after this receiver was asked
    permissions = Permission.objects.filter(content_type__app_label="taxonomy", codename__in=MAY)
    for group in Group.objects.filter(name__in=GROUPS):
        group.permissions.add(*permissions)
