"""Setting up, looking at and losing a second factor."""

from __future__ import annotations

import re
from io import StringIO

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group, Permission
from django.core import mail
from django.core.checks import run_checks
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from wagtail.models import ModelLogEntry

from members.factors import keys, store
from members.models import User
from tests import factories
from tests.members.signing import HOME, SECOND, code, let_in, try_password, with_app

pytestmark = pytest.mark.django_db
OVERVIEW, APP, KEY, CODES = (f"/admin/second-factor/{rest}" for rest in ("", "app/", "key/", "codes/"))


@pytest.fixture
def editor() -> User:
    return factories.editor()


@pytest.fixture
def inside(client, editor) -> Client:
    """The browser of somebody who has just signed in."""
    try_password(client, "editor")
    return client


def secret_of(client: Client) -> str:
    """What the page tells the app."""
    return client.get(APP).context["form"].secret


def set_up(client: Client) -> str:
    """Set an app up, as people do; its secret."""
    secret = secret_of(client)
    assert client.post(APP, {"code": code(secret)}).url == CODES
    return secret


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


class TestRequired:
    """On a real site administrators have one."""

    @pytest.fixture(autouse=True)
    def real_site(self, settings):
        settings.SECOND_FACTOR_REQUIRED = True

    def test_nothing_of_the_admin_opens_to_an_administrator_without(self, client):
        factories.administrator()
        try_password(client, "admin")
        for address in (HOME, "/admin/account/", "/admin/users/", "/admin/pages/", "/admin/kept/"):
            assert client.get(address).url == OVERVIEW, address
            assert client.post(address).url == OVERVIEW, address
        assert "First set up a second factor" in client.get(OVERVIEW).content.decode()
        set_up(client)
        assert client.get(HOME).status_code == 200

    def test_an_administrator_with_one_signs_in_with_it_and_all_opens(self, client):
        secret = with_app(factories.administrator())
        try_password(client, "admin")
        client.post(SECOND, {"code": code(secret)})
        assert client.get(HOME).status_code == 200

    def test_an_administrator_can_leave_without_setting_one_up(self, client):
        factories.administrator()
        try_password(client, "admin")
        assert client.post("/admin/logout/").url == "/admin/login/"

    def test_who_removes_the_last_one_is_led_to_setting_up_another(self, client):
        secret = with_app(user := factories.administrator())
        try_password(client, "admin")
        client.post(SECOND, {"code": code(secret)})
        client.post(f"/admin/second-factor/remove/{store.factors(user).get().pk}/")
        assert client.get(HOME).url == OVERVIEW

    @pytest.mark.parametrize("codename", ["change_user", "add_user", "change_group", "change_neutralpages", "change_site"])
    def test_whoever_may_open_the_site_to_others_needs_one(self, client, editor, codename):
        group = Group.objects.create(name="Keepers")
        group.permissions.add(Permission.objects.filter(codename=codename).first())
        editor.groups.add(group)
        try_password(client, "editor")
        assert client.get(HOME).url == OVERVIEW

    def test_editors_may_choose(self, inside):
        assert inside.get(HOME).status_code == 200

    def test_a_real_site_that_does_not_require_it_fails_its_checks(self, settings):
        def found():
            return [one.id for one in run_checks(tags=["members"], include_deployment_checks=True)]

        assert found() == []
        settings.SECOND_FACTOR_REQUIRED = False
        assert found() == ["members.E001"]


class TestReset:
    """``manage.py reset_second_factor``."""

    def test_whoever_has_lost_everything_gets_in_again_and_all_sessions_end(self, client, editor, django_capture_on_commit_callbacks):
        secret = with_app(editor)
        try_password(client, "editor")
        client.post(SECOND, {"code": code(secret)})
        said = StringIO()
        with django_capture_on_commit_callbacks(execute=True):
            call_command("reset_second_factor", "editor", stdout=said)
        assert "editor: 1 removed" in said.getvalue()
        assert not let_in(client)
        assert not Authenticator.objects.exists()
        assert try_password(Client(), "editor").url == HOME
        assert "was taken from the sign-in" in mail.outbox[0].body
        assert ModelLogEntry.objects.get(action="members.factors_reset").object_id == str(editor.pk)

    def test_a_name_that_nobody_has_is_an_error_and_changes_nothing(self, editor):
        with_app(editor)
        with pytest.raises(CommandError, match="no account with the username 'Editor'"):
            call_command("reset_second_factor", "Editor")
        assert store.has_factor(editor)

    def test_an_account_without_one_keeps_its_sessions(self, inside):
        said = StringIO()
        call_command("reset_second_factor", "editor", stdout=said)
        assert "has no second factor" in said.getvalue()
        assert let_in(inside)

    def test_it_says_what_an_administrator_meets_next(self, settings):
        settings.SECOND_FACTOR_REQUIRED = True
        with_app(factories.administrator())
        said = StringIO()
        call_command("reset_second_factor", "admin", stdout=said)
        assert "setting up a new one" in said.getvalue()
