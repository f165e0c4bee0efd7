"""The group of the translators of a language: the admin, the pages of one tree, pictures and documents to choose from. Nothing else."""

from __future__ import annotations

from typing import Final

from django.contrib.auth.models import Group, Permission
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Locale, Page

from .rights import home_of

PAGES: Final = ("add_page", "change_page", "publish_page")
"""On the tree of the language. Never ``wagtail_localize.submit_translation``, which holds for all languages at once, nor ``hub.change_facts``."""
LIBRARY: Final = ("choose_image", "choose_document")


def translators(code: str, name: str) -> Group:
    """The group ``name`` with the rights of translators into the language ``code``; made, or given what it lacks.

    Raises Page.DoesNotExist where the language has no home page yet: its rights are rights on that page and all below it.
    """
    home = home_of(Locale.objects.get(language_code=code))
    if home is None:
        raise Page.DoesNotExist(f"There is no home page in “{code}” yet. Translate the home page first.")
    group, _new = Group.objects.get_or_create(name=name)
    group.permissions.add(Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin"))
    for permission in permissions("wagtailcore", PAGES):
        GroupPagePermission.objects.get_or_create(group=group, page=home, permission=permission)
    use_library(group, LIBRARY)
    return group


def use_library(group: Group, codenames: tuple[str, ...]) -> None:
    """Let ``group`` do this with all pictures and documents."""
    for permission in [*permissions("wagtailimages", codenames), *permissions("wagtaildocs", codenames)]:
        GroupCollectionPermission.objects.get_or_create(group=group, collection=Collection.get_first_root_node(), permission=permission)


def permissions(app: str, codenames: tuple[str, ...]) -> list[Permission]:
    """The permissions of ``app`` by codename."""
    return list(Permission.objects.filter(content_type__app_label=app, codename__in=codenames))
