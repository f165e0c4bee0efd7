"""Accounts to try the admin with: administrator, editor, translators. Passwords are made at that moment, shown once and kept as hashes only."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import Final

from django.conf import settings
from django.contrib.auth.models import Group
from django.utils.translation import gettext as _
from wagtail.models import GroupPagePermission

from home import groups
from home.models import HomePage
from members.models import User
from translation.groups import PAGES, permissions, translators, use_library

EDITORS: Final = "Example: editors of the English pages"
FRENCH: Final = "Example: translators into French"
ARABIC: Final = "Example: translators into Arabic"

LOCKS: Final = ("lock_page", "unlock_page")
MEDIA: Final = ("add_image", "change_image", "choose_image", "add_document", "change_document", "choose_document")


@dataclass(frozen=True)
class Account:
    """A demo account: its name to sign in, what it is, its group (none: administrator), the tree it works in, and whether it edits there, with all
    that editors have beyond pages (facts, topics, areas, the library); else it translates."""

    username: str
    role: str
    group: str = ""
    language: str = ""
    edits: bool = False


ACCOUNTS: Final = (
    Account("demo-admin", "administrator"),
    Account("demo-editor", "editor of the English pages", EDITORS, "en", edits=True),
    Account("demo-french", "translator into French", FRENCH, "fr"),
    Account("demo-arabic", "translator into Arabic", ARABIC, "ar"),
)
GROUPS: Final = tuple(account.group for account in ACCOUNTS if account.group)


def make_accounts() -> dict[str, str]:
    """Make the accounts that are missing. Returns the passwords of the new ones by username. A name that somebody else has is left to them."""
    return {one.username: _make(one) for one in ACCOUNTS if not User.objects.filter(username=one.username).exists()}


def new_passwords() -> dict[str, str]:
    """Give every demo account a new password. Returns them by username."""
    return {user.username: _set_password(user) for user in User.objects.filter(is_demo=True).order_by("pk")}


def table(passwords: dict[str, str]) -> str:
    """Names, roles and ``passwords`` in lines, to print."""
    roles = {account.username: account.role for account in ACCOUNTS}
    return "\n".join(f"  {name:<12}  {password}  {roles.get(name, '')}" for name, password in passwords.items())


def renew_note(text: str) -> None:
    """Put ``text`` in the place of the passwords that ``make run`` shows at each start, where it keeps some: old ones would be wrong."""
    note = settings.HUB_DATA / "demo-accounts.txt"
    if note.exists():
        note.write_text(f"{text}\n")


def _make(account: Account) -> str:
    """The account, with its rights. Returns its password."""
    user = User(username=account.username, email=f"{account.username}@example.org", display_name=_display_name(account), is_demo=True)
    user.is_superuser = user.is_staff = not account.group
    password = _set_password(user)
    if account.group:
        user.groups.add(_group(account))
    return password


def _display_name(account: Account) -> str:
    """The name that colleagues see."""
    return _("Example: %(role)s") % {"role": account.role}


def _set_password(user: User) -> str:
    """A new password for ``user``, who is saved."""
    password = secrets.token_urlsafe(12)
    user.set_password(password)
    user.save()
    return password


def _group(account: Account) -> Group:
    """The group with the rights of ``account``."""
    return _editors(account) if account.edits else translators(account.language, account.group)


def _editors(account: Account) -> Group:
    """Editors of one tree: the admin, its pages, facts, the library."""
    group, _new = Group.objects.get_or_create(name=account.group)
    group.permissions.add(*permissions("wagtailadmin", ("access_admin",)), *groups.permissions())
    home = HomePage.objects.get(depth=2, locale__language_code=account.language)
    for permission in permissions("wagtailcore", (*PAGES, *LOCKS)):
        GroupPagePermission.objects.get_or_create(group=group, page=home, permission=permission)
    use_library(group, MEDIA)
    return group
