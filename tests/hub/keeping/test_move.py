"""A site that outgrows SQLite takes everything along: no page, number, report or account is lost on the way, or nothing is moved at all."""

import os
import re
import subprocess
import sys
from contextlib import closing

import psycopg
import pytest
from django.conf import settings as configured
from django.contrib.sessions.models import Session
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from hub.keeping import doors, fitting, rows
from members.models import User
from reports.models import Report
from resources.models import Phone, ServicePage
from tests import factories, migrated_postgres
from tests.running import ROOT, copy_database, environment
from tools import postgres

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(not configured.DATABASES["default"]["ENGINE"].endswith("sqlite3"), reason="the way leads from SQLite"),
]
SITE = "moved"


@pytest.fixture
def target(postgres_server):
    """An address of a database as the migrations leave it: who has called `migrate` there first is not refused."""
    migrated_postgres.copy(postgres_server, SITE)
    return postgres.address(postgres_server, SITE)


@pytest.fixture
def ask(postgres_server, target):
    """Asks the new database by SQL."""
    with closing(psycopg.connect(host=postgres_server, user=postgres.USER, dbname=SITE, autocommit=True)) as there:
        yield lambda sql, *values: there.execute(sql, values).fetchall()


def move(folder, target, *args):
    """The command, as an operator calls it, with the SQLite database of the test in ``folder``."""
    copy_database(folder)
    before = (folder / "hub.sqlite3").read_bytes()
    command = [sys.executable, "manage.py", "move_to_postgresql", *args]
    names = {**environment(folder), "DATABASE_URL": target}
    done = subprocess.run(command, cwd=ROOT, env=names, capture_output=True, text=True, check=False, timeout=300)
    assert (folder / "hub.sqlite3").read_bytes() == before, "the source was written to"
    return done


def test_everything_is_there_afterwards_and_the_source_is_as_it_was(tmp_path, target, ask):
    page = factories.full_service("Night Lamp")
    factories.translate(page, "fr", title="Lampe de nuit")
    factories.administrator()
    report = Report.objects.create(page=page, kind=Report._meta.get_field("kind").choices[0][0], text="The number is another person's.")
    Session.objects.create(session_key="a" * 32, session_data="", expire_date=timezone.now())
    gone = factories.standard_page("Gone again").pk
    ServicePage.objects.get(pk=page.pk).get_children()
    call_command("search_update", verbosity=0)
    factories.StandardPage.objects.get(pk=gone).delete()

    done = move(tmp_path, target)

    assert done.returncode == 0, done.stderr
    assert re.search(r"[\d]+ rows in \d+ tables: all counted, read back and compared\.", done.stdout)
    assert re.search(rf"resources_servicepage +{ServicePage.objects.count()} +{ServicePage.objects.count()}\n", done.stdout)
    assert "Sessions ended: 1." in done.stdout
    assert ask("SELECT title FROM wagtailcore_page WHERE id = %s", page.pk) == [("Night Lamp",)]
    assert ask("SELECT COUNT(*) FROM resources_phone") == [(Phone.objects.count(),)]
    assert ask("SELECT password FROM members_user") == [(User.objects.get().password,)]
    with connection.cursor() as cursor:
        cursor.execute("SELECT text FROM reports_report")
        assert ask("SELECT text FROM reports_report WHERE id = %s", report.pk) == cursor.fetchall()
    assert ask("SELECT COUNT(*) FROM django_session") == [(0,)]
    assert ask("SELECT COUNT(*) > 0 FROM wagtailsearch_indexentry") == [(True,)]
    new = ask("INSERT INTO search_version DEFAULT VALUES RETURNING id")[0][0]
    assert new > rows.Table.of(Report).count(connection)
    assert ask("SELECT nextval(pg_get_serial_sequence('wagtailcore_page', 'id'))")[0][0] > gone, (
        "a number of a page that was deleted is not given again"
    )

    again = move(tmp_path, target)
    assert again.returncode == 1
    assert "is not empty" in again.stderr
    assert ask("SELECT COUNT(*) FROM resources_servicepage") == [(ServicePage.objects.count(),)]


@pytest.mark.soak
def test_what_does_not_fit_is_named_without_its_content_and_nothing_is_moved(tmp_path, target, ask):
    page = factories.standard_page("Too long")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE wagtailcore_page SET title = %s WHERE id = %s", ["secret " * 40, page.pk])
    done = move(tmp_path, target)
    assert done.returncode == 1
    assert f"wagtailcore_page.title is longer than 255 characters: 1 rows (id {page.pk})" in done.stderr
    assert "secret" not in done.stderr + done.stdout
    assert ask("SELECT COUNT(*) FROM wagtailcore_revision") == [(0,)]


