"""Accounts keep one name, an e-mail address and the month of the last sign-in."""

from __future__ import annotations

import pytest
from django.contrib.auth import get_user_model
from django.core import mail
from django.test import Client
from django.urls import reverse

from members.models import User
from members.signing_in import throttle
from tests import factories

pytestmark = pytest.mark.django_db


def test_the_fields_of_an_account_hold_no_legal_name():
    names = {field.name for field in User._meta.get_fields()}
    assert get_user_model() is User
    assert "display_name" in names
    assert not names & {"first_name", "last_name", "date_joined"}


def test_colleagues_see_the_display_name_or_else_the_username():
    assert str(User(username="ali")) == "ali"
    assert User(username="ali", display_name="Alia").get_full_name() == "Alia"


def test_the_last_sign_in_is_kept_to_the_month(client):
    factories.editor()
    assert client.login(username="editor", password="password")
    last = User.objects.get().last_login
    assert (last.day, last.hour, last.minute, last.second, last.microsecond) == (1, 0, 0, 0, 0)


def test_an_account_needs_a_username():
    with pytest.raises(ValueError, match="username"):
        User.objects.create_user("")


@pytest.fixture
def admin(client):
    client.force_login(factories.administrator())
    return client


def test_an_administrator_makes_and_changes_accounts(admin):
    add = reverse("wagtailusers_users:add")
    assert "display_name" in admin.get(add).content.decode()
    secret = "a long enough phrase"
    data = {"username": "noor", "display_name": "Noor", "email": "", "password1": secret, "password2": secret}
    assert admin.post(add, data).status_code == 302
    noor = User.objects.get(username="noor")
    assert noor.check_password(secret)
    edit = reverse("wagtailusers_users:edit", args=[noor.pk])
    assert admin.post(edit, {"username": "noor", "display_name": "Nour", "is_active": "on"}).status_code == 302
    assert User.objects.get(pk=noor.pk).display_name == "Nour"
    assert "Nour" in admin.get(reverse("wagtailusers_users:index")).content.decode()


def test_people_change_their_own_name_and_nobody_asks_for_a_picture(admin):
    address = reverse("wagtailadmin_account")
    page = admin.get(address).content.decode()
    assert "name_email-display_name" in page
    assert 'type="file"' not in page
    fields = {"name_email-display_name": "Sam", "name_email-email": "sam@example.org", "locale-preferred_language": "ar", "theme-theme": "system"}
    more = {
        "locale-current_time_zone": "Europe/Paris",
        "theme-contrast": "system",
        "theme-density": "default",
        "notifications-submitted_notifications": "on",
    }
    answer = admin.post(address, {**fields, **more})
    assert answer.status_code == 302, answer.context["panels_by_tab"]
    assert User.objects.get(username="admin").display_name == "Sam"


ACCOUNT = {
    "name_email-display_name": "Sam",
    "name_email-email": "admin@example.org",
    "locale-preferred_language": "en",
    "locale-current_time_zone": "Europe/Paris",
    "theme-theme": "system",
    "theme-contrast": "system",
    "theme-density": "default",
}


def test_whoever_finds_a_computer_open_cannot_have_new_passwords_sent_to_themselves(admin, clock):
    address = reverse("wagtailadmin_account")
    clock.later(minutes=16)
    answer = admin.post(address, {**ACCOUNT, "name_email-email": "thief@example.org"})
    assert "Sign out and in again" in answer.content.decode()
    assert User.objects.get().email == "admin@example.org"
    assert admin.post(address, ACCOUNT).status_code == 302


def change_password(client, old):
    new = "a long enough phrase"
    fields = {**ACCOUNT, "password-old_password": old, "password-new_password1": new, "password-new_password2": new}
    return client.post(reverse("wagtailadmin_account"), fields)


def test_guesses_of_the_old_password_are_counted(admin):
    statuses = [change_password(admin, "guess").status_code for _try in range(throttle.PER_ACCOUNT + 1)]
    assert statuses == [200] * throttle.PER_ACCOUNT + [302]
    assert "Too many attempts" in admin.get(reverse("wagtailadmin_account")).content.decode()
    assert change_password(admin, "password").status_code == 302
    assert User.objects.get().check_password("password")


def test_a_changed_password_is_told_to_its_owner_and_ends_all_other_sessions(admin, django_capture_on_commit_callbacks):
    other = Client()
    other.force_login(User.objects.get())
    with django_capture_on_commit_callbacks(execute=True):
        assert change_password(admin, "password").status_code == 302
    assert User.objects.get().check_password("a long enough phrase")
    assert "way you sign in was changed" in mail.outbox[0].body
    assert admin.get(reverse("wagtailadmin_account")).status_code == 200
    assert other.get(reverse("wagtailadmin_account")).status_code == 302
