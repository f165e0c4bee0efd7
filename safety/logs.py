"""Logs that say what broke and never who was there: no address, no query, no referer, no user agent (DESIGN §2, rule 3)."""

from __future__ import annotations

import logging
import re
import traceback
from itertools import chain
from typing import Final

RULES: Final = (
    (re.compile(r"\b[a-z][a-z0-9+.-]*://[^\s\"'<>]+", re.I), "[url]"),
    (re.compile(r"\?[^\s\"'<>]+"), "?…"),
    (re.compile(r"(?<![\w.])\d{1,3}(?:\.\d{1,3}){3}(?![\w.]\d)"), "[address]"),
    (re.compile(r"(?<![\w:.])(?=[0-9a-f:]*:[0-9a-f]*:)(?=[0-9a-f:]*(?:::|(?:[0-9a-f]+:){7}))[0-9a-f:]{2,39}(?![\w:])", re.I), "[address]"),
)
"""What may tell who was there or what they asked, and what stands in its place. A referer is a whole address, so whole addresses go."""


def redact(text: str) -> str:
    """``text`` without addresses of machines, addresses of pages and query strings."""
    for pattern, instead in RULES:
        text = pattern.sub(instead, text)
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


def frames(error: BaseException) -> str:
    """Where ``error`` happened, and the errors that led to it, oldest first: frames and the kind of each, no message."""
    errors: list[BaseException] = []
    following: BaseException | None = error
    while following is not None and following not in errors:
        errors.append(following)
        following = following.__cause__ or following.__context__
    return "".join(chain.from_iterable([*traceback.format_tb(one.__traceback__), f"{type(one).__qualname__}\n"] for one in reversed(errors))).rstrip()
