"""The grades are those of Mozilla's HTTP Observatory: a good answer gets the best, each missing guard costs."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bench.observatory.__main__ import show
from bench.observatory.grader import Answer, MissingError, bring, grade

HEADERS = [
    ("Content-Type", "text/html; charset=utf-8"),
    ("Content-Security-Policy", "default-src 'none'; script-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"),
    ("Strict-Transport-Security", "max-age=63072000; includeSubDomains; preload"),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "same-origin"),
    ("X-Frame-Options", "DENY"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
]
LED = [{"url": "http://hub.example.org/", "status": 301}, {"url": "https://hub.example.org/", "status": 200}]
GOOD = Answer("home", "hub.example.org", 200, HEADERS, "<p>Words</p>", [], LED)


def without(name: str) -> Answer:
    return replace(GOOD, headers=[one for one in HEADERS if one[0] != name])


def test_without_node_it_says_what_to_install(tmp_path, monkeypatch):
    monkeypatch.setattr("bench.observatory.grader.HERE", tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(MissingError, match="install nodejs and npm"):
        bring()


@pytest.mark.soak
class TestGrades:
    @pytest.fixture(autouse=True)
    def grader(self):
        bring()

    def test_a_good_answer_has_the_best(self):
        assert [(one.grade, one.failed) for one in grade([GOOD])] == [("A+", [])]

    @pytest.mark.parametrize("name", ["Content-Security-Policy", "Strict-Transport-Security", "X-Content-Type-Options"])
    def test_each_missing_guard_costs(self, name):
        best, graded = grade([GOOD, without(name)])
        assert graded.score < best.score
        assert graded.failed

    def test_so_does_plain_http_a_cookie_that_scripts_read_and_a_script_of_others(self):
        plain = replace(GOOD, plain=LED[:1])
        cookie = replace(GOOD, headers=[*HEADERS, ("Set-Cookie", "session=a; Secure"), ("Set-Cookie", "b=c; Secure; HttpOnly")])
        foreign = replace(GOOD, html='<script src="https://elsewhere.example/x.js"></script>')
        graded = grade([plain, cookie, foreign])
        assert [one.failed for one in graded[:2]] == [["redirection-missing"], ["cookies-session-without-httponly-flag"]]
        assert graded[2].score < grade([GOOD])[0].score

    def test_the_table_names_what_is_wanting(self):
        assert show(grade([GOOD, without("Content-Security-Policy")])).row_count == 2
