"""A new password by mail: nobody learns who has an account, nobody is flooded, and no guess of others shuts the owner out."""

from __future__ import annotations

import re

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.users.models import UserProfile

from hub import languages
from members.models import User
from members.signing_in import reset, throttle
from tests.members.signing import RESET, try_password

pytestmark = pytest.mark.django_db
PHRASE = "a long enough phrase"


def ask(address: str, client: Client | None = None, network: str = "203.0.113.77"):
    return (client or Client()).post(RESET, {"email": address}, REMOTE_ADDR=network)


def link() -> str:
    """The one in the last mail."""
    return re.search(r"https?://[^/\s]+(/admin/password_reset/confirm/\S+)", mail.outbox[-1].body)[1]


def choose(client: Client, address: str):
    return client.post(client.get(address).url, {"new_password1": PHRASE, "new_password2": PHRASE})


def test_a_link_comes_by_mail_and_sets_a_new_password_once(client, editor):
    assert ask("Editor@example.org").url == "/admin/password_reset/done/"
    [sent] = mail.outbox
    assert sent.to == ["editor@example.org"]
    assert "editor" in sent.body
    address = link()
    assert choose(client, address).status_code == 302
    assert User.objects.get().check_password(PHRASE)
    assert "invalid" in Client().get(address).content.decode()


@pytest.mark.parametrize("code", languages.codes())
def test_the_mail_says_nothing_about_the_site(editor, code):
    UserProfile.objects.create(user=editor, preferred_language=code)
    ask(editor.email)
    told = f"{mail.outbox[0].subject} {mail.outbox[0].body}".lower()
    assert not [word for word in ("lgbt", "queer", "trans", "gay", "harbour") if word in told]


def test_known_unknown_and_retired_addresses_get_the_same_answers_for_the_same_work(editor):
    User.objects.create_user("retired", "retired@example.org", "password", is_active=False)
    told = {}
    for address, network in (("editor@example.org", "192.0.2"), ("nobody@example.org", "198.51.100"), ("retired@example.org", "203.0.113")):
        told[address] = []
        for number in range(throttle.MAILS + 1):
            answer = ask(address, network=f"{network}.{number}")
            html = answer.content.decode().replace(address, "")
            html = re.sub(r'(?:csrfmiddlewaretoken" value="|CSRF_TOKEN": ")\w+', "", html)
            told[address].append((answer.status_code, answer.headers.get("Location"), html, set(answer.cookies)))
    assert told["editor@example.org"] == told["nobody@example.org"] == told["retired@example.org"]
    assert [status for status, *_more in told["editor@example.org"]] == [302] * throttle.MAILS + [429]
    assert {one.to[0] for one in mail.outbox} == {"editor@example.org"}


def test_the_request_itself_does_the_same_for_a_known_and_an_unknown_address(editor, settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    numbers = []
    for address in ("editor@example.org", "nobody@example.org"):
        with CaptureQueriesContext(connection) as queries:
            ask(address)
        numbers.append([one["sql"].split()[0] for one in queries])
    assert numbers[0] == numbers[1]
    assert mail.outbox == [], "the worker sends it"
    with connection.cursor() as cursor:
        cursor.execute("SELECT args_kwargs FROM django_tasks_database_dbtaskresult")
        assert "@" not in str(cursor.fetchall())


def test_nobody_can_flood_somebody_with_mail_and_what_was_sent_stays_good(editor, clock):
    for number in range(throttle.MAILS * 3):
        ask(editor.email, network=f"198.51.100.{number}")
    assert len(mail.outbox) == throttle.MAILS
    answer = ask(editor.email)
    assert answer.status_code == 429
    assert "A link that was sent before is still good" in answer.content.decode()
    assert choose(Client(), link()).status_code == 302
    clock.later(minutes=20)
    assert ask(editor.email).status_code == 302


def test_who_has_read_the_mail_gets_in_however_many_guess_elsewhere(client, editor):
    for number in range(throttle.PER_ACCOUNT + 1):
        try_password(Client(), "editor", "guess", f"198.51.100.{number}")
    assert try_password(client, "editor").status_code == 429
    ask(editor.email)
    choose(client, link())
    assert try_password(client, "editor", PHRASE).status_code == 302


def test_a_mail_server_that_is_away_is_tried_again_and_no_address_is_written(editor, monkeypatch, caplog):
    def away(*args, **kwargs):
        raise OSError("editor@example.org: no route")

    later = []
    monkeypatch.setattr(reset, "send_mail", away)
    monkeypatch.setattr(type(reset.send_link), "using", lambda task, **more: later.append(more) or type("Later", (), {"enqueue": lambda *_: None}))
    assert ask(editor.email).status_code == 302
    assert len(later) == 1
    assert "editor@example.org" not in caplog.text
