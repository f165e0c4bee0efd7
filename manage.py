#!/usr/bin/env python
"""Django's commands, and the hub's own: ``python manage.py help``."""

import os
import sys


def main() -> None:
    """Run the command that the arguments name. Where the database keeps it from its work: exit code 1 and one sentence (``--traceback``: more)."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hub.settings.dev")
    from django.core.management import execute_from_command_line
    from django.db import Error

    try:
        execute_from_command_line(sys.argv)
    except Error as error:
        from hub.away import database_away

        if "--traceback" in sys.argv or not database_away(error):
            raise
        said = str(error).partition("\n")[0].rstrip(".")
        found = f"The command needs the database, and that does not answer or cannot be written: {said}."
        sys.exit(f"{found} Look whether it is there, runs and has room, then call the command again.")


if __name__ == "__main__":
    main()
