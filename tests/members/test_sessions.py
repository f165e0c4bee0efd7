"""A computer that somebody has left signs them out; what they wrote is not lost."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from safety.logs import worth_telling
from tests import factories
from tests.members.signing import HOME, let_in, try_password

pytestmark = pytest.mark.django_db
BROWSER = {"accept": "text/html,application/xhtml+xml", "sec-fetch-mode": "navigate"}
SCRIPT = {"sec-fetch-mode": "cors", "x-requested-with": "XMLHttpRequest"}
WORDS = "Words that took an hour"


def ping(client: Client):
    """What Wagtail's form asks every ten seconds while it stands open."""
    return client.post(reverse("wagtailadmin_editing_sessions:ping", args=["wagtailcore", "page", factories.home().pk, 1]), headers=SCRIPT)


def test_a_session_in_which_nothing_happens_ends_after_an_hour(inside, clock):
    clock.later(minutes=59)
    assert let_in(inside)
    clock.later(minutes=59)
    assert let_in(inside), "whoever works goes on"
    clock.later(minutes=61)
    answer = inside.get("/admin/account/")
    assert answer.url == "/admin/login/?next=/admin/account/"
    assert "Sign in again to go on" in inside.get(answer.url).content.decode()
    assert not let_in(inside)


def test_a_form_that_stands_open_does_not_keep_it_alive(inside, clock):
    for _time in range(3):
        clock.later(minutes=25)
        ping(inside)
    assert not let_in(inside)


def test_a_form_that_was_left_open_fills_no_log(inside, clock, caplog):
    clock.later(minutes=61)
    assert ping(inside).status_code == 403
    assert ping(Client()).status_code == 403
    assert [one for one in caplog.records if worth_telling(one)] == []
    assert inside.post("/admin/tag-autocomplete/", headers=SCRIPT).status_code == 403
    assert [one.getMessage() for one in caplog.records if worth_telling(one)] == ["Forbidden (Permission denied): /admin/tag-autocomplete/"]


def test_whoever_never_stops_is_signed_out_in_the_end(inside, clock, settings):
    assert (settings.SESSION_IDLE, settings.SESSION_COOKIE_AGE) == (60 * 60, 12 * 60 * 60)
    settings.SESSION_COOKIE_AGE = 3 * 60 * 60
    for _time in range(3):
        clock.later(minutes=59)
        assert let_in(inside)
    clock.later(minutes=4)
    assert not let_in(inside)


def test_how_long_is_a_setting(inside, clock, settings):
    settings.SESSION_IDLE = 300
    clock.later(minutes=6)
    assert not let_in(inside)


def test_a_session_that_has_ended_opens_no_private_page_either(inside, clock):
    assert inside.get("/en/").context["user"].is_authenticated
    clock.later(minutes=61)
    assert not inside.get("/en/").context["user"].is_authenticated


def test_readers_are_asked_nothing_and_get_no_cookie(client, django_assert_num_queries):
    answer = client.get("/en/")
    assert not answer.cookies
    assert "Cookie" not in answer.get("Vary", "")


def idle_then_post(client: Client, clock, address: str = "/admin/account/", **fields):
    clock.later(minutes=61)
    return client.post(address, {"name_email-display_name": WORDS, **fields}, headers=BROWSER)


def test_what_was_sent_too_late_is_kept_until_they_are_back_and_sent_by_one_button(inside, clock):
    assert idle_then_post(inside, clock).status_code == 302
    assert "what you were about to send is kept" in inside.get("/admin/login/").content.decode()
    assert not let_in(inside)
    assert try_password(inside, "editor").url == "/admin/kept/"
    page = inside.get("/admin/kept/")
    assert "You are signed in again" in page.content.decode()
    assert WORDS in page.content.decode()
    assert 'action="/admin/account/"' in page.content.decode()
    inside.post("/admin/account/", dict(page.context["fields"]))
    assert inside.get("/admin/kept/").url == HOME


def test_a_page_that_was_published_too_late_is_published_after_all(client, clock):
    page = factories.standard_page("Before")
    client.force_login(factories.administrator())
    clock.later(minutes=61)
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    fields = {"title": "After", "slug": page.slug, "summary": "", "body-count": "0", "action-publish": "action-publish"}
    assert client.post(address, fields, headers=BROWSER).status_code == 302
    assert try_password(client, "admin").url == "/admin/kept/"
    again = client.get("/admin/kept/").context
    assert again["address"] == address
    assert dict(again["fields"]) == fields


def test_a_new_password_that_is_asked_for_is_no_form_to_keep(inside, clock):
    clock.later(minutes=61)
    inside.post("/admin/password_reset/", {"email": "editor@example.org"}, headers=BROWSER)
    assert "kept" not in inside.session


def test_what_wagtail_asks_by_itself_in_between_loses_nothing(inside, clock):
    clock.later(minutes=61)
    for _time in range(3):
        ping(inside)
    assert inside.post("/admin/account/", {"name_email-display_name": WORDS}, headers=BROWSER).status_code == 302
    page = inside.get("/admin/login/").content.decode()
    assert "what you were about to send is kept" in page
    assert "Sign in again to go on" not in page
    assert try_password(inside, "editor").url == "/admin/kept/"
    assert "ended" not in inside.session


def test_it_can_be_thrown_away(inside, clock):
    idle_then_post(inside, clock)
    try_password(inside, "editor")
    assert inside.post("/admin/kept/").url == HOME
    assert inside.get("/admin/kept/").url == HOME


def test_what_is_kept_is_locked_and_for_nobody_else(inside, clock, editor):
    idle_then_post(inside, clock)
    assert WORDS not in str(dict(inside.session))
    factories.editor("other")
    assert try_password(inside, "other").url == HOME
    assert inside.get("/admin/kept/").url == HOME
    inside.post("/admin/logout/")
    assert try_password(inside, "editor").url == HOME


def test_it_is_kept_for_half_an_hour(inside, clock):
    idle_then_post(inside, clock)
    clock.later(minutes=31)
    assert try_password(inside, "editor").url == HOME


def test_no_password_is_kept_and_nothing_that_a_script_sent(inside, clock, editor):
    idle_then_post(inside, clock, **{"password-new_password1": "a long new phrase"})
    assert "kept" not in inside.session
    try_password(inside, "editor")
    clock.later(minutes=61)
    inside.post("/admin/account/", {"title": WORDS}, headers={**BROWSER, "sec-fetch-mode": "cors"})
    assert "kept" not in inside.session


def test_whoever_comes_from_another_site_has_nothing_kept(editor, clock):
    careful = Client(enforce_csrf_checks=True)
    careful.force_login(editor)
    assert idle_then_post(careful, clock).status_code == 403
    assert "kept" not in careful.session


def test_the_cookie_of_readers_who_have_none_is_never_asked_for(django_assert_num_queries):
    Client().get("/en/")
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM django_session")
        assert cursor.fetchone() == (0,)
