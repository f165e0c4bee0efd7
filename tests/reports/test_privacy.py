"""What a reader entrusts to us stands in one table, for as long as it must, and nowhere else."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.utils import timezone

from reports.models import Report, State
from search import indexer
from search.models import SearchDocument
from tests import factories
from tests.reports.helpers import address, code_in, report, send

pytestmark = pytest.mark.django_db
CANARY = "canary-ana@example.org"
WORDS = "canary words about the blue door"


def contents() -> Iterator[tuple[str, str]]:
    """All rows of all tables as text."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            for row in cursor.fetchall():
                yield table, " ".join(str(value) for value in row)


def tables_with(*texts: str) -> list[str]:
    """The tables in which anything of ``texts`` stands."""
    return sorted({table for table, held in contents() if any(text.lower() in held.lower() for text in texts)})


def test_words_and_contact_are_readable_in_no_table_and_gone_thirty_days_after_it_is_closed(
    client, service, django_capture_on_commit_callbacks, monkeypatch
):
    factories.editor()
    with django_capture_on_commit_callbacks(execute=True):
        answer = send(client, service, text=WORDS, contact=CANARY)
    code = code_in(answer)
    assert tables_with(WORDS, CANARY) == []
    assert tables_with(code, code.replace("-", "")) == []
    told = Report.objects.get()
    assert (told.text, told.contact) == (WORDS, CANARY)
    admin = Client()
    admin.force_login(factories.administrator())
    admin.post(f"/admin/reader-reports/{told.pk}/", {"close": "1", "result": "nothing"})
    monkeypatch.setattr(timezone, "localdate", lambda *args: told.created_on + timedelta(days=29))
    call_command("purge_personal_data", verbosity=0)
    assert Report.objects.get().text == WORDS
    monkeypatch.setattr(timezone, "localdate", lambda *args: told.created_on + timedelta(days=30))
    call_command("purge_personal_data", verbosity=0)
    assert not Report.objects.exists(), "the row goes, not only its words"


def test_an_open_report_is_never_purged_unread(service):
    report(service, text=WORDS, created_on=timezone.localdate() - timedelta(days=4000))
    report(service, state=State.LOOKING, created_on=timezone.localdate() - timedelta(days=4000))
    call_command("purge_personal_data", verbosity=0)
    assert Report.objects.count() == 2


def test_neither_address_nor_browser_nor_account_is_kept(client, service):
    editor = factories.editor("canary-editor")
    client.force_login(editor)
    client.post(
        address(service), {"kind": "number"}, REMOTE_ADDR="203.0.113.77", headers={"User-Agent": "OneOfAKind/1.0", "Referer": "https://x.example/r"}
    )
    kept = str(vars(Report.objects.get()))
    for trace in ("203.0.113.77", "OneOfAKind", "x.example", "canary-editor"):
        assert trace not in kept
    assert tables_with("203.0.113.77", "OneOfAKind") == []
    assert "203.0.113.77" not in str(getattr(cache, "_cache", ""))


def test_no_log_line_tells_what_was_sent(client, service, caplog, django_capture_on_commit_callbacks):
    factories.editor()
    with caplog.at_level(logging.DEBUG), django_capture_on_commit_callbacks(execute=True):
        logging.getLogger("django.db.backends").setLevel(logging.WARNING)
        code = code_in(send(client, service, text=WORDS, contact=CANARY))
        client.post("/en/report/state/", {"code": code})
        client.post(address(service), {"kind": "", "text": WORDS, "contact": CANARY})
        client.post(address(service), {"kind": "number", "text": WORDS}, headers={"Origin": "https://elsewhere.example"})
        client.post("/en/report/999999/", {"kind": "number", "text": WORDS, "contact": CANARY})
    for secret in (WORDS, CANARY, code):
        assert secret not in caplog.text


def test_the_search_never_finds_a_report(client, service, settings, tmp_path):
    settings.HUB_DATA = tmp_path
    send(client, service, text=WORDS, contact=CANARY)
    indexer.update()
    assert "canary" not in str(list(SearchDocument.objects.values()))
    assert not [file for file in tmp_path.rglob("*") if file.is_file() and b"canary" in file.read_bytes()]


@pytest.mark.parametrize("sent", [None, {"kind": ""}, {"kind": "number"}, {"kind": "unsafe", "nickname": "x"}])
def test_nothing_stays_in_the_browser(client, service, sent):
    answer = client.get(address(service)) if sent is None else client.post(address(service), sent)
    assert answer["Cache-Control"] == "no-store"
    assert answer["X-Robots-Tag"] == "noindex"
    assert "cookie" not in answer.get("Vary", "").lower()
    assert not answer.cookies
    assert '<meta name="robots" content="noindex">' in answer.content.decode()


@pytest.mark.parametrize("sent", [None, {"code": ""}, {"code": "2222-2222-2222-2222"}])
def test_asking_leaves_nothing_in_the_browser_either(client, sent):
    answer = client.get("/en/report/state/") if sent is None else client.post("/en/report/state/", sent)
    assert answer["Cache-Control"] == "no-store"
    assert "cookie" not in answer.get("Vary", "").lower()
    assert not answer.cookies


def test_the_title_and_the_address_say_nothing_of_the_page(client, service):
    answer = client.get(address(service))
    title = answer.content.decode().split("<title>")[1].split("</title>")[0]
    assert service.title not in title
    assert service.slug not in address(service)


def test_the_name_of_a_report_in_the_admin_says_nothing(service):
    assert str(report(service, text=WORDS, contact=CANARY)).startswith("reader report ")
