"""A folder of a language would be left out, or a text refused by a database, if these failed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resources.importers.ids import keep_ids, without_ids
from resources.importers.tags import hub_language
from resources.importers.text import clean, excerpt


@pytest.mark.parametrize(
    ("tag", "code"),
    [
        ("en", "en"), ("EN", "en"), ("en_GB", "en"), ("fr-CA", "fr"), ("es-419", "es"), ("pt-BR", "pt"), ("ar-MA", "ar"), ("fa-AF", "fa"),
        ("zh-Hant", "zh-hant"), ("zh_TW", "zh-hant"), ("zh-HK", "zh-hant"),
        ("zh", None), ("zh-CN", None), ("zh-Hans", None), ("ru-Latn", None), ("de", None), ("images", None), (".git", None), ("", None),
    ],
)  # fmt: skip
def test_tags_of_others_name_the_language_that_is_meant_in_its_script(tag, code):
    assert hub_language(tag) == code


@given(st.text())
def test_any_folder_name_is_a_language_or_none(name):
    hub_language(name)


@given(st.text())
def test_cleaned_text_can_be_stored_anywhere(text):
    cleaned = clean(text)
    cleaned.encode("utf-8")
    assert "\x00" not in cleaned
    assert clean(cleaned) == cleaned


@given(st.text(), st.integers(10, 300))
def test_an_excerpt_is_never_longer_than_asked_for(text, limit):
    assert len(excerpt(text, limit)) <= limit


def test_an_excerpt_ends_with_a_sentence_where_it_can():
    assert excerpt("我需要幫助。" + "字" * 300, 50) == "我需要幫助。"
    assert excerpt("No end of words " * 20, 30) == "No end of words No end of…"


def block(text: str, id: str = "") -> dict:
    """A block of text."""
    return {"type": "text", "value": text, **({"id": id} if id else {})}


def test_blocks_that_stay_keep_the_id_that_translations_hang_on():
    old = [block("one", "a"), block("two", "b")]
    new = keep_ids(old, [block("new"), block("one"), block("two")])
    assert [one["id"] for one in new[1:]] == ["a", "b"]
    assert new[0]["id"] not in ("a", "b")


def test_a_block_that_was_corrected_keeps_its_id_and_so_do_the_items_in_it():
    def checklist(*items):
        return {"type": "checklist", "value": {"title": "", "items": list(items)}, "id": "c"}

    old = [checklist({"type": "item", "value": "Lok", "id": "1"}, {"type": "item", "value": "Call", "id": "2"})]
    new = keep_ids(old, [checklist({"type": "item", "value": "Lock"}, {"type": "item", "value": "Call"})])
    assert [item["id"] for item in new[0]["value"]["items"]] == ["1", "2"]


@given(st.lists(st.sampled_from("abc")), st.lists(st.sampled_from("abcd")))
def test_ids_are_never_given_twice_and_change_no_words(before, after):
    old = [block(text, f"{number}") for number, text in enumerate(before)]
    new = keep_ids(old, [block(text) for text in after])
    assert len({one["id"] for one in new}) == len(new)
    assert without_ids(new) == [block(text) for text in after]