def test_what_the_server_refuses_is_told_by_its_table_and_nothing_is_moved(tmp_path, target, ask):
    page = factories.standard_page("Broken")
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE wagtailcore_revision SET content = %s WHERE id = %s", [r'{"secret": "half a character: \ud800"}', page.latest_revision_id]
        )
    done = move(tmp_path, target)
    assert done.returncode == 1
    assert "PostgreSQL refuses a row of wagtailcore_revision (InvalidTextRepresentation). Nothing was moved." in done.stderr
    assert "secret" not in done.stderr + done.stdout
    assert ask("SELECT COUNT(*) FROM wagtailcore_page WHERE title = 'Broken'") == [(0,)]
    assert ask("SELECT COUNT(*) > 0 FROM taxonomy_area") == [(True,)], "as the migrations left it: it can be tried again"


@pytest.mark.soak
def test_while_the_hub_serves_nothing_is_moved(tmp_path, target, settings):
    settings.HUB_DATA = tmp_path
    with doors.closed():
        done = move(tmp_path, target)
    assert done.returncode == 1
    assert "The hub is serving. Stop it first" in done.stderr


def test_without_an_address_of_postgresql_it_says_what_to_set():
    with pytest.raises(CommandError, match="DATABASE_URL names no PostgreSQL"):
        call_command("move_to_postgresql")


@pytest.mark.soak
def test_a_file_that_is_not_there_or_no_database_is_told(tmp_path, target):
    names = {**os.environ, "DATABASE_URL": target, "DJANGO_SETTINGS_MODULE": "hub.settings.dev", "HUB_DATA": str(tmp_path)}
    command = [sys.executable, "manage.py", "move_to_postgresql"]
    missing = subprocess.run(command, cwd=ROOT, env=names, capture_output=True, text=True, check=False)
    assert (missing.returncode, "There is no SQLite database at" in missing.stderr) == (1, True)
    (tmp_path / "hub.sqlite3").write_bytes(b"no database at all, but long enough to be read as one" * 100)
    broken = subprocess.run(command, cwd=ROOT, env=names, capture_output=True, text=True, check=False)
    assert (broken.returncode, "is no SQLite database" in broken.stderr) == (1, True)


@pytest.mark.parametrize(
    ("sql", "said"),
    [
        (
            "UPDATE wagtailcore_page SET draft_title = 'a' || char(0) WHERE id = 1",
            "wagtailcore_page.draft_title holds the character 0: 1 rows (id 1)",
        ),
        ("UPDATE taxonomy_area SET id = 9223372036854775807 WHERE id = (SELECT MAX(id) FROM taxonomy_area)", ""),
        ("UPDATE wagtailcore_page SET numchild = 3000000000 WHERE id = 1", "wagtailcore_page.numchild is not from 0 to 2147483647: 1 rows (id 1)"),
    ],
)
def test_what_postgresql_would_refuse_is_found_before(sql, said):
    with connection.cursor() as cursor:
        cursor.execute(sql)
    assert [one for one in fitting.problems(connection, rows.tables()) if "belong to" not in one] == ([said] if said else [])


def test_the_character_0_is_found_in_json_and_its_name_is_let_through():
    page = factories.standard_page("JSON")
    revision = page.latest_revision
    for text, found in ((r'{"a": "\u0000"}', 1), (r'{"a": "\\u0000"}', 0)):
        with connection.cursor() as cursor:
            cursor.execute("UPDATE wagtailcore_revision SET content = %s WHERE id = %s", [text, revision.pk])
        assert len(fitting.problems(connection, rows.tables())) == found


def test_rows_that_belong_to_nothing_are_told():
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA foreign_keys=OFF")
        cursor.execute("UPDATE taxonomy_conceptlabel SET concept_id = 999999 WHERE id = (SELECT MIN(id) FROM taxonomy_conceptlabel)")
        assert "taxonomy_conceptlabel: 1 rows belong to rows of taxonomy_concept that are not there" in fitting.problems(connection, rows.tables())
        cursor.execute("UPDATE taxonomy_conceptlabel SET concept_id = (SELECT MIN(id) FROM taxonomy_concept) WHERE concept_id = 999999")
        cursor.execute("PRAGMA foreign_keys=ON")
