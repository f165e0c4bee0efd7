"""Tables to take along: what starts like a formula is written as text, so that no spreadsheet ever runs it (OWASP, "CSV injection")."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator
from typing import Final

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase

from .headers import is_admin

FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n")


def as_text(value: str) -> str:
    """``value`` as a spreadsheet shows it and never runs it. Telephone numbers begin like formulas, so they get an apostrophe too."""
    return f"'{value}" if value.startswith(FORMULA) else value


class Line:
    """Where a writer of CSV writes to: what it wrote is handed back."""

    def write(self, text: str) -> str:
        """The text itself."""
        return text


def without_formulas(rows: Iterable[bytes]) -> Iterator[bytes]:
    """CSV in pieces that end with their row, each value as text. UTF-8."""
    writer = csv.writer(Line())
    for row in csv.reader(one.decode() for one in rows):
        yield str(writer.writerow([as_text(value) for value in row])).encode()


class Exports:
    """Middleware: every CSV that the admin hands out, from lists of ours and of Wagtail's. In XLSX Wagtail itself writes formulas as text."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """The answer."""
        response = self.get_response(request)
        if response.get("Content-Type", "").startswith("text/csv") and is_admin(request):
            if isinstance(response, StreamingHttpResponse):
                response.streaming_content = without_formulas(iter(response))
            elif isinstance(response, HttpResponse):
                response.content = b"".join(without_formulas(response.content.splitlines(keepends=True)))
        return response
