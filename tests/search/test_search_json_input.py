"""No input whatever is an error."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import settings as law
from hypothesis import strategies as st

from search import indexer
from search.engines import site_engine
from tests import factories
from tests.search.asking import JSON

pytestmark = pytest.mark.django_db


def with_rubbish() -> Any:
    text = st.text(max_size=60) | st.sampled_from(
        ["\x00", "\ud800x", "'\"><script>", "a" * 5000, "٣", "%00", "-1", "１", "0", "1e9", "\u202e", "ـ" * 99, "]]>&amp;"]
    )
    names = [
        "q",
        "near",
        "country",
        "reads",
        "help_language",
        "channel",
        "topic",
        "audience",
        "cost",
        "access",
        "kind",
        "area",
        "page",
        "exact",
        "x[]",
        "\x00",
    ]
    return st.lists(st.tuples(st.sampled_from(names), text), max_size=12)


ACCEPTED = ["application/json", "text/html", "*/*", "", "a/b;q=x", ",,;", "\x7f"]


class TestAnyInput:
    @pytest.mark.parametrize("examples", [50, pytest.param(2000, marks=pytest.mark.soak)])
    def test_is_answered(self, index, examples):
        self.fill()

        @law(max_examples=examples, deadline=None)
        @given(
            fields=with_rubbish(),
            posted=st.booleans(),
            accept=st.sampled_from(ACCEPTED),
        )
        def any_input(fields, posted, accept):
            data: dict[str, list[str]] = {}
            for name, value in fields:
                data.setdefault(name, []).append(
                    value.encode("utf-8", "surrogatepass").decode("utf-8", "replace") if posted else value.replace("\ud800", "�")
                )
            client = Client()
            response = (client.post if posted else client.get)("/en/search/", data, HTTP_ACCEPT=accept)
            assert response.status_code == 200

        any_input()

    def fill(self):
        if not site_engine().status().exists:
            factories.guide("Lantern")
            indexer.update()

    @pytest.mark.parametrize(
        ("body", "kind"),
        [
            (b"q=%FF%FE&page=%00", "application/x-www-form-urlencoded"),
            (b"q=" + b"%ED%A0%80", "application/x-www-form-urlencoded"),
            (b"q=a" * 200_000, "application/x-www-form-urlencoded"),
            (b"&".join(b"topic=%d" % number for number in range(5000)), "application/x-www-form-urlencoded"),
            (b"q=caf\xe9", "application/x-www-form-urlencoded; charset=latin-1"),
            (b"q=x", "application/x-www-form-urlencoded; charset=nonsense"),
            (b"--x\r\nbroken", "multipart/form-data; boundary=x"),
            (b"broken", "multipart/form-data"),
            (b"[1,2", "application/json"),
            (b"\x00" * 100, "text/plain"),
        ],
    )
    def test_that_is_no_form_is_answered(self, index, body, kind):
        self.fill()
        assert Client().generic("POST", "/en/search/", body, content_type=kind, **JSON).status_code == 200

    def test_in_an_address_is_answered(self, index):
        self.fill()
        for query in (
            "q=%FF",
            "q=%ED%A0%80&topic=%00",
            "q=" + "x" * 20_000,
            "&".join(f"kind={number}" for number in range(3000)),
            "page=" + "9" * 5000,
        ):
            assert Client().get(f"/en/search/?{query}", **JSON).status_code == 200

    def test_of_another_method_is_refused_as_such(self, index):
        assert Client().put("/en/search/", b"q=x").status_code == 405
