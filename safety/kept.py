"""Public pages that were just made, kept in memory for the seconds for which a proxy may keep them: most proxies in front of small sites do not.

The database decides before each of them is shown again: every change of a page gives it a higher version (``settings.PAGES_VERSION``), and an answer
is only good for the version that it was made of. What is hidden is gone with the next request. Only dates that pass meanwhile wait for the seconds to
be over. Addresses with a query are not kept: they may say what somebody looks for.
"""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final

from django.conf import settings
from django.db import Error as DatabaseError
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.utils.module_loading import import_string

MOST: Final = 200
"""So many pages at a time: some megabytes."""
PATIENCE: Final = 3.0
"""Seconds to wait for somebody else who makes the page."""


@dataclass(frozen=True)
class Question:
    """What a page is kept under. ``version``: that of the database when it was asked."""

    host: str
    secure: bool
    path: str
    version: int


class Kept:
    """The pages of one process."""

    def __init__(self) -> None:
        self.pages: OrderedDict[Question, tuple[float, bytes, dict[str, str]]] = OrderedDict()
        self.turns: dict[Question, threading.Lock] = {}
        self.lock = threading.Lock()

    def question(self, request: HttpRequest) -> Question | None:
        """What is asked for; None for what is never kept, and while the database is away or in the middle of a change."""
        if not settings.PAGES_KEPT_FOR or request.method != "GET" or request.META.get("QUERY_STRING") or connection.in_atomic_block:
            return None
        version: Callable[[], int] = import_string(settings.PAGES_VERSION)
        try:
            return Question(request.get_host(), request.is_secure(), request.path, version())
        except DatabaseError:
            return None

    def answer(self, asked: Question | None) -> HttpResponse | None:
        """The page as it was made a moment ago, if it was."""
        found = self.pages.get(asked) if asked else None
        if found is None or found[0] < time.monotonic():
            return None
        _until, content, headers = found
        return HttpResponse(content, headers=headers)

    @contextmanager
    def made_once(self, asked: Question | None) -> Iterator[None]:
        """While one makes a page the others who ask for it wait a moment, instead of making it as well."""
        if asked is None:
            yield
            return
        with self.lock:
            turn = self.turns.setdefault(asked, threading.Lock())
        mine = turn.acquire(timeout=PATIENCE)
        try:
            yield
        finally:
            if mine:
                turn.release()
            with self.lock:
                self.turns.pop(asked, None)

    def keep(self, asked: Question | None, response: HttpResponse) -> None:
        """Keep a page that anybody may see. One that says it would differ for others (``Vary``) is not one of these."""
        if asked is None or response.has_header("Vary"):
            return
        until = time.monotonic() + settings.PAGES_KEPT_FOR
        with self.lock:
            self.pages[asked] = until, response.content, dict(response.items())
            self.pages.move_to_end(asked)
            while len(self.pages) > MOST:
                self.pages.popitem(last=False)
