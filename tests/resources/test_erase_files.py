"""A withheld address can still be read in a stolen database file, if these failed: SQLite keeps what was deleted in free pages and in its journal."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection

from hub import duties, sqlite
from resources.codes import LocationKind
from resources.models import Location, ServicePage
from tests import factories
from tests.resources.importers import test_withheld as shelters
from tests.resources.importers.helpers import services

pytestmark = [
    pytest.mark.usefixtures("admins_index"),
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL keeps its files itself: docs/decisions"),
]
STREET = "Canary lane 42"


def path() -> Path:
    return Path(str(connection.settings_dict["NAME"]))


def journal() -> Path:
    return path().with_name(path().name + "-wal")


def raw() -> bytes:
    """The bytes of the database and its journal, free pages and all."""
    return b"".join(file.read_bytes() for file in (path(), journal()) if file.exists())


@pytest.fixture
def shelter() -> ServicePage:
    """A shelter whose address was public for a while: in many drafts, with a long text, so that it fills pages of the file."""
    exact = Location(kind=LocationKind.EXACT, area=factories.area("FR"), town="Lille", street=STREET)
    page = factories.service("Shelter", locations=[exact], body=[("text", "<p>" + "Long words. " * 900 + "</p>")])
    for _ in range(5):
        page.save_revision()
    assert raw().count(STREET.encode()) > 5
    return page


@pytest.fixture
def reader() -> Iterator[sqlite3.Connection]:
    """Another process in the middle of reading."""
    with closing(sqlite3.connect(path(), isolation_level=None)) as other:
        other.execute("BEGIN")
        other.execute("SELECT count(*) FROM wagtailcore_page").fetchall()
        yield other


def withhold(page: ServicePage) -> None:
    draft = ServicePage.objects.get(pk=page.pk).get_latest_revision_as_object()
    rows = list(draft.locations.all())
    for row in rows:
        row.kind = LocationKind.WITHHELD
    draft.locations = rows
    factories.publish_page(draft)


def test_what_is_deleted_is_overwritten_in_the_file_of_the_database():
    with connection.cursor() as cursor:
        assert cursor.execute("PRAGMA secure_delete").fetchone() == (1,)
    assert "secure_delete=ON" in settings.DATABASES["default"]["OPTIONS"]["init_command"]


def test_a_withheld_address_is_in_no_byte_of_the_database_nor_of_its_journal(shelter):
    withhold(shelter)
    assert STREET.encode() not in raw()


def test_an_address_of_a_deleted_page_is_gone_from_the_files_within_a_minute(shelter):
    shelter.delete()
    duty = next(one for one in duties.duties() if one.name == "journal")
    duty.do()
    assert STREET.encode() not in raw()
    assert duty.every.total_seconds() <= 60


def test_somebody_who_reads_meanwhile_holds_up_no_editor_and_the_worker_finishes_it(shelter, reader, monkeypatch):
    monkeypatch.setattr(sqlite, "PATIENCE", 0.05)
    withhold(shelter)
    assert STREET.encode() in raw()
    reader.execute("COMMIT")
    sqlite.empty_journal()
    assert STREET.encode() not in raw()


def test_waiting_for_the_journal_leaves_the_patience_for_all_else_as_it_was(shelter):
    with connection.cursor() as cursor:
        before = cursor.execute("PRAGMA busy_timeout").fetchone()
        sqlite.empty_journal()
        assert cursor.execute("PRAGMA busy_timeout").fetchone() == before


@pytest.mark.parametrize("before", [[], ["all"], ["all", "all"]])
def test_the_address_of_an_imported_shelter_is_in_no_byte_of_the_data_folder(tmp_path, before):
    """Withheld from the first day, or withdrawn by its source later."""
    entry = shelters.entry
    for number, tell in enumerate([*before, None]):
        services(tmp_path, [{**entry(tell), "about": f"Version {number}."}], shelters.MAPPING)
        call_command("search_update", verbosity=0)
    folder = Path(settings.HUB_DATA)
    held = raw() + b"".join(file.read_bytes() for file in folder.rglob("*") if file.is_file())
    shelters.assert_secret(held.decode("latin-1"), shortest=6)
    assert b"Harbour House" in held
