"""The code that a reader gets for a report: short enough for a slip of paper, no letters that look alike. Whoever has the database has no codes."""

from __future__ import annotations

import hashlib
import hmac
import secrets
import unicodedata
from collections.abc import Iterable
from typing import Final

from django.conf import settings

from safety.seal import seal, seals

from .models import Report

LETTERS: Final = "2346789BCDFGHJKMPQRTVWXY"
"""No vowels (no words come about), and none of 0 O, 1 I L, 5 S, Z, N, U."""
GROUPS, LENGTH = 4, 4
PURPOSE: Final = "report"
LONGEST: Final = 100


def new_token() -> str:
    """A random number for one showing of the form: with it, sending the same thing twice (a second tap, a reload) gives the same code."""
    return secrets.token_urlsafe(16)


def code_for(token: str, parts: Iterable[str]) -> str:
    """The code of what was sent (``parts``) by the form with ``token``. Nothing that the database keeps leads to it: the token is not in there."""
    said = "\0".join([token, *parts])
    number = int.from_bytes(hmac.new(f"hub.report.{settings.SECRET_KEY}".encode(), said.encode(), hashlib.sha256).digest())
    letters = []
    for _place in range(GROUPS * LENGTH):
        number, digit = divmod(number, len(LETTERS))
        letters.append(LETTERS[digit])
    return "-".join("".join(letters[at : at + LENGTH]) for at in range(0, len(letters), LENGTH))


def sealed(code: str) -> str:
    """What is kept of ``code``."""
    return seal(PURPOSE, plain(code))


def plain(code: str) -> str:
    """``code`` as somebody typed it, without what does not count: case, spaces, dashes, the script of its digits."""
    folded = unicodedata.normalize("NFKC", code[:LONGEST]).upper()
    return "".join(str(unicodedata.digit(one)) if one.isdigit() else one for one in folded if one.isalnum())


def find(code: str) -> Report | None:
    """The report that ``code`` belongs to. One look, whether there is one or not."""
    return Report.objects.filter(receipt__in=seals(PURPOSE, plain(code))).first()
