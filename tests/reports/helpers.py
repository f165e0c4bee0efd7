"""Reports for tests, sent as readers send them, and people with exactly the rights of their work."""

from __future__ import annotations

from typing import Any

from bs4 import BeautifulSoup
from django.contrib.auth.models import Group, Permission
from django.test import Client
from wagtail.models import GroupPagePermission, Page

from members.models import User
from reports.models import Report
from tests import factories


def address(page: Any, language: str = "en") -> str:
    """Where a reader tells about ``page``."""
    return f"/{language}/report/{page.facts.pk}/"


def send(client: Client, page: Any, language: str = "en", **said: Any) -> Any:
    """Open the form and send it."""
    form = BeautifulSoup(client.get(address(page, language)).content, "html.parser")
    token = form.find("input", {"name": "token"})["value"]
    return client.post(address(page, language), {"token": token, "kind": "number", **said})


def code_in(answer: Any) -> str:
    """The code that an answer shows."""
    return BeautifulSoup(answer.content, "html.parser").find("output").get_text(strip=True)


def text_of(answer: Any) -> str:
    """What a person reads of the main part of a page."""
    return " ".join(BeautifulSoup(answer.content, "html.parser").find("main").get_text(" ").split())


def report(page: Any, **fields: Any) -> Report:
    """A report in the database."""
    given = {"kind": "number", "language": "en", "receipt": f"seal-{Report.objects.count()}", **fields}
    return Report.objects.create(page_id=page.facts.pk, **given)


def somebody(name: str, page: Page, *, facts: bool = True, may: tuple[str, ...] = ("change_page",)) -> User:
    """Somebody who may do ``may`` with ``page`` and all below it, and change facts or not."""
    user, group = User.objects.create_user(name, f"{name}@example.org", "password"), Group.objects.create(name=name)
    user.groups.add(group)
    group.permissions.add(Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin"))
    if facts:
        group.permissions.add(Permission.objects.get(content_type__app_label="hub", codename="change_facts"))
    for codename in may:
        permission = Permission.objects.get(content_type__app_label="wagtailcore", codename=codename)
        GroupPagePermission.objects.create(group=group, page=page, permission=permission)
    return user


def translator(name: str = "translator") -> User:
    """A translator into French: everything on that tree, and no facts."""
    french = Page.objects.get(depth=2, locale__language_code="fr")
    return somebody(name, french, facts=False, may=("add_page", "change_page", "publish_page"))


def shelf(title: str) -> Any:
    """A section beside the others."""
    return factories.section(title)
