"""Logs that say what broke and never who was there: no address, no query, no referer, no user agent (DESIGN §2, rule 3)."""

from __future__ import annotations

import ipaddress
import logging
import re
import traceback
from http import HTTPStatus
from itertools import chain
from typing import Final

URL: Final = re.compile(r"\b[a-z][a-z0-9+.-]*://[^\s\"'<>]+", re.I)
"""A referer is a whole address, so whole addresses go."""
QUERY: Final = re.compile(r"\?[^\s\"'<>]+")
NUMBERS: Final = re.compile(r"(?<!\w)[0-9a-f:.]*[0-9a-f][:.][0-9a-f:.]+|::[0-9a-f:.]*", re.I)
"""What may be the address of a machine: tried before it is taken for one, since times and versions look alike."""


def redact(text: str) -> str:
    """``text`` without addresses of machines, addresses of pages and query strings."""
    return NUMBERS.sub(_without_address, QUERY.sub("?…", URL.sub("[url]", text)))


def _without_address(found: re.Match[str]) -> str:
    """The place of an address, with what follows it (a full stop, a port), or what was found where it is none."""
    text = found[0]
    for core in (text, text[:-1], text.rstrip(":."), text.rpartition(":")[0]):
        try:
            ipaddress.ip_address(core)
        except ValueError:
            continue
        return f"[address]{text[len(core) :]}"
    return text


class RedactingFormatter(logging.Formatter):
    """Formats a record with its traceback, then redacts the whole: the last word before anything is written."""

    def format(self, record: logging.LogRecord) -> str:
        """The line, or lines, of ``record`` without anything that tells who was there."""
        return redact(super().format(record))


class ForgetRequest(logging.Filter):
    """Takes the request off a record, and the message off its error: both may hold what a reader typed. Frames and kinds of errors stay."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Always true: every record is written, only poorer."""
        served = hasattr(record, "request") or record.name.startswith("gunicorn")
        if served and record.exc_info and record.exc_info[1]:
            record.exc_text = frames(record.exc_info[1])
            record.exc_info = None
        if hasattr(record, "request"):
            del record.request
        return True


def worth_telling(record: logging.LogRecord) -> bool:
    """Not what was answered 503: ``/healthz`` says so to whoever watches, each time it is asked, and the worker's own log says why. Nor what was not
    found: the address tells what somebody looked for, and may be that of a page which is hidden now. Nor that a page which was left open is refused
    what it asks ``by_itself``, every ten seconds, once nobody is signed in any more."""
    status = getattr(record, "status_code", None)
    by_itself = status == HTTPStatus.FORBIDDEN and getattr(getattr(record, "request", None), "by_itself", False)
    return not by_itself and status not in (HTTPStatus.SERVICE_UNAVAILABLE, HTTPStatus.NOT_FOUND)


def frames(error: BaseException) -> str:
    """Where ``error`` happened, and the errors that led to it, oldest first: frames and the kind of each, no message."""
    errors: list[BaseException] = []
    following: BaseException | None = error
    while following is not None and following not in errors:
        errors.append(following)
        following = following.__cause__ or following.__context__
    return "".join(chain.from_iterable([*traceback.format_tb(one.__traceback__), f"{type(one).__qualname__}\n"] for one in reversed(errors))).rstrip()
