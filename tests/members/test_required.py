"""Administrators of a real site have a second factor; whoever has lost everything gets in again."""

from __future__ import annotations

from io import StringIO

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group, Permission
from django.core import mail
from django.core.checks import run_checks
from django.core.management import CommandError, call_command
from django.test import Client
from wagtail.models import ModelLogEntry

from members.factors import store
from tests import factories
from tests.members.signing import HOME, OVERVIEW, SECOND, code, let_in, set_up, try_password, with_app

pytestmark = pytest.mark.django_db


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
