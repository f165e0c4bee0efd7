"""A backup that is brought back: all that was there, without what was taken from readers since; and everything as before where it fails."""

import io
import os
import sqlite3
from contextlib import closing
from datetime import timedelta

import pytest
from django.conf import settings as configured
from django.contrib.sessions.models import Session
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from hub.admin.hiding import hide
from hub.keeping import backing_up, databases, doors, restoring, shelf, withdrawn
from hub.models import visible_pages
from hub.worker import alone, unfinished
from members.models import User
from resources.models import ServicePage
from search import indexer
from tests import factories

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        not configured.DATABASES["default"]["ENGINE"].endswith("sqlite3"), reason="in place of a test database only SQLite is swapped"
    ),
]


def run(name, *args, **options):
    printed = io.StringIO()
    call_command(name, *args, stdout=printed, stderr=printed, **options)
    return printed.getvalue()


def only_backup():
    (one,) = shelf.backups()
    return one.path


def content():
    """All rows of the database as SQL."""
    connection.close()
    with closing(sqlite3.connect(connection.settings_dict["NAME"])) as database:
        return "\n".join(database.iterdump())


def titles():
    return set(visible_pages().values_list("title", flat=True))


def test_a_lost_site_comes_back_without_what_was_taken_down_since(hub, key):
    kept, hidden, deleted = factories.service("Night Lamp"), factories.service("Hidden since"), factories.guide("Deleted since")
    User.objects.create_user("left")
    (hub / "media" / "images" / "a.jpg").write_bytes(b"picture")
    printed = run("backup")
    backup = only_backup()
    assert "pages:" in printed
    assert backup.stat().st_mode & 0o777 == 0o600
    assert b"Night Lamp" not in backup.read_bytes()
    assert [path.name for path in backup.parent.iterdir() if path.name != ".lock"] == [backup.name], "no copy in the clear is left"
    hide(hidden)
    deleted.delete()
    User.objects.get(username="left").delete()
    kept.delete()
    withdrawn.keep(withdrawn.Withdrawn(withdrawn.read().since, tuple(one for one in withdrawn.read().notes if one.id != str(kept.pk))))
    session = Session.objects.create(session_key="a", session_data="", expire_date=timezone.now() + timedelta(days=1))
    (hub / "media" / "images" / "a.jpg").write_bytes(b"scribbled over")
    printed = run("restore", backup, identity=key)
    assert {"Night Lamp"} == titles() & {"Night Lamp", "Hidden since", "Deleted since"}
    assert not User.objects.filter(username="left").exists()
    assert not Session.objects.filter(pk=session.pk).exists()
    assert (hub / "media" / "images" / "a.jpg").read_bytes() == b"picture"
    assert "1 hidden again" in printed
    assert indexer.status().well
    assert indexer.status().documents == ServicePage.objects.filter(listed=True).count() + 1
    assert {path.name for path in hub.iterdir()} & {"restoring", "way-back", "way-back.part", "unfinished", "media-before"} == set()


def test_a_fresh_machine_without_the_list_asks_before_it_goes_on(hub, key):
    page = factories.service("Night Lamp")
    run("backup")
    (hub / withdrawn.NAME).rename(hub.parent / "saved.jsonl")
    before = content()
    with pytest.raises(CommandError, match="Nobody knows what was hidden"):
        run("restore", only_backup(), identity=key)
    assert content() == before
    ServicePage.objects.filter(pk=page.pk).update(listed=False)
    run("restore", only_backup(), "--list", str(hub.parent / "saved.jsonl"), identity=key)
    (hub / withdrawn.NAME).unlink()
    run("restore", only_backup(), "--without-list", identity=key)
    assert "Night Lamp" in titles()


def test_whatever_fails_on_the_way_everything_is_as_before(hub, key, monkeypatch):
    factories.service("Night Lamp")
    (hub / "media" / "a.txt").write_bytes(b"old")
    run("backup")
    factories.service("Made since")
    (hub / "media" / "a.txt").write_bytes(b"new")
    before = content()

    def fails(notes):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(restoring, "apply", fails)
    with pytest.raises(CommandError, match="The disk is full"):
        run("restore", only_backup(), identity=key)
    assert content() == before
    assert (hub / "media" / "a.txt").read_bytes() == b"new"
    assert not unfinished().exists()
    assert not (hub / "restoring").exists()


