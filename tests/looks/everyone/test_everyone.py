"""Every template, for people who see little, who use keys, who need large letters, little movement or paper. The ordinary run takes a sample of pages
for each, and axe on each second kind of answer in one of two languages; `make soak` takes them all for everything, in English and in Arabic."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.cache import cache
from django.db import transaction
from django.test import override_settings

from tests.looks.everyone import measuring
from tests.looks.everyone.answers import Shelf, gather

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
NARROW, WIDE, MIDDLE = {"width": 360, "height": 740}, {"width": 1280, "height": 720}, {"width": 800, "height": 500}
UPSTREAM = ("en sign in",)
"""Wagtail's own page: read by axe and walked, but not ours to style for paper."""
SAMPLE = {
    "axe": (),
    "keys": ("en home", "ar results", "en report"),
    "keys back": ("en guide",),
    "narrow": ("en service", "ar results", "en guide", "ar protection", "en receipt"),
    "spaced": ("ar home", "en service", "en results by post"),
    "targets": ("en home", "ar guide", "en results", "en 404"),
    "colours": ("en home", "ar service", "en results"),
    "motion": ("en home",),
    "paper": ("en guide", "ar service", "en results"),
    "languages": ("en home", "ar service", "en results", "ar organisation"),
}
Measure = Callable[[Any], list[str]]


@pytest.fixture(scope="module")
def shelf(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    """All answers; nothing of what they were made from stays in the database."""
    folder = tmp_path_factory.mktemp("everyone")
    with django_db_blocker.unblock(), override_settings(HUB_DATA=folder, MEDIA_ROOT=folder / "media"), transaction.atomic():
        answers = gather()
        transaction.set_rollback(True)
    cache.clear()
    return Shelf(answers, folder / "media")


@pytest.fixture(scope="module")
def page(chromium: Any, shelf: Shelf) -> Iterator[Any]:
    """One page of one browser, in which styles may be put."""
    context = chromium.new_context(bypass_csp=True)
    context.route("**/*", shelf.serve)
    yield context.new_page()
    context.close()


def look(page: Any, shelf: Shelf, names: tuple[str, ...], size: dict[str, int], measure: Measure) -> None:
    """Measure the answers called ``names``; those of all when there are none. All faults are told at once."""
    faults = []
    for answer in shelf.answers:
        if answer.name in names or (not names and answer.name not in UPSTREAM):
            page.set_viewport_size(size)
            shelf.open(page, answer)
            faults += [f"{answer.name}: {fault}" for fault in measure(page)]
    assert not faults, "\n".join(dict.fromkeys(faults))


def test_there_is_an_answer_of_every_kind_and_a_file_for_whatever_it_needs(page, shelf):
    assert {name for names in SAMPLE.values() for name in names} <= {one.name for one in shelf.answers}
    assert len(shelf.answers) > 50
    expected = {"404": 404, "about": 404, "500": 500, "503": 503, "from elsewhere": 403}
    wrong = [one for one in shelf.answers if one.status != expected.get(one.name[3:], 200) and one.name != "en about"]
    assert [(one.name, one.status) for one in wrong if one.status != 200] == []
    shelf.open(page, next(one for one in shelf.answers if one.name == "en guide"))
    assert shelf.missing == []


def reads_well(page: Any) -> list[str]:
    return measuring.axe(page)


def goes_by_keys(page: Any) -> list[str]:
    return measuring.walk(page)


def goes_back_by_keys(page: Any) -> list[str]:
    return measuring.walk(page, "Shift+Tab")


def can_be_hit(page: Any) -> list[str]:
    return list(page.evaluate(measuring.TARGETS))


def names_its_languages(page: Any) -> list[str]:
    return list(page.evaluate(measuring.SCRIPTS))


def in_one_language(shelf: Shelf) -> tuple[str, ...]:
    """Each fourth kind of answer, by turns in English and in Arabic."""
    kinds: dict[str, list[str]] = {}
    for answer in shelf.answers:
        if answer.name not in UPSTREAM:
            kinds.setdefault(answer.name[3:], []).append(answer.name)
    return tuple(names[number % len(names)] for number, names in enumerate(list(kinds.values())[::4]))


WAYS: dict[str, tuple[dict[str, int], Measure]] = {
    "axe": (WIDE, reads_well),
    "keys": (NARROW, goes_by_keys),
    "keys back": (MIDDLE, goes_back_by_keys),
    "narrow": (NARROW, measuring.on_a_narrow_screen),
    "spaced": (NARROW, measuring.spaced),
    "targets": (NARROW, can_be_hit),
    "colours": (WIDE, measuring.in_forced_colours),
    "motion": (WIDE, measuring.without_motion),
    "paper": (WIDE, measuring.on_paper),
    "languages": (WIDE, names_its_languages),
}


@pytest.mark.parametrize("way", WAYS)
def test_nobody_is_left_out(page, shelf, way):
    look(page, shelf, SAMPLE[way] or in_one_language(shelf), *WAYS[way])


def test_no_page_costs_much_on_a_slow_line(shelf):
    """A first view: the page and all styles, scripts and icons that it loads, packed as they travel."""
    for answer in shelf.answers:
        if answer.name not in UPSTREAM:
            html = BeautifulSoup(answer.body, "html.parser")
            scripts = [one["src"] for one in html.select("script[src]")]
            others = [one["href"] for one in html.select("link[rel=stylesheet], link[rel=icon]")]
            weigh = {one: len(gzip.compress(shelf.file(one).read_bytes())) for one in [*scripts, *others]}
            assert len(gzip.compress(answer.body)) + sum(weigh.values()) <= 60_000, answer.name
            assert sum(weigh[one] for one in scripts) <= 15_000, answer.name
            assert 1 + len(weigh) <= 10, answer.name


@pytest.mark.soak
@pytest.mark.parametrize("way", WAYS)
def test_nobody_is_left_out_of_any_page(page, shelf, way):
    look(page, shelf, (), *WAYS[way])


@pytest.mark.soak
@pytest.mark.parametrize("way", ["axe", "keys"])
def test_nobody_is_left_out_of_signing_in(page, shelf, way):
    look(page, shelf, UPSTREAM, *WAYS[way])


def test_what_has_happened_is_told_to_people_who_hear_the_page(page, shelf):
    told = {"en results by post": "result", "en no results": "No results", "en receipt": "code", "en state unknown": "no report"}
    for answer in shelf.answers:
        if answer.name in told:
            shelf.open(page, answer)
            said = " ".join(page.locator("main [role=status]").all_inner_texts())
            assert told[answer.name] in said, answer.name
        if answer.name == "en report refused":
            shelf.open(page, answer)
            assert "Not sent yet" in page.locator("[role=alert]").inner_text()
