"""Who does what in tests of the admin."""

from __future__ import annotations

from django.contrib.auth.models import Group, Permission
from wagtail.models import GroupPagePermission, Page

from members.models import User
from tests import factories


def moderator(username: str = "moderator") -> User:
    """Somebody in Wagtail's group of moderators: may publish everywhere and change facts."""
    user = User.objects.create_user(username, f"{username}@example.org", "password")
    user.groups.add(Group.objects.get(name="Moderators"))
    return user


def _of_tree(username: str, page: Page, *codenames: str) -> User:
    """Somebody who may add, change and publish at and below ``page`` only, with permissions beyond pages."""
    user = User.objects.create_user(username, f"{username}@example.org", "password")
    group = Group.objects.create(name=f"Group of {username}")
    group.permissions.add(*Permission.objects.filter(codename__in=("access_admin", *codenames)))
    for codename in ("add_page", "change_page", "publish_page"):
        GroupPagePermission.objects.create(group=group, page=page, permission=Permission.objects.get(codename=codename))
    user.groups.add(group)
    return user


def section_editor(section: Page, username: str = "section-editor") -> User:
    """Somebody who looks after one section, facts included."""
    return _of_tree(username, section, "change_facts")


def translator(code: str, username: str = "translator") -> User:
    """Somebody who may publish words of one language, and change no facts."""
    return _of_tree(username, Page.objects.get(depth=2, locale=factories.locale(code)))
