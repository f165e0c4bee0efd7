"""A small database as this release makes it, kept for the tests of later ones: ``python -m tools.release_database tests/releases/0.1.0.sqlite3.xz``.

Run once for each release, from its own code, before anything is changed. Nothing in it is real. Never made anew afterwards: that is the point of it.
"""

from __future__ import annotations

import lzma
import os
import sqlite3
import sys
import tempfile
from contextlib import closing
from pathlib import Path

SECRET = "only-for-tests"  # the one of hub.settings.test: what is locked in it can be opened there  # nosec B105


def fill() -> None:
    """Pages of every kind, in three languages; one hidden, one in draft; history; a report; people who may sign in."""
    from hub.admin.hiding import hide
    from reports.models import Report
    from resources.models import Phone
    from tests import factories

    service = factories.service("Night Lamp", summary="A line for the night.", **factories.every_row())
    factories.translate(service, "fr", title="Lampe de nuit", summary="Une ligne pour la nuit.")
    factories.translate(service, "ar", title="مصباح الليل")
    service.summary = "A line for every night."
    service.save_revision().publish()
    hidden = factories.service("Behind the curtain", phones=[Phone(number="+33199005678")])
    hide(hidden)
    factories.guide("Your first steps", summary="What to do first.")
    factories.guide("Not ready yet", publish=False)
    factories.organisation("Night Lamp Network")
    factories.standard_page("About us", summary="Who we are.")
    factories.administrator("amina")
    Report.objects.create(page=service, kind="number", language="en", receipt="seal", text="The number has changed.", contact="reader@example.org")


def make(target: Path) -> None:
    """Make one in a folder of its own."""
    with tempfile.TemporaryDirectory(prefix="hub-release-") as folder:
        os.environ.update(HUB_DATA=folder, DJANGO_SETTINGS_MODULE="hub.settings.dev", DATABASE_URL="")
        (Path(folder) / "secret_key").write_text(SECRET)
        import django
        from django.core.management import call_command
        from django.db import connection

        django.setup()
        call_command("migrate", verbosity=0)
        fill()
        call_command("search_update", verbosity=0)
        connection.close()
        small = Path(folder) / "small.sqlite3"
        with closing(sqlite3.connect(Path(folder) / "hub.sqlite3")) as database:
            database.execute("VACUUM INTO ?", [str(small)])
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(lzma.compress(small.read_bytes(), preset=9 | lzma.PRESET_EXTREME))
    print(f"{target}: {target.stat().st_size / 1000:.0f} kB")


if __name__ == "__main__":
    make(Path(sys.argv[1]))
