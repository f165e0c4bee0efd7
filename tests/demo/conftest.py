"""Some of the demo content, loaded: once for a module where its tests only need it there. All of it takes a minute."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.db import transaction

from home.demo import families
from home.demo.families import Family

Run = Callable[..., tuple[str, str]]

TELLING = {
    "home", "help", "talk", "shelter", "together", "about", "organisations", "safer", "learn", "harbour-network", "passerelle-sud", "how-we-choose",
    "for-volunteers", "night-lamp-line", "tide-house", "relay-homes", "saturday-table", "winter-line", "old-pier-cafe",
}  # fmt: skip
"""Families that show every odd state; those of ``WIDER`` in more than English and French."""

WIDER = {"home", "help", "talk", "about", "organisations", "how-we-choose", "night-lamp-line"}

TINY = {"home", "help", "talk", "about", "organisations", "harbour-network", "winter-line", "about-us"}


def some(slugs: set[str], spoken: tuple[str, ...]) -> dict[str, Family]:
    """Some families in some languages."""
    found = {slug: family for slug, family in families.families().items() if slug in slugs}
    return {
        slug: Family(**{**family.__dict__, "words": {code: words for code, words in family.words.items() if code in spoken}})
        for slug, family in found.items()
    }


@contextmanager
def only(chosen: dict[str, Family]) -> Iterator[None]:
    """While this lasts there are no other files."""
    with pytest.MonkeyPatch.context() as patch:
        for module in ("home.demo.load", "home.demo.remove", "home.management.commands.load_demo"):
            patch.setattr(f"{module}.families", lambda: chosen)
        yield


def run(*args: str) -> tuple[str, str]:
    """What the command prints: to standard output, to standard error."""
    out, err = StringIO(), StringIO()
    call_command("load_demo", *args, stdout=out, stderr=err)
    return out.getvalue(), err.getvalue()


@pytest.fixture(scope="module")
def telling(django_db_setup: None, django_db_blocker: Any) -> Iterator[tuple[str, str]]:
    """The telling families, loaded once for the module; what a test changes is undone after it, all of it after the module."""
    chosen = {**some(TELLING, ("en", "fr")), **some(WIDER, ("en", "fr", "ar", "es"))}
    with only(chosen), django_db_blocker.unblock(), transaction.atomic():
        yield run()
        transaction.set_rollback(True)


@pytest.fixture
def loaded(telling: tuple[str, str], db: None) -> tuple[str, str]:
    """What the command printed when it loaded the telling families, which are there now."""
    return telling


@pytest.fixture
def tiny(db: None) -> Iterator[Run]:
    """The command, with few files; nothing is loaded yet."""
    with only({**some(TINY, ("en", "fr")), **some({"home"}, ("en", "fr", "ar"))}):
        yield run
