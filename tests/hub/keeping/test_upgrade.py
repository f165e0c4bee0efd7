"""Data of every release that went out becomes that of this one, or stays as it was: no page, number or report is lost on the way."""

import io
import lzma
import sqlite3
import textwrap
from contextlib import closing
from pathlib import Path

import pytest
from django.conf import settings as configured
from django.core.management import CommandError, call_command
from django.db import connection

from hub.keeping import databases, doors, shelf, upgrading, way_back
from hub.models import visible_pages
from members.models import User
from reports.models import Report
from resources.models import Phone, ServicePage
from search import indexer

RELEASES = sorted((Path(__file__).resolve().parents[2] / "releases").glob("*.sqlite3.xz"))

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(not configured.DATABASES["default"]["ENGINE"].endswith("sqlite3"), reason="the databases of releases are SQLite's"),
]


def put(release, folder):
    """The database of a release in place of that of the tests."""
    unpacked = folder / "unpacked"
    unpacked.write_bytes(lzma.decompress(release.read_bytes()))
    databases.Sqlite().bring_back(unpacked)


def run(*args):
    printed = io.StringIO()
    call_command("upgrade", *args, stdout=printed, stderr=printed)
    return printed.getvalue()


def content():
    """All that the database holds."""
    connection.close()
    with closing(sqlite3.connect(connection.settings_dict["NAME"])) as database:
        return "\n".join(database.iterdump())


@pytest.fixture
def latest(hub, tmp_path):
    put(RELEASES[-1], tmp_path)


@pytest.mark.parametrize("release", RELEASES, ids=lambda path: path.name.split(".sqlite3")[0])
def test_what_an_earlier_release_kept_is_there_in_this_one(release, hub, tmp_path, client, settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.PBKDF2PasswordHasher"]
    put(release, tmp_path)
    printed = run()
    assert "Fewer rows" not in printed
    assert len(shelf.backups()) == 1
    titles = set(visible_pages().values_list("title", flat=True))
    assert {"Night Lamp", "Lampe de nuit", "مصباح الليل", "Your first steps", "Night Lamp Network", "About us"} <= titles
    assert titles & {"Behind the curtain", "Not ready yet"} == set()
    assert set(Phone.objects.values_list("number", flat=True)) == {"+33199001234", "+33644620000", "+33199005678"}
    assert ServicePage.objects.get(title="Night Lamp").revisions.count() == 2
    assert User.objects.get(username="amina").check_password("password")
    assert Report.objects.get().text == "The number has changed."
    page = client.get("/fr/get-help/night-lamp/").content.decode()
    assert "Lampe de nuit" in page
    assert "1 99 00 12 34" in page
    found = client.post("/ar/search/", {"q": "مصباح"}).content.decode()
    assert "night-lamp" in found
    assert "Behind the curtain" not in client.post("/en/search/", {"q": "curtain"}).content.decode().split("</form>")[-1]
    assert indexer.status().well


@pytest.fixture
def broken(tmp_path, settings, monkeypatch):
    """This release with one more migration, that changes much and then fails."""
    package = tmp_path / "broken_migrations"
    package.mkdir()
    (package / "__init__.py").write_text("")
    (package / "0001_reports.py").write_text(
        "from importlib import import_module\nMigration = import_module('reports.migrations.0001_reports').Migration\n"
    )
    (package / "0002_locked.py").write_text(
        "from importlib import import_module\nMigration = import_module('reports.migrations.0002_locked').Migration\n"
    )
    (package / "0003_broken.py").write_text(
        textwrap.dedent("""
            from django.db import migrations

            def empty(apps, schema_editor):
                apps.get_model("reports", "Report").objects.all().delete()

            def fail(apps, schema_editor):
                raise ValueError("the third step")

            class Migration(migrations.Migration):
                atomic = False
                dependencies = [("reports", "0002_locked")]
                operations = [migrations.RunPython(empty), migrations.RemoveField("report", "kind"), migrations.RunPython(fail)]
        """)
    )
    monkeypatch.syspath_prepend(str(tmp_path))
    settings.MIGRATION_MODULES = {"reports": "broken_migrations"}


def test_a_migration_that_fails_leaves_the_database_as_it_was(latest, broken, hub):
    before = content()
    with pytest.raises(CommandError, match=r"ValueError: the third step\. The database is as it was before"):
        run("--no-backup")
    assert content() == before
    assert not way_back.path().exists()
    doors.hold_open()
    doors._held.pop().close()


@pytest.mark.soak
def test_a_check_that_fails_leaves_the_database_as_it_was(latest, hub, monkeypatch):
    before = content()

    def fails():
        raise upgrading.KeepingError("The checks of the new release find 1 errors.")

    monkeypatch.setattr(upgrading, "_look", fails)
    with pytest.raises(CommandError, match="find 1 errors"):
        run("--no-backup")
    assert content() == before


def test_after_a_power_cut_the_upgrade_begins_again_from_what_was(latest, hub):
    before = content()
    databases.Sqlite().copy(way_back.path())
    way_back.unfinished().write_text("An upgrade")
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM reports_report")
    with pytest.raises(upgrading.KeepingError, match="An upgrade was cut short"):
        doors.hold_open()
    assert way_back.bring_back_what_was_cut_short()
    assert content() == before
    assert [path.name for path in hub.iterdir() if "way" in path.name or "unfinished" in path.name] == []


def test_a_second_upgrade_changes_nothing(hub):
    connection.close()
    before = databases.Sqlite().copy(hub / "copy").rows
    assert "none were needed" in run("--no-backup")
    assert "No backup was made" in run("--no-backup")
    after = databases.Sqlite().copy(hub / "copy").rows
    assert {**after, "search_version": 0} == {**before, "search_version": 0}


def test_nothing_is_changed_under_a_running_server(hub):
    doors.hold_open()
    with pytest.raises(CommandError, match="Stop it first"):
        run("--no-backup")
    doors._held.pop().close()


def test_every_release_can_be_told_from_its_file():
    assert RELEASES
    assert all(path.stat().st_size < 200_000 for path in RELEASES)
