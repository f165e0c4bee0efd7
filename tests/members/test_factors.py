"""Setting up, looking at and losing a second factor."""

from __future__ import annotations

import re
from io import StringIO

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.core import mail
from django.core.management import call_command
from django.db import connection
from django.test import Client
from wagtail.models import ModelLogEntry

from members.factors import keys, store
from tests import factories
from tests.members.signing import APP, CODES, HOME, KEY, OVERVIEW, SECOND, code, let_in, secret_of, set_up, try_password, with_app

pytestmark = pytest.mark.django_db


def test_an_app_is_set_up_by_its_first_code_and_asked_for_from_then_on(inside, editor):
    html = inside.get(APP).content.decode()
    secret = secret_of(inside)
    assert "data:image/svg+xml" in html
    assert f"otpauth://totp/editor?secret={secret}&amp;issuer=Harbour" in html
    assert "editor@example.org" not in html
    assert "does not fit" in inside.post(APP, {"code": "000000"}).content.decode()
    assert secret_of(inside) == secret, "a mistyped code changes nothing in the app"
    set_up(inside)
    assert let_in(inside)
    other = Client()
    assert try_password(other, "editor").url == SECOND
    assert other.post(SECOND, {"code": code(secret, later=1)}).status_code == 302
    assert let_in(other)
    assert not EmailAddress.objects.exists(), "there is no second list of addresses"


def test_all_other_sessions_end_when_the_way_to_sign_in_changes(inside, editor):
    other = Client()
    try_password(other, "editor")
    assert let_in(other)
    set_up(inside)
    assert let_in(inside)
    assert not let_in(other)


def test_recovery_codes_are_shown_until_they_are_put_away_and_never_again(inside, editor):
    set_up(inside)
    page, again = inside.get(CODES).content.decode(), inside.get(CODES).content.decode()
    for one in store.codes(editor):
        assert one in page
        assert one in again, "a page that is loaded again loses nobody their codes"
    file = inside.get(CODES + "file/")
    assert file["Content-Disposition"] == 'attachment; filename="codes.txt"'
    assert all(one in file.content.decode() for one in store.codes(editor))
    assert not re.search(r"harbour|lgbt|queer|admin|http", file.content.decode(), re.IGNORECASE)
    assert inside.post(CODES, {"kept": "1"}).url == OVERVIEW
    gone = inside.get(CODES).content.decode()
    assert not [one for one in store.codes(editor) if one in gone]
    assert inside.get(CODES + "file/").url == CODES


def test_new_recovery_codes_make_the_old_ones_worthless(inside, editor):
    set_up(inside)
    old = store.codes(editor)
    inside.post(CODES, {"kept": "1"})
    assert inside.post(CODES, {"new": "1"}).url == CODES
    assert not set(old) & set(store.codes(editor))
    assert not store.matches(editor, old[0])


def test_a_factor_is_removed_and_the_codes_go_with_the_last_one(inside, editor):
    set_up(inside)
    [row] = store.factors(editor)
    address = f"/admin/second-factor/remove/{row.pk}/"
    assert "the password alone opens your account" in inside.get(address).content.decode()
    assert inside.post(address).url == OVERVIEW
    assert not Authenticator.objects.exists()
    assert inside.get(address).url == inside.post(address).url == OVERVIEW
    assert try_password(Client(), "editor").url == HOME


def test_nobody_removes_what_belongs_to_somebody_else(inside):
    other = factories.editor("other")
    with_app(other)
    address = f"/admin/second-factor/remove/{store.factors(other).get().pk}/"
    assert inside.get(address).url == inside.post(address).url == OVERVIEW
    assert store.has_factor(other)


def test_a_while_after_signing_in_the_password_is_asked_for_before_anything_changes(inside, editor, clock):
    clock.later(minutes=16)
    for address in (APP, KEY, CODES, CODES + "file/", "/admin/second-factor/remove/1/"):
        for answer in (inside.get(address), inside.post(address, {"code": "1"})):
            assert answer.url == f"/admin/second-factor/password/?next={address}"
    ask = f"/admin/second-factor/password/?next={APP}"
    assert "not the password" in inside.post(ask, {"password": "guess"}).content.decode()
    assert inside.post(ask, {"password": "password"}).url == APP
    assert inside.get(APP).status_code == 200
    assert inside.post("/admin/second-factor/password/?next=https://example.org/", {"password": "password"}).url == OVERVIEW


def test_guesses_of_the_password_within_a_session_are_counted(inside):
    ask = "/admin/second-factor/password/"
    statuses = [inside.post(ask, {"password": "guess"}).status_code for _try in range(12)]
    assert statuses[0] == 200
    assert statuses[-1] == 429


def test_the_owner_is_told_by_mail_and_history_says_so(inside, editor, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        set_up(inside)
    [sent] = mail.outbox
    assert sent.to == ["editor@example.org"]
    assert "way you sign in was changed" in sent.body
    assert "factor" not in sent.subject.lower()
    entry = ModelLogEntry.objects.get(action="members.factor_added")
    assert (entry.object_id, entry.user) == (str(editor.pk), editor)


def test_the_account_page_shows_the_way(inside):
    assert OVERVIEW in inside.get("/admin/account/").content.decode()


def columns() -> str:
    """All that the database holds of sign-ins."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT data FROM mfa_authenticator")
        return str(cursor.fetchall())


def test_secrets_are_locked_in_the_database_and_survive_a_change_of_the_key(editor, settings):
    secret = with_app(editor)
    Authenticator.objects.create(user=editor, type="webauthn", data={"name": keys.lock("Ana's phone"), "credential": {}})
    [recovery, *_more] = store.codes(editor)
    assert secret not in columns()
    assert recovery not in columns()
    assert "Ana" not in columns()
    old = settings.SECRET_KEY
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "a new key of forty characters or so, at least", [old]
    said = StringIO()
    call_command("rotate_keys", stdout=said)
    assert "mfa.Authenticator.data: 3 locked anew" in said.getvalue()
    settings.SECRET_KEY_FALLBACKS = []
    assert store.matches(editor, code(secret))
    assert store.matches(editor, recovery)
    assert keys.name_of(Authenticator.objects.get(type="webauthn")) == "Ana's phone"


def test_a_secret_that_is_being_set_up_is_locked_in_the_session(inside):
    assert secret_of(inside) not in str(dict(inside.session))
