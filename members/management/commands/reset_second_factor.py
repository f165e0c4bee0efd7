"""``manage.py reset_second_factor USER``: for whoever has lost phone, keys and recovery codes."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError, CommandParser

from members.factors.changes import reset
from members.factors.required import must_have_one
from members.factors.store import has_factor


class Command(BaseCommand):
    """The way of last resort, for whoever has a shell on the server."""

    help = (
        "Take the second factor from an account whose owner has lost it: app, keys and recovery codes. The password stays; all sessions of the "
        "account end, the history says so, and its owner is told by mail. Make sure that it is they who ask."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Whose."""
        parser.add_argument("username", metavar="USER", help="the username of the account")

    def handle(self, *args: Any, username: str, **options: Any) -> None:
        """Do it. Raises CommandError where there is no such account."""
        user: Any = get_user_model()._default_manager.filter(username=username).first()
        if user is None:
            raise CommandError(f"There is no account with the username {username!r}. Nothing was changed.")
        if not has_factor(user):
            self.stdout.write(f"{username} has no second factor. Nothing was changed.")
            return
        count = reset(user)
        self.stdout.write(f"{username}: {count} removed, with the recovery codes. All sessions of the account have ended.")
        if must_have_one(user):
            self.stdout.write("The next sign-in asks for the password, and then leads to setting up a new one.")
