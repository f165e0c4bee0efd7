"""Links to other sites lead to pages of the web, and run nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.outward import host, outward


@pytest.mark.parametrize("address", ["https://lamp.example.org/", "http://lamp.example.org/a?b=c#d", "https://www.example.org"])
def test_pages_of_the_web_stay(address):
    assert outward(address) == address


@pytest.mark.parametrize(
    "address",
    [
        "",
        "javascript:alert(1)",
        "data:text/html,x",
        "//example.org",
        "/en/",
        "https://",
        "https:///x",
        "http://[",
        " https://a.example",
        "ftp://a.example/",
    ],
)
def test_everything_else_leads_nowhere(address):
    assert outward(address) == ""


@given(st.text(max_size=60))
def test_law_any_text_has_an_answer(text):
    assert outward(text) in ("", text)
    assert not host(text).startswith("www.")


def test_a_field_that_was_left_empty_leads_nowhere():
    assert outward(None) == ""


def test_the_host_is_shown_without_www():
    assert host("https://www.lamp.example.org:8443/a") == "lamp.example.org"
