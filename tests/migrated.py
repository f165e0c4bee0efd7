"""A migrated SQLite database to copy from: migrating takes half a minute, copying a moment. Kept beside other temporary files, one for each state of
the migrations and of what they load. ``python -m tests.migrated`` makes it, so that no process of the tests has to."""

from __future__ import annotations

import hashlib
import os
import sqlite3
import sys
import tempfile
from contextlib import closing
from importlib.metadata import version
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOADED = ["*/migrations/*.py", "taxonomy/*.py", "taxonomy/data/**/*.yml", "hub/languages.py", "hub/settings/base.py"]
PACKAGES = ["Django", "wagtail", "wagtail-localize", "django-tasks-db", "Babel", "pycountry"]


def template() -> Path:
    """Where the migrated database of the present state lies, or would lie."""
    digest = hashlib.sha256("".join(version(name) for name in PACKAGES).encode())
    for path in sorted(path for pattern in LOADED for path in ROOT.glob(pattern)):
        digest.update(path.read_bytes())
    return Path(tempfile.gettempdir()) / f"hub-migrated-{os.getuid()}-{digest.hexdigest()[:16]}.sqlite3"


def copy(source: Path, target: Path) -> None:
    """Copy a SQLite database, whatever is still in its journal; ``target`` appears whole or not at all."""
    part = target.with_suffix(f".{os.getpid()}")
    with closing(sqlite3.connect(source)) as one, closing(sqlite3.connect(part)) as other:
        one.backup(other)
    part.replace(target)


def main() -> int:
    """Make it where it is missing; other databases than SQLite are migrated by the tests themselves."""
    import django
    from django.db import connection

    if template().exists():
        return 0
    os.environ["DJANGO_SETTINGS_MODULE"] = "hub.settings.test"
    django.setup()
    if connection.vendor == "sqlite":
        connection.creation.create_test_db(verbosity=0, autoclobber=True)
        copy(Path(str(connection.settings_dict["NAME"])), template())
    return 0


if __name__ == "__main__":
    sys.exit(main())
