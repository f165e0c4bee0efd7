"""Make database, catalogues, demo content and search index ready, in one process: what ``make run`` does before it serves."""

from __future__ import annotations

import io
import os
import sys

import django
from django.core.management import call_command

from tools import compile_messages, towns


def migrate() -> None:
    """Bring the database to the shape of this code. Without a plan nothing is done: a later start must be quick."""
    from hub.keeping.migrating import plan

    if plan():
        print("Preparing the database …", flush=True)
        call_command("migrate", verbosity=0, interactive=False)


def load_demo() -> None:
    """Load the demo content, once in the life of this data: what is deleted later stays deleted.

    The accounts that ``load_demo`` prints are kept, readable by nobody else, and shown at every start.
    """
    from django.conf import settings

    accounts = settings.HUB_DATA / "demo-accounts.txt"
    if accounts.exists():
        return
    print("Loading the demo content …", flush=True)
    printed = io.StringIO()
    call_command("load_demo", stdout=printed)
    accounts.touch(mode=0o600)
    accounts.write_text(printed.getvalue())


def main() -> int:
    """Prepare what the settings name; ``DEMO=0`` in the environment leaves the demo content out."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hub.settings.dev")
    if compile_messages.main() or towns.main():
        return 1
    django.setup()
    migrate()
    if os.environ.get("DEMO", "1") != "0":
        load_demo()
    call_command("search_update")
    return 0


if __name__ == "__main__":
    sys.exit(main())
