"""How many guesses there are: per account, known or not alike, and per client; from a browser that the account has used before, per browser.

So nobody can lock the owner of an account out: where they are known, what others do counts for nothing, and a new password by mail makes any browser
known (docs/decisions/0012-signing-in.md).
"""

from __future__ import annotations

from typing import Final

from django.http import HttpRequest

from safety import pace
from safety.tries import Counter, give_back, take

from .devices import folded, known

PER_ACCOUNT: Final = 5
PER_CLIENT: Final = 30
PER_BROWSER: Final = 10
"""Free guesses. Behind one client there may be a whole office."""
MAILS: Final = 3
"""Links to a new password that go to one address in a row."""


def guess(request: HttpRequest, what: str, name: str) -> int:
    """Count a guess of ``what`` for the account ``name``. Seconds to wait, or 0: go on."""
    return take(_counters(request, what, name))


def right(request: HttpRequest, what: str, name: str) -> None:
    """It was no guess: they were right."""
    give_back(_counters(request, what, name))


def ask_for_mail(request: HttpRequest, address: str) -> int:
    """Count a link to a new password. Seconds to wait, or 0."""
    counters = [Counter(f"mail:account:{pace.unnamed(folded(address))}", MAILS), Counter(f"mail:client:{pace.client(request)}", PER_CLIENT)]
    return take(counters)


def _counters(request: HttpRequest, what: str, name: str) -> list[Counter]:
    """Where a guess is counted."""
    if browser := known(request, name):
        return [Counter(f"{what}:browser:{pace.unnamed(browser)}", PER_BROWSER)]
    account, client = pace.unnamed(folded(name)), pace.client(request)
    return [Counter(f"{what}:account:{account}", PER_ACCOUNT), Counter(f"{what}:client:{client}", PER_CLIENT)]
