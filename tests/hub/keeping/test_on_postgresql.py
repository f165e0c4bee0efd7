"""Backup, restore and upgrade by their commands, on PostgreSQL: what SQLite's way does in ``test_restore`` and ``test_upgrade``."""

from __future__ import annotations

import io
import sys
import textwrap
from pathlib import Path

import pytest
from django.conf import settings as configured
from django.contrib.sessions.models import Session
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from hub.admin.hiding import hide
from hub.keeping import databases, doors, restoring, shelf, way_back
from hub.models import visible_pages
from members.models import User
from reports import migrations
from reports.models import Report
from resources.models import ServicePage
from search import indexer
from tests import factories
from tools import postgres

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(configured.DATABASES["default"]["ENGINE"].endswith("sqlite3"), reason="PostgreSQL's programs copy PostgreSQL only"),
]
GROW = {"search_version", "wagtailcore_modellogentry", "wagtailcore_pagelogentry"}
"""What taking something away again adds to."""


@pytest.fixture(autouse=True)
def programs(monkeypatch):
    """Of the release that runs."""
    monkeypatch.setenv("PATH", str(Path(postgres.program("pg_dump")).parent))


def run(name, *args, **options):
    printed = io.StringIO()
    call_command(name, *args, stdout=printed, stderr=printed, **options)
    return printed.getvalue()


def backup():
    (one,) = shelf.backups()
    return one.path


def titles():
    return set(visible_pages().values_list("title", flat=True))


def shape():
    """Tables and rows, columns, and what refers to what: all that a migration could have changed."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT table_name, column_name, data_type FROM information_schema.columns WHERE table_schema = 'public' ORDER BY 1, 2")
        columns = cursor.fetchall()
        cursor.execute("SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint WHERE connamespace = 'public'::regnamespace ORDER BY 1")
        return databases.rows_now(), columns, cursor.fetchall()


def test_a_lost_site_comes_back_without_what_was_taken_down_since(hub, key):
    kept, hidden, deleted = factories.service("Night Lamp"), factories.service("Hidden since"), factories.guide("Deleted since")
    User.objects.create_user("left")
    assert "pages:" in run("backup")
    rows = databases.rows_now()
    hide(hidden)
    deleted.delete()
    User.objects.get(username="left").delete()
    ServicePage.objects.filter(pk=kept.pk).update(title="Scribbled over")
    factories.service("Made since")
    Session.objects.create(session_key="a", session_data="", expire_date=timezone.now())
    printed = run("restore", backup(), identity=key)
    assert "1 hidden again" in printed
    assert titles() & {"Night Lamp", "Hidden since", "Deleted since", "Scribbled over", "Made since"} == {"Night Lamp"}
    assert not User.objects.filter(username="left").exists()
    assert not Session.objects.exists()
    assert {name for name, number in databases.rows_now().items() if number > rows[name]} <= GROW
    assert factories.service("New").pk > deleted.pk, "numbers are not given twice"
    assert indexer.status().well
    assert not (hub / "restoring").exists()


@pytest.mark.soak
def test_whatever_fails_on_the_way_everything_is_as_before(hub, key, monkeypatch):
    factories.service("Night Lamp")
    run("backup")
    factories.service("Made since")
    before = shape()

    def fails(notes):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(restoring, "apply", fails)
    with pytest.raises(CommandError, match="The disk is full"):
        run("restore", backup(), identity=key)
    assert shape() == before
    assert "Made since" in titles()


@pytest.fixture
def release(transactional_db, tmp_path, settings, monkeypatch):
    """This release with more migrations: new tables and columns that lean on old ones; ``last`` is what the second of them does."""

    def make(last):
        package = tmp_path / "more_migrations"
        package.mkdir()
        (package / "__init__.py").write_text("")
        for name in HAD:
            line = f"from importlib import import_module\nMigration = import_module('reports.migrations.{name}').Migration\n"
            (package / f"{name}.py").write_text(line)
        (package / "8888_more.py").write_text(MORE)
        (package / "9999_last.py").write_text(LAST.replace("LAST", last))
        monkeypatch.syspath_prepend(str(tmp_path))
        settings.MIGRATION_MODULES = {"reports": "more_migrations"}

    yield make
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS reports_later; ALTER TABLE reports_report DROP COLUMN IF EXISTS other_id")
    for name in [name for name in sys.modules if name.startswith("more_migrations")]:
        del sys.modules[name]


HAD = sorted(path.stem for path in Path(migrations.__file__).parent.glob("0*.py"))
MORE = textwrap.dedent(f"""
    from django.db import migrations, models

    PAGE = "wagtailcore.Page"

    class Migration(migrations.Migration):
        dependencies = [("reports", "{HAD[-1]}"), ("wagtailcore", "0001_squashed_0016_change_page_url_path_to_text_field")]
        operations = [
            migrations.CreateModel("Later", [("id", models.BigAutoField(primary_key=True)), ("page", models.ForeignKey(PAGE, models.CASCADE))]),
            migrations.AddField("report", "other", models.ForeignKey(PAGE, models.SET_NULL, null=True)),
        ]
""")
LAST = textwrap.dedent("""
    from django.db import migrations

    def change(apps, schema_editor):
        apps.get_model("reports", "Later").objects.create(page_id=1)
        LAST

    class Migration(migrations.Migration):
        dependencies = [("reports", "8888_more")]
        operations = [migrations.RunPython(change)]
""")


@pytest.mark.soak
def test_an_upgrade_changes_the_data_to_the_new_release(hub, release):
    factories.service("Night Lamp")
    before = databases.rows_now()
    release("pass")
    printed = run("upgrade")
    assert "reports.8888_more, reports.9999_last" in printed
    assert "Fewer rows" not in printed
    assert len(shelf.backups()) == 1
    after = databases.rows_now()
    assert after["reports_later"] == 1
    assert all(after[name] >= number for name, number in before.items())
    assert "none were needed" in run("upgrade", "--no-backup")


def test_an_upgrade_that_fails_leaves_the_database_as_it_was(hub, release):
    Report.objects.create(page=factories.service("Night Lamp"), text="The number has changed.", language="en", receipt="a")
    before = shape()
    release('apps.get_model("reports", "Report").objects.all().delete(); raise ValueError("the last step")')
    with pytest.raises(CommandError, match=r"ValueError: the last step\. The database is as it was before"):
        run("upgrade", "--no-backup")
    assert shape() == before
    assert not way_back.path().exists()
    doors.hold_open()
    doors._held.pop().close()


def test_the_backup_of_an_earlier_release_is_brought_back_into_a_later_one(hub, key, release):
    factories.service("Night Lamp")
    run("backup")
    release("pass")
    run("upgrade", "--no-backup")
    factories.service("Made since")
    printed = run("restore", backup(), identity=key)
    assert "all as in its manifest" in printed
    assert titles() & {"Night Lamp", "Made since"} == {"Night Lamp"}
    assert databases.rows_now()["reports_later"] == 1, "the backup was changed to this release"
