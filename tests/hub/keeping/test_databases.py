"""A copy of a PostgreSQL that cannot be brought back is no backup. (SQLite's way is in ``test_restore``.)"""

from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from hub.keeping import databases
from hub.keeping.problem import KeepingError
from resources.models import ServicePage
from tests import factories
from tools import postgres

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"), reason="PostgreSQL's programs copy PostgreSQL only"),
]


@pytest.fixture(autouse=True)
def programs(monkeypatch):
    """Of the release that runs."""
    monkeypatch.setenv("PATH", str(Path(postgres.program("pg_dump")).parent))


def test_what_was_copied_is_brought_back_and_what_came_later_is_gone(tmp_path):
    kept = factories.service("Night Lamp").pk
    contents = databases.database().copy(tmp_path / "copy")
    assert (tmp_path / "copy").stat().st_mode & 0o077 == 0
    assert contents.rows["resources_servicepage"] == 1
    assert contents.migrations["hub"]
    later = factories.service("Came later").pk

    databases.database().bring_back(tmp_path / "copy")

    assert databases.rows_now() == contents.rows
    assert ServicePage.objects.filter(pk__in=(kept, later)).values_list("title", flat=True).get() == "Night Lamp"
    assert ServicePage.objects.get(pk=factories.service("New").pk).pk >= later, "numbers go on from where they were"


def test_a_damaged_copy_changes_nothing(tmp_path):
    factories.service("Night Lamp")
    databases.database().copy(tmp_path / "copy")
    whole = (tmp_path / "copy").read_bytes()
    (tmp_path / "copy").write_bytes(whole[: len(whole) // 2])
    with pytest.raises(KeepingError, match="pg_restore failed"):
        databases.database().bring_back(tmp_path / "copy")
    assert ServicePage.objects.filter(title="Night Lamp").exists()


def test_its_size_is_known_before_it_is_copied():
    assert connection.vendor == "postgresql"
    assert databases.database().size() > 1_000_000


def test_the_programs_reach_the_server_in_the_way_that_the_hub_does(monkeypatch, tmp_path):
    connection.ensure_connection()
    monkeypatch.setitem(connection.settings_dict["OPTIONS"], "service", "nowhere")
    with pytest.raises(KeepingError, match='definition of service "nowhere" not found'):
        databases.database().copy(tmp_path / "copy")


def test_a_copy_that_the_server_refuses_half_way_changes_nothing(monkeypatch, tmp_path):
    factories.service("Night Lamp")
    databases.database().copy(tmp_path / "copy")
    monkeypatch.setattr(databases, "ALL_GO", f"{databases.ALL_GO} CREATE VIEW members_user AS SELECT 1;")
    with pytest.raises(KeepingError, match=r"psql failed: .*members_user"):
        databases.database().bring_back(tmp_path / "copy")
    assert ServicePage.objects.filter(title="Night Lamp").exists()
