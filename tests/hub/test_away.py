"""While the database is away readers are asked to come back, in their language: never a 500, never a word about what is behind it."""

from __future__ import annotations

import contextlib
import os
import sqlite3

import pytest
from bs4 import BeautifulSoup
from django.db import Error, IntegrityError, InterfaceError, InternalError, OperationalError, ProgrammingError, connection
from django.db.utils import ConnectionHandler
from django.test import Client

from hub import away, languages
from hub.away import database_away

pytestmark = pytest.mark.django_db
LOOKED_AFTER = "The site is being looked after. Please try again in a few minutes."


@pytest.fixture
def broken(monkeypatch):
    """Every question to the database fails in this way; nobody has been told of it yet."""
    monkeypatch.setattr(away.teller, "next", 0.0)

    def fail(error):
        def failing(*args, **kwargs):
            raise error

        monkeypatch.setattr(connection, "cursor", failing)
        return Client(raise_request_exception=False)

    return fail


@pytest.fixture
def gone(broken):
    return broken(OperationalError('connection to server at "192.0.2.5" failed: database "hub"'))


def html(response):
    return BeautifulSoup(response.content.decode(), "html.parser")


@pytest.mark.parametrize("language", languages.LANGUAGES, ids=lambda one: one.code)
@pytest.mark.parametrize("way", ["/{}/nowhere/", "/light/{}/nowhere/", "/{}/p/nowhere/"])
def test_a_reader_is_told_in_the_language_of_the_address(gone, language, way):
    response = gone.get(way.format(language.code), headers={"accept-language": "ru" if language.code != "ru" else "fr"})
    assert response.status_code == 503
    page = html(response)
    assert (page.html["lang"], page.html["dir"]) == (language.tag, language.direction)
    assert page.select_one("header .exit"), "the way out is there"
    assert (page.select_one("main .lead").get_text() == LOOKED_AFTER) == (language.code == "en")


def test_it_is_kept_by_nobody_names_nothing_and_says_when_to_come_back(gone):
    response = gone.get("/en/nowhere/")
    assert (response["Cache-Control"], response["Retry-After"]) == ("no-store", "30")
    assert not response.cookies
    assert not {"192.0.2.5", "database", "connection"} & set(response.content.decode().lower().split())
    assert "frame-ancestors" in response["Content-Security-Policy"]


def test_where_the_address_has_no_language_the_browser_says_it(gone):
    gone.cookies["session"] = "abcdefgh" * 4
    for address in ("/admin/", "/admin/login/"):
        assert html(gone.get(address, headers={"accept-language": "ar"})).html["lang"] == "ar", address


def test_whoever_sent_something_learns_that_it_is_not_lost(gone):
    gone.cookies["session"] = "abcdefgh" * 4
    for address in ("/en/search/", "/admin/login/"):
        response = gone.post(address, {"username": "ali", "password": "secret"})
        assert response.status_code == 503
        assert "load it again" in html(response).main.get_text()
        assert "secret" not in response.content.decode()
    assert "load it again" not in html(gone.get("/en/search/")).main.get_text()


def test_nobody_is_signed_out(gone):
    gone.cookies["session"] = "abcdefgh" * 4
    assert "session" not in gone.get("/admin/").cookies


@pytest.mark.parametrize(("address", "accept"), [("/fr/search/suggest/", "*/*"), ("/fr/search/", "application/json")])
def test_programs_get_json(gone, address, accept):
    response = gone.post(address, {"q": "lamp"}, headers={"accept": accept})
    assert (response.status_code, response["Content-Type"], response["Cache-Control"]) == (503, "application/json", "no-store")
    assert set(response.json()) == {"error"}
    assert response.json()["error"] != LOOKED_AFTER


def test_the_log_says_it_once_a_minute_and_not_what_was_asked(gone, caplog):
    for _ in range(3):
        gone.get("/en/nowhere/secret-word/")
    (said,) = [one.getMessage() for one in caplog.records if one.name == "hub.away"]
    assert "OperationalError" in said
    assert "192.0.2.5" not in said
    assert "secret-word" not in said


@pytest.mark.parametrize("error", [KeyError("page"), IntegrityError("twice"), ProgrammingError("no such column")], ids=repr)
def test_a_mistake_of_ours_stays_a_mistake(broken, error):
    assert broken(error).get("/en/nowhere/").status_code == 500


def test_what_came_of_it_counts_as_well():
    for made in (OperationalError, InterfaceError):
        error = RuntimeError("no answer")
        error.__context__ = made("gone")
        assert database_away(error)
    assert not database_away(None)


def test_a_database_that_only_follows_another_takes_no_changes():
    class ReadOnlyError(Exception):
        sqlstate = "25006"

    error = InternalError("cannot execute INSERT in a read-only transaction")
    assert not database_away(error)
    error.__cause__ = ReadOnlyError()
    assert database_away(error)


def said_by_sqlite(path, sql, **options):
    """The error that SQLite answers ``sql`` with."""
    names = {"ENGINE": "django.db.backends.sqlite3", "NAME": str(path), "OPTIONS": options}
    other = ConnectionHandler({"default": names})["default"]
    *before, last = sql.split(";")
    with contextlib.closing(other), other.cursor() as cursor:
        for one in before:
            cursor.execute(one)
        with pytest.raises(Error) as raised:
            cursor.execute(last)
    return raised.value


def test_an_sqlite_that_is_locked_is_away(tmp_path):
    with contextlib.closing(sqlite3.connect(tmp_path / "a", isolation_level=None)) as other:
        other.execute("CREATE TABLE t (x)")
        other.execute("BEGIN IMMEDIATE")
        assert database_away(said_by_sqlite(tmp_path / "a", "INSERT INTO t VALUES (1)", timeout=0.05))


def test_an_sqlite_without_room_is_away(tmp_path):
    full = "PRAGMA max_page_count=3; CREATE TABLE t (x); CREATE TABLE u (x); CREATE TABLE v (x)"
    assert database_away(said_by_sqlite(tmp_path / "a", full))


def test_an_sqlite_that_is_gone_or_none_at_all_is_away(tmp_path):
    nowhere = ConnectionHandler({"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": str(tmp_path / "nowhere" / "a")}})["default"]
    with pytest.raises(OperationalError) as raised:
        nowhere.cursor()
    assert database_away(raised.value)
    assert database_away(said_by_sqlite(tmp_path / "new", "SELECT * FROM wagtailcore_page"))
    (tmp_path / "torn").write_bytes(os.urandom(5000))
    assert database_away(said_by_sqlite(tmp_path / "torn", "SELECT * FROM wagtailcore_page"))


@pytest.mark.parametrize("sql", ["SELEC 1", "SELECT nothing FROM sqlite_master"])
def test_a_question_that_sqlite_does_not_understand_is_a_mistake(tmp_path, sql):
    error = said_by_sqlite(tmp_path / "a", sql)
    assert isinstance(error, OperationalError)
    assert not database_away(error)
