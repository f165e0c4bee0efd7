"""``manage.py load_demo``: content and accounts to try the hub with. ``--remove`` takes them away again."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from rich.console import Console
from rich.progress import track

from home.demo import accounts
from home.demo.families import families
from home.demo.load import Loader
from home.demo.remove import remove

REFUSED = (
    "load_demo refuses these settings: its pages name help that does not exist, and the passwords of its accounts are printed. Use hub.settings.dev."
)


class Command(BaseCommand):
    """Loads the demo content. Progress and summary go to standard error, the accounts with their passwords to standard output."""

    help = "Load demo pages and demo accounts; a second run changes nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Two options."""
        parser.add_argument("--remove", action="store_true", help="take the demo content and the demo accounts away again")
        parser.add_argument("--passwords", action="store_true", help="give the demo accounts new passwords and print them")

    def handle(self, *args: Any, remove: bool, passwords: bool, **options: Any) -> None:
        """Do one of the three. Raises CommandError where settings refuse demo content, and where something had to stay."""
        self.console = Console(file=options.get("stderr") or sys.stderr, highlight=False, soft_wrap=True)
        if remove:
            self._remove()
        elif not settings.HUB_DEMO_ALLOWED:
            raise CommandError(REFUSED)
        elif passwords:
            self._show(accounts.new_passwords())
        else:
            self._load()

    def _load(self) -> None:
        """Pages, then accounts."""
        loader = Loader()
        for slug in track(families(), description="Demo content", console=self.console, transient=True, disable=not self.console.is_terminal):
            loader.original(slug)
        made = ", ".join(f"{code} {count}" for code, count in sorted(loader.made.items())) or "none"
        self.console.print(f"{len(families())} families of pages. New: {made}. There already: {loader.kept.total()}.")
        self._show(accounts.make_accounts())

    def _show(self, passwords: dict[str, str]) -> None:
        """Print the passwords that have just been made, or how to get some."""
        if passwords:
            text = f"Demo accounts (new passwords: manage.py load_demo --passwords):\n{accounts.table(passwords)}"
            accounts.renew_note(text)
            self.stdout.write(text)
        else:
            self.console.print("The demo accounts exist. Passwords are not kept: manage.py load_demo --passwords makes new ones.")

    def _remove(self) -> None:
        """Allowed everywhere: it is the way out."""
        gone, stay = remove()
        accounts.renew_note("The demo content was removed. manage.py load_demo loads it again.")
        self.console.print(f"{gone} demo pages removed, with their accounts, groups and pictures.")
        for page in stay:
            self.console.print(
                f"Stays, for pages that are no example hang on it: {page.title} ({page.locale.language_code}, {page.pk})", markup=False
            )
        if stay:
            raise CommandError(f"{len(stay)} demo pages stay. Move or delete what hangs on them, then run this again.")
