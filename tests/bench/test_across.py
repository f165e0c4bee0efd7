"""The measure across languages holds topics out from what is learnt, and asks by titles that one lesson alone has."""

from __future__ import annotations

import pytest

from bench import across
from bench.across import Sought, complete, held_out, parts, recall, rows, through_families, with_own_titles
from bench.lessons import Lesson

TITLES = [("Safe housing", "سكن آمن"), ("Find housing", "إيجاد سكن"), ("Housing lists", "قوائم سكن"), ("A lawyer", "محام"), ("What now", "ماذا الآن")]
LESSONS = [
    Lesson(f"{code}/t{number}/a/x.md", code, f"t{number}/a/x.md", title, title)
    for number, pair in enumerate(TITLES)
    for code, title in zip(("en", "ar"), pair, strict=True)
]


@pytest.fixture
def lessons():
    return complete(LESSONS, ["en", "ar"])


def test_lessons_that_miss_a_language_are_left_out(lessons):
    assert len(lessons) == len(TITLES)
    assert complete(LESSONS, ["en", "ar", "fr"]) == {}


def test_titles_that_two_lessons_share_are_not_asked_for():
    twins = [*LESSONS, Lesson("en/t9/a/x.md", "en", "t9/a/x.md", "what now", ""), Lesson("ar/t9/a/x.md", "ar", "t9/a/x.md", "آخر", "")]
    own = with_own_titles(complete(twins, ["en", "ar"]))
    assert "t0/a/x.md" in own
    assert not {"t4/a/x.md", "t9/a/x.md"} & set(own)


def test_each_topic_is_held_out_once(lessons):
    made = parts(lessons)
    assert sorted(topic for part in made for topic in part) == sorted({across.topic(path) for path in lessons})
    assert len(made) == across.PARTS


def test_only_what_is_learnt_from_is_known_as_translated(lessons):
    known = [row for row in rows(lessons, {"t0/a/x.md"}) if "family" in row]
    assert {row["id"] for row in known} == {"en/t0/a/x.md", "ar/t0/a/x.md"}


def test_recall_is_the_share_of_what_was_found(lessons):
    sought = [Sought("housing", "en", "en/t0/a/x.md"), Sought("housing", "en", "en/t3/a/x.md")]
    assert recall(rows(lessons, set()), sought, 3) == 0.5


def test_what_is_learnt_on_other_topics_finds_those_held_out(lessons):
    assert held_out(lessons, {"t2/a"}, 0) == 0.0
    assert held_out(lessons, {"t2/a"}, None) > 0.0


def test_families_are_found_by_their_titles(lessons):
    assert through_families(lessons) == 1.0
