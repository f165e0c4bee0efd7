"""The second step: whoever has stolen a password gets no further."""

from __future__ import annotations

import base64
import json
import logging

import pytest
from django.conf import settings as configured
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from members.factors import keys, store
from members.factors.store import codes, digits
from members.models import User
from members.signing_in import throttle
from tests.members.signing import HOME, LOGIN, SECOND, code, let_in, try_password, with_app

pytestmark = pytest.mark.django_db


@pytest.fixture
def secret(editor) -> str:
    return with_app(editor)


def try_code(client: Client, typed: str, address: str = "203.0.113.77"):
    return client.post(SECOND, {"code": typed}, REMOTE_ADDR=address)


def test_the_password_alone_opens_nothing(client, secret):
    answer = try_password(client, "editor")
    assert (answer.status_code, answer.url) == (302, SECOND)
    assert not let_in(client)
    assert "_auth_user_id" not in client.session


def test_password_and_code_open_the_admin_and_lead_on(client, secret):
    try_password(client, "editor", next="/admin/reports/")
    page = client.get(SECOND)
    assert page["Cache-Control"].startswith("max-age=0") or "no-cache" in page["Cache-Control"]
    answer = try_code(client, code(secret))
    assert (answer.status_code, answer.url) == (302, "/admin/reports/")
    assert let_in(client)


def test_nobody_begins_with_the_second_step(client, secret):
    assert client.get(SECOND).url == LOGIN
    assert try_code(client, code(secret)).url == LOGIN
    assert not let_in(client)


def test_a_code_is_good_once_even_in_another_browser(client, secret):
    try_password(client, "editor")
    used = code(secret)
    assert try_code(client, used).status_code == 302
    other = Client()
    try_password(other, "editor")
    assert "is not right, or was used already" in try_code(other, used).content.decode()
    assert not let_in(other)


def test_a_clock_that_is_off_by_half_a_minute_is_no_obstacle_and_one_by_two_minutes_is(editor, secret):
    assert not store.matches(editor, code(secret, later=4))
    assert not store.matches(editor, code(secret, later=-4))
    assert store.matches(editor, code(secret, later=-1))
    assert store.matches(editor, code(secret, later=1))


def test_codes_are_read_as_people_type_them(editor, secret):
    now = code(secret)
    assert digits("١٢٣ ۴۵۶") == "123456"
    assert digits("123-456") == "123456"
    assert store.matches(editor, f" {now[:3]} {now[3:]} ")
    assert not store.matches(editor, "")
    assert not store.matches(editor, "abc")


def test_a_recovery_code_opens_the_admin_once(client, editor, secret):
    [first, *_others] = codes(editor)
    assert len(codes(editor)) == 10
    try_password(client, "editor")
    assert try_code(client, f"{first[:4]} {first[4:]}").status_code == 302
    assert first not in codes(editor)
    other = Client()
    try_password(other, "editor")
    assert try_code(other, first).status_code == 200
    assert not let_in(other)


def test_whoever_guesses_codes_has_to_wait_and_the_owner_has_not(client, editor, secret):
    try_password(client, "editor")
    try_code(client, code(secret))
    client.post("/admin/logout/")
    thief = Client()
    try_password(thief, "editor", address="198.51.100.9")
    for number in range(throttle.PER_ACCOUNT):
        assert try_code(thief, f"00000{number}", "198.51.100.9").status_code == 200
    answer = try_code(thief, code(secret, later=1), "198.51.100.9")
    assert (answer.status_code, "Too many attempts" in answer.content.decode()) == (429, True)
    assert not let_in(thief)
    try_password(client, "editor")
    assert try_code(client, code(secret, later=1)).status_code == 302


def test_the_second_step_waits_ten_minutes(client, secret, clock):
    try_password(client, "editor")
    clock.later(minutes=11)
    assert try_code(client, code(secret)).url == LOGIN
    assert not let_in(client)


def test_an_account_that_was_closed_or_got_another_password_in_between_does_not_open(client, editor, secret):
    for change in ({"is_active": False}, {"password": "other"}):
        try_password(client, "editor")
        User.objects.filter(pk=editor.pk).update(**change)
        assert try_code(client, code(secret)).url == LOGIN
        User.objects.filter(pk=editor.pk).update(is_active=True)
    assert not let_in(client)


def test_garbage_in_place_of_a_key_opens_nothing(client, secret):
    try_password(client, "editor")
    deep = "[" * 5000 + "]" * 5000
    for proof in ("{}", "[]", "1", '"x"', '{"id": 1, "rawId": null, "response": {}}', "not json", deep, '{"a": "' + "x" * 50_000 + '"}'):
        assert client.post(SECOND, {"proof": proof}).status_code == 200, proof
        try_password(client, "editor")
    assert not let_in(client)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=120), st.binary(max_size=40), st.sampled_from(["webauthn.get", "webauthn.create", "x"]))
def test_whatever_a_browser_says_of_a_key_it_breaks_nothing(rf, raw, other, kind):
    said = json.dumps({"type": kind, "challenge": "AAAA", "origin": "https://testserver"}).encode()
    parts = {"clientDataJSON": said, "authenticatorData": raw, "signature": other, "attestationObject": raw, "userHandle": other}
    response = {name: base64.urlsafe_b64encode(value).decode().rstrip("=") for name, value in parts.items()}
    request = rf.post(SECOND)
    request.session = {"mfa.webauthn.state": {"challenge": "AAAA", "user_verification": None}}
    request.user = User(pk=1)
    answer = {"id": "AAAA", "rawId": "AAAA", "type": "public-key", "response": response, "clientExtensionResults": {}}
    assert not keys.add(request, "Key", answer)
    assert not keys.proves(request, request.user, answer)


def test_a_lost_key_of_the_site_opens_nothing_and_the_log_says_why(client, secret, monkeypatch, caplog):
    monkeypatch.setattr(configured, "SECRET_KEY", "another key, and the old one was thrown away")
    try_password(client, "editor")
    with caplog.at_level(logging.ERROR):
        assert try_code(client, code(secret)).status_code == 200
        assert try_code(client, "").status_code == 200
    assert not let_in(client)
    assert "reset_second_factor" in caplog.text


def test_whoever_has_none_is_asked_for_none(client, editor):
    assert try_password(client, "editor").url == HOME
    assert client.get(SECOND).url == LOGIN
