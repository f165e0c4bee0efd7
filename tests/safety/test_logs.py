"""Logs: whoever seizes the server must not learn from them who read what."""

import logging

import pytest
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from safety.logs import ForgetRequest, RedactingFormatter, frames, redact, worth_telling

SECRET = "shelter+rabat"


def written(record):
    ForgetRequest().filter(record)
    return RedactingFormatter().format(record)


def record(message, *args, name="django.request", error=None, **extra):
    exc_info = (type(error), error, error.__traceback__) if error else None
    made = logging.LogRecord(name, logging.ERROR, __file__, 1, message, args, exc_info)
    vars(made).update(extra)
    return made


def raised(error):
    try:
        raise error
    except type(error) as caught:
        return caught


@given(st.ip_addresses(), st.sampled_from(["Invalid request from ip={}: x", "{} - - GET", "for [{}]:443", "REMOTE_ADDR={},"]))
def test_no_address_of_a_reader_is_written(address, message):
    assert str(address) not in redact(message.format(address))


@given(st.from_regex(r"[a-z0-9=&+%._-]{1,40}", fullmatch=True))
def test_no_query_is_written(query):
    assert redact(f"Not Found: /fr/search/?{query} (x)") == "Not Found: /fr/search/?… (x)"


def test_no_referer_is_written():
    text = redact("Referer checking failed - https://private.example/inbox/7?x=1 does not match any trusted origins.")
    assert "private" not in text
    assert text.endswith("does not match any trusted origins.")


@pytest.mark.parametrize("text", ["at 12:30:45 the index was 7:1", "Django 5.2.19", "Why? Nobody knows.", "/en/help/"])
def test_what_tells_nothing_about_anybody_stays(text):
    assert redact(text) == text


def test_the_request_is_gone_before_any_handler_sees_it():
    request = RequestFactory(headers={"User-Agent": "OneOfAKind/1.0"}).get("/en/", {"q": SECRET})
    made = record("Internal Server Error: %s", "/en/", request=request)
    assert "OneOfAKind" not in written(made)
    assert not hasattr(made, "request")


def test_what_a_reader_typed_does_not_come_back_as_the_message_of_an_error():
    error = raised(ValueError(f"cannot search for {SECRET}"))
    text = written(record("Internal Server Error: %s", "/en/search/", error=error, request=object()))
    assert SECRET not in text
    assert "ValueError" in text
    assert "test_logs.py" in text, "an operator still sees where it broke"


def test_errors_that_led_to_the_error_are_shown_without_their_words():
    try:
        try:
            raise KeyError(SECRET)
        except KeyError as first:
            raise RuntimeError(SECRET) from first
    except RuntimeError as caught:
        text = frames(caught)
    assert text.index("KeyError") < text.index("RuntimeError")
    assert SECRET not in text


def test_errors_that_point_at_each_other_are_shown_once():
    first, second = ValueError("a"), TypeError("b")
    first.__context__, second.__context__ = second, first
    assert frames(first).count("ValueError") == 1


def test_the_worker_may_say_what_went_wrong():
    text = written(record("index failed", name="hub.worker", error=raised(OSError("No space left on device"))))
    assert "No space left on device" in text


@pytest.mark.django_db
def test_a_missing_page_asked_for_with_a_query_leaves_no_query(client, caplog, listeners_as_they_were):
    with caplog.at_level(logging.WARNING, "django.request"):
        caplog.handler.setFormatter(RedactingFormatter())
        caplog.handler.addFilter(ForgetRequest())
        client.get("/favicon.ico", {"q": SECRET}, headers={"Referer": f"https://x.example/{SECRET}"})
    assert SECRET not in caplog.text


def test_an_alarm_that_is_asked_for_each_minute_does_not_fill_the_log():
    assert not worth_telling(record("Service Unavailable: /healthz", status_code=503))
    assert worth_telling(record("Internal Server Error: /en/", status_code=500))


def test_an_address_that_was_not_found_is_not_written_down():
    assert not worth_telling(record("Not Found: /en/get-help/a-page-that-is-hidden-now/", status_code=404))


def test_what_has_no_status_is_told():
    assert worth_telling(record("no status at all"))


def test_django_has_no_handler_beside_ours():
    for name in ("", "django", "django.request", "django.server", "django.security.csrf"):
        for handler in logging.getLogger(name).handlers:
            if type(handler).__module__.startswith(("django", "logging")) and handler.get_name():
                assert isinstance(handler.formatter, RedactingFormatter), name