def test_a_damaged_backup_changes_nothing(hub, key):
    run("backup")
    damaged = bytearray(only_backup().read_bytes())
    damaged[-100] ^= 1
    only_backup().write_bytes(damaged)
    before = content()
    with pytest.raises(CommandError, match="damaged"):
        run("restore", only_backup(), identity=key)
    assert content() == before


def test_nothing_is_brought_back_under_a_running_server_or_worker(hub, key):
    run("backup")
    doors.hold_open()
    with pytest.raises(CommandError, match=r"The hub is serving\. Stop it first"):
        run("restore", only_backup(), identity=key)
    doors._held.pop().close()
    with alone(), pytest.raises(CommandError, match="The worker is at work"):
        run("restore", only_backup(), identity=key)


def test_after_a_power_cut_nothing_is_served_until_it_is_called_again(hub, key, monkeypatch):
    factories.service("Night Lamp")
    run("backup")
    pid = os.fork()
    if not pid:
        monkeypatch.setattr(restoring, "apply", lambda notes: os._exit(9))
        try:
            run("restore", only_backup(), identity=key)
        finally:
            os._exit(1)
    assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 9
    with pytest.raises(restoring.KeepingError, match="A restore was cut short"):
        doors.hold_open()
    run("restore", only_backup(), identity=key)
    doors.hold_open()
    doors._held.pop().close()
    assert "Night Lamp" in titles()


def test_a_backup_of_a_newer_release_is_not_brought_back(hub, key):
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO django_migrations (app, name, applied) VALUES ('hub', '9999_later', '2030-01-01')")
    run("backup")
    with pytest.raises(CommandError, match=r"it knows hub\.9999_later"):
        run("restore", only_backup(), identity=key)


def test_without_a_key_nothing_is_written_unless_somebody_says_so(hub, settings):
    settings.BACKUP_KEYS = []
    with pytest.raises(CommandError, match="There is no key"):
        run("backup")
    assert shelf.backups() == []
    run("backup", "--unencrypted")
    assert only_backup().suffix == ".tar"
    assert only_backup().stat().st_mode & 0o777 == 0o600


def test_a_full_disk_is_said_before_and_while_it_is_written(hub, monkeypatch):
    monkeypatch.setattr(backing_up.shutil, "disk_usage", lambda path: type("Usage", (), {"free": 10}))
    with pytest.raises(CommandError, match="MB more are needed"):
        run("backup")
    monkeypatch.undo()

    def full(chunks, target, recipients):
        target.write(next(chunks))
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(backing_up.archive, "write", full)
    with pytest.raises(CommandError, match="The disk is full"):
        run("backup", "--unencrypted")
    assert [path.name for path in configured.BACKUPS.iterdir()] == [".lock"]


def test_the_worker_makes_one_a_day(hub, monkeypatch):
    from hub import duties

    assert "backup" in [one.name for one in duties.duties()]
    backing_up.daily()
    backing_up.daily()
    first = only_backup()
    first.rename(first.with_name((timezone.now() - timedelta(days=1)).strftime(shelf.STAMP) + ".age"))
    backing_up.daily()
    assert len(shelf.backups()) == 2


def test_writers_go_on_while_a_copy_is_made(hub, tmp_path):
    connection.close()
    with closing(sqlite3.connect(connection.settings_dict["NAME"], timeout=1)) as writer:
        writer.execute("CREATE TABLE busy (n)")
        writer.execute("BEGIN IMMEDIATE")
        writer.execute("INSERT INTO busy VALUES (1)")
        contents = databases.Sqlite().copy(tmp_path / "copy")
        writer.commit()
        writer.execute("DROP TABLE busy")
    assert contents.rows["busy"] == 0


def test_a_copy_that_is_thrown_away_leaves_zeros(tmp_path):
    (tmp_path / "copy").write_bytes(b"editors" * 1000)
    os.link(tmp_path / "copy", tmp_path / "disk")
    databases.overwrite(tmp_path / "copy")
    assert (tmp_path / "disk").read_bytes() == bytes(7000)
