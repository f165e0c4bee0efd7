"""The first step of the sign-in: whoever guesses passwords has to wait, the owner of the account has not, and nobody learns who has an account."""

from __future__ import annotations

import re

import pytest
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import NoReverseMatch, reverse
from django.utils import translation
from django.utils.translation import gettext

from members.models import User
from members.signing_in import throttle
from tests.members.signing import HOME, LOGIN, let_in, try_password

pytestmark = pytest.mark.django_db
ELSEWHERE = "198.51.100.9"


def hammer(name: str, address: str = ELSEWHERE, times: int = throttle.PER_ACCOUNT) -> Client:
    """Somebody who guesses."""
    client = Client()
    for number in range(times):
        assert try_password(client, name, f"guess {number}", address).status_code == 200
    return client


def said(answer, name: str) -> str:
    """What the answer says, without what differs each time."""
    html = answer.content.decode().replace(f'value="{name}"', "")
    return re.sub(r'(?:csrfmiddlewaretoken" value="|CSRF_TOKEN": ")\w+', "", html)


def test_the_right_password_opens_the_admin_and_the_session_ends_with_the_browser(client, editor):
    answer = try_password(client, "editor")
    assert (answer.status_code, answer.url) == (302, HOME)
    assert let_in(client)
    assert client.session.get_expire_at_browser_close()


def test_it_leads_to_where_somebody_wanted_to_go_and_to_no_other_site(client, editor):
    assert try_password(client, "editor", next="/admin/reports/").url == "/admin/reports/"
    assert try_password(Client(), "editor", next="https://example.org/").url == HOME


def test_whoever_guesses_has_to_wait_and_is_told_how_long(client, editor, clock):
    guessing = hammer("editor")
    answer = try_password(guessing, "editor", address=ELSEWHERE)
    assert answer.status_code == 429
    assert "Too many attempts. Try again in one minute." in answer.content.decode()
    assert 0 < int(answer["Retry-After"]) <= 30
    assert not let_in(guessing)
    clock.later(seconds=31)
    assert try_password(guessing, "editor", address=ELSEWHERE).status_code == 302


def test_many_machines_that_guess_one_password_have_to_wait_together(editor):
    for number in range(throttle.PER_ACCOUNT):
        try_password(Client(), "editor", "guess", f"198.51.100.{number}")
    assert try_password(Client(), "editor", address="198.51.100.200").status_code == 429
    assert try_password(Client(), " EDITOR ", address="198.51.100.200").status_code == 429


def test_one_machine_that_tries_many_names_has_to_wait(editor):
    client = Client()
    for number in range(throttle.PER_CLIENT):
        try_password(client, f"name{number}", address=ELSEWHERE)
    assert try_password(client, "editor", address=ELSEWHERE).status_code == 429
    assert try_password(Client(), "editor", address="203.0.113.5").status_code == 302


def test_somebody_who_guesses_elsewhere_locks_nobody_out(client, editor):
    try_password(client, "editor")
    client.post("/admin/logout/")
    hammer("editor")
    assert try_password(Client(), "editor").status_code == 429
    assert try_password(client, "editor").status_code == 302, "their own browser is known"


def test_a_known_browser_may_guess_no_more_than_others(client, editor):
    try_password(client, "editor")
    client.post("/admin/logout/")
    for _try in range(throttle.PER_BROWSER):
        assert try_password(client, "editor", "guess").status_code == 200
    assert try_password(client, "editor").status_code == 429
    assert try_password(Client(), "editor").status_code == 302, "and what is tried there counts for nobody else"


def test_what_knows_a_browser_names_nobody_lets_nobody_in_and_cannot_be_made_up(client, editor):
    try_password(client, "editor")
    cookie = client.cookies["known"]
    assert (cookie["path"], cookie["httponly"], cookie["samesite"]) == ("/admin/", True, "Lax")
    assert "editor" not in cookie.value
    stranger = Client()
    stranger.cookies["known"] = cookie.value
    assert not let_in(stranger)
    stranger.cookies["known"] = cookie.value[:-1] + ("A" if cookie.value[-1] != "A" else "B")
    hammer("editor")
    assert try_password(stranger, "editor").status_code == 429


def test_known_unknown_and_retired_accounts_get_the_same_answers_for_the_same_work(editor):
    User.objects.create_user("retired", "", "password", is_active=False)
    told = {}
    for name, network in (("editor", "192.0.2"), ("nobody", "198.51.100"), ("retired", "203.0.113")):
        told[name] = []
        for number in range(throttle.PER_ACCOUNT + 1):
            with CaptureQueriesContext(connection) as queries:
                answer = try_password(Client(), name, "password" if name == "retired" else "guess", f"{network}.{number}")
            told[name].append((answer.status_code, said(answer, name), set(answer.cookies), len(queries)))
    assert told["editor"] == told["nobody"] == told["retired"]
    assert [status for status, *_more in told["editor"]] == [200] * throttle.PER_ACCOUNT + [429]


def test_no_address_and_no_name_of_whoever_tries_is_kept_anywhere(editor, caplog):
    guessing = hammer("Gryphonette", address="203.0.113.213", times=5)
    assert try_password(guessing, "Gryphonette", address="203.0.113.213").status_code == 429
    kept = " ".join(str(caches[alias]._cache) + str(list(caches[alias]._cache)) for alias in ("default", "tries"))
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            kept += str(cursor.fetchall())
    assert caches["tries"]._cache
    for word in ("gryphonette", "203.0.113.213"):
        assert word not in (kept + caplog.text).lower()


def test_there_is_no_way_to_sign_up_and_none_of_the_pages_of_allauth(client):
    for address in ("/accounts/signup/", "/accounts/2fa/"):
        assert client.get(address, follow=True).status_code == 404, address
    for name in ("account_signup", "account_login", "mfa_index", "account_email"):
        with pytest.raises(NoReverseMatch):
            reverse(name)


@pytest.mark.parametrize("code", ["ar", "fa", "zh-hant"])
def test_the_sign_in_speaks_the_language_of_the_browser(client, code):
    html = client.get(LOGIN, headers={"accept-language": code}).content.decode()
    with translation.override(code):
        assert gettext("Password") in html
        assert gettext("Forgotten password?") in html
    assert ">Password<" not in html


def test_nobody_is_remembered_beyond_the_browser(client, editor):
    assert 'name="remember"' not in client.get(LOGIN).content.decode()
    try_password(client, "editor", remember="on")
    assert client.session.get_expire_at_browser_close()
