"""Odd requests to every public address: whatever somebody sends, on purpose or by a broken program, is answered, and by no error of ours."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random
from typing import Any

import pytest
from django.test import Client

from reports.forms import CodeForm, ReportForm
from search import indexer
from search.engines.base import FILTERS
from tests import factories
from tests.reports.helpers import address

pytestmark = pytest.mark.django_db
NAMES = sorted(
    {"q", "near", "country", "reads", "page", "exact", "token", "next", "x[]", "\x00", *FILTERS, *ReportForm.base_fields, *CodeForm.base_fields}
)
ODD = (
    *("", " ", "\x00", "'", '"', "\\", "%", "%00", "%s", "{}", "{{7*7}}", "${7*7}", "a AND (b OR", "title:x", "*", "?" * 300, "../../etc/passwd"),
    *("-1", "0", "1e309", "NaN", "9" * 400, "१", "٣", "１", "\u202e", "\u200f", "ﷺ" * 60, "e\u0301" * 200, "跨" * 2000, "ـ" * 99, "🏳️‍🌈🏳️‍⚧️", "\ufffe"),
    *("<script>", "]]>&amp;", "x" * 20_000, "a-" * 3000, "\r\nSet-Cookie: a=b", "; DROP TABLE x", "' OR 1=1--", "lamp", "en", "FR", "phone"),
)
HUGE = "9" * 20
PATHS = [
    *("/", "/en/", "/xx/", "/en", "/zh-hant/search/", "/ar/search/", "/en/search", "/en/safe/", "/en/protection/", "/exit/", "/healthz"),
    *("/en/search/suggest/", "/en/p/", "/en/p/search/", "/en/p/0/", f"/en/p/{HUGE}/", "/en/p/file/9/", "/documents/9/x", f"/documents/{HUGE}/x"),
    *("/en/report/", "/en/report/9/", f"/en/report/{HUGE}/", "/en/report/state/", "/en/%00/", "/en/%ff/", "/en/..%2f..%2f/"),
    *("/static/../manage.py", "/media/images/../../x", "/favicon.ico", "//", "/en//", "/en/" + "a/" * 200, "/en/" + "é" * 300 + "/"),
]
HEADERS = {
    "accept": ["application/json", "*/*", "", "a/b;q=x", ",,;", "text/html;q=nan", "\x7f"],
    "accept-language": ["ar", "xx-YY", "*;q=9", "," * 500, "en;q=\x00"],
    "cookie": ["session=x", "session=" + "a" * 3000, "=;;", "csrftoken=\xff", "django_language=../x"],
    "if-none-match": ["*", '"a', 'W/"', "x" * 2000],
    "range": ["bytes=0-0", "bytes=-1", "x"],
    "origin": ["null", "https://evil.example", "x"],
    "x-forwarded-for": ["1.2.3.4", ",,,", "[::1", "a" * 500],
    "save-data": ["on", "?"],
}


@dataclass
class Odd:
    """One request."""

    path: str
    posted: bool
    fields: list[tuple[str, str]]
    headers: dict[str, str] = field(default_factory=dict)

    def send(self, client: Client) -> Any:
        data: dict[str, list[str]] = {}
        for name, value in self.fields:
            data.setdefault(name, []).append(value)
        return (client.post if self.posted else client.get)(self.path, data, headers=self.headers)


def odd_requests(random: Random, paths: list[str], number: int) -> Iterator[Odd]:
    """``number`` of them: each address in turn, with some fields and headers, and with odd values in them."""

    def value() -> str:
        if random.random() < 0.7:
            return random.choice(ODD)
        return "".join(chr(random.choice((random.randrange(32, 127), random.randrange(160, 0xD7FF)))) for _ in range(random.randrange(1, 40)))

    for index in range(number):
        fields = [(random.choice(NAMES), value()) for _ in range(random.randrange(6))]
        headers = {name: random.choice(HEADERS[name]) for name in random.sample(sorted(HEADERS), random.randrange(3))}
        yield Odd(paths[index % len(paths)], random.random() < 0.4, fields, headers)


@pytest.mark.parametrize("number", [150, pytest.param(10_000, marks=pytest.mark.soak)])
def test_none_of_them_breaks_anything(settings, tmp_path, monkeypatch, number):
    settings.HUB_DATA = tmp_path
    monkeypatch.setattr("safety.pace.STEP", 0)
    service = factories.full_service()
    indexer.update()
    pages = [address(service), address(service, "fr"), f"/en/p/{service.pk}/", service.url]
    client, slowest = Client(raise_request_exception=False), (0.0, "")
    for odd in odd_requests(Random(number), [*PATHS, *pages, "/en/search/", "/fa/search/", "/en/search/"], number):
        began = time.perf_counter()
        answer = odd.send(client)
        slowest = max(slowest, (time.perf_counter() - began, odd.path[:60]))
        assert answer.status_code < 500 or odd.path == "/healthz", odd
    print(f"{number} odd requests, the slowest: {slowest[0]:.3f} s, {slowest[1]}")  # noqa: T201  the figure of a soak
