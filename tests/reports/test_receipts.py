"""The code that a reader notes: it can be read aloud, typed on any keyboard, and is worth nothing to whoever has the database."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from reports import receipts
from reports.models import Report, State
from tests.reports.helpers import code_in, send, text_of

pytestmark = pytest.mark.django_db
STATE = "/en/report/state/"


def ask(client, code: str, language: str = "en") -> str:
    answer = client.post(f"/{language}/report/state/", {"code": code})
    assert answer.status_code == 200
    return text_of(answer)


def test_a_code_has_four_groups_without_letters_that_look_alike():
    for number in range(50):
        code = receipts.code_for(str(number), [])
        assert re.fullmatch(r"[2-9A-Z]{4}(-[2-9A-Z]{4}){3}", code)
        assert not set(code) & set("0O1ILS5ZNUAEU")


def test_the_database_does_not_know_the_code(client, service):
    code = code_in(send(client, service))
    kept = Report.objects.get()
    assert code not in str(vars(kept))
    assert receipts.plain(code) not in str(vars(kept))
    assert kept.receipt == receipts.sealed(code)


@pytest.mark.parametrize(
    "typed",
    [
        str.lower,
        lambda code: code.replace("-", ""),
        lambda code: code.replace("-", " "),
        lambda code: f"  {code}\n",
        lambda code: code.replace("-", "—"),
    ],
)
def test_a_code_may_be_typed_as_people_type(client, service, typed):
    code = code_in(send(client, service))
    assert "Nobody has looked at it yet" in ask(client, typed(code))


def test_a_code_may_be_typed_in_the_digits_of_other_scripts(client, service):
    code = code_in(send(client, service))
    for digits in ("٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹", "０１２３４５６７８９"):
        assert receipts.find(code.translate(str.maketrans("0123456789", digits)))


@pytest.mark.parametrize(
    ("state", "told"),
    [
        (State.NEW, "Nobody has looked at it yet"),
        (State.LOOKING, "Somebody is looking at it"),
        (State.CORRECTED, "corrected in all languages"),
        (State.NOTHING, "still holds"),
        (State.ELSEWHERE, "others would have to change"),
    ],
)
def test_the_code_shows_how_far_it_is_and_nothing_of_what_was_said(client, service, state, told):
    code = code_in(send(client, service, text="canary", contact="ana@example.org"))
    Report.objects.update(state=state, created_on=timezone.localdate() - timedelta(days=3))
    said = ask(client, code)
    assert told in said
    for secret in ("canary", "ana@example.org", "Night Lamp"):
        assert secret not in said


def test_the_reader_knows_when_it_will_be_deleted(client, service):
    code = code_in(send(client, service))
    Report.objects.get().close(State.CORRECTED)
    assert "will be deleted 30 days after that day" in ask(client, code)


@pytest.mark.parametrize("code", ["2222-2222-2222-2222", "nonsense", "' OR 1=1 --", "٪", "🏳️‍🌈x", "x" * 90])
def test_a_code_that_nobody_has_gets_a_friendly_answer(client, code):
    said = ask(client, code)
    assert "We have no report with this code" in said or "Write the code that you noted" in said


@pytest.mark.parametrize("code", ["", "  ", "--", "\0", "x" * 1000])
def test_what_is_no_code_at_all_is_said_beside_the_field(client, code):
    answer = client.post(STATE, {"code": code})
    assert answer.status_code == 200
    assert "error" in answer.content.decode()


def test_a_known_and_an_unknown_code_ask_the_database_as_often(client, service, django_assert_num_queries):
    code = code_in(send(client, service))
    client.post(STATE, {"code": code})
    for typed in (code, "2222-2222-2222-2222"):
        with django_assert_num_queries(3):
            client.post(STATE, {"code": typed})


def test_codes_in_an_address_are_not_read(client, service):
    code = code_in(send(client, service))
    assert "looked at it yet" not in text_of(client.get(STATE, {"code": code}))


def test_codes_stay_good_while_the_key_of_the_site_is_changed(client, service, settings):
    code = code_in(send(client, service))
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "another-key"
    assert receipts.find(code)


@given(st.text(max_size=200))
def test_law_whatever_is_typed_gives_letters_and_digits_only(code):
    plain = receipts.plain(code)
    assert plain == "" or plain.isalnum()
    assert receipts.plain(plain) == plain or len(plain) > receipts.LONGEST
