"""Readers would see asterisks, brackets and addresses of other programs in the middle of their language if these failed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resources.importers.markdown import Link, plain, to_blocks, web_link
from resources.importers.markdown.mending import mended


def html(text: str) -> str:
    """The text that a page shows; addresses of the source's own scheme lead to page 7."""
    blocks = to_blocks(text, resolve=lambda href: Link(page=7) if href == "library://a/b" else web_link(href)).blocks
    return "".join(block["value"] for block in blocks)


LINK = '<a linktype="page" id="7">هنا</a>'


@pytest.mark.parametrize(
    "written",
    [
        "[هنا](library://a/b)",
        "[هنا]((library://a/b)",
        "[هنا] (library://a/b)",
        "[هنا](library: //a/b)",
        "[هنا](library:// a/b)",
    ],
)
def test_a_link_that_a_translation_broke_leads_where_it_was_meant_to(written):
    assert html(f"اقرأ {written} المزيد") == f"<p>اقرأ {LINK} المزيد</p>"


def test_a_parenthesis_round_the_sentence_stays():
    assert html("(اقرأ المزيد [هنا]((library://a/b).)") == f"<p>(اقرأ المزيد {LINK}.)</p>"


def test_an_address_with_a_blank_in_it_is_one_address():
    assert 'href="https://example.org/a-en.pdf"' in html("[paper](https://example.org/a-en .pdf), 2015")
    assert 'href="https://example.org/a/#top"' in html("[paper](https://example.org/a/ #top)")


def test_an_image_behind_a_blank_is_an_image_and_not_the_word_for_one():
    drawn = []
    blocks = to_blocks("Look! [here](https://example.org/)\n\n! [image](door.png)", draw=drawn.append).blocks
    assert [picture.src for picture in drawn] == ["door.png"]
    assert blocks[0]["value"] == '<p>Look! <a href="https://example.org/">here</a></p>'


def test_the_title_of_a_link_is_not_taken_for_its_address():
    assert html('[paper](https://example.org/a "The paper")') == '<p><a href="https://example.org/a">paper</a></p>'


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("** الأمن: ** كثيرون", "<b>الأمن:</b> كثيرون"),
        ("**安全性：**許多都不安全", "<b>安全性：</b>許多都不安全"),
        ("**Plain** words", "<b>Plain</b> words"),
        ("** **休眠", "休眠"),
        ("2 ** 3", "2 ** 3"),
        ("** a < b **", "<b>a &lt; b</b>"),
    ],
)
def test_emphasis_is_shown_and_asterisks_are_not(written, shown):
    assert html(written) == f"<p>{shown}</p>"


def test_titles_and_summaries_hold_no_asterisks_either():
    assert plain("**安全性：**許多") == "安全性：許多"


def test_a_bullet_far_from_its_words_is_no_code():
    assert html("*     [هنا](library://a/b)\n*     two") == f"<ul><li>{LINK}</li><li>two</li></ul>"


def test_code_stays_as_it_was_written():
    code = "```\n*     a\n[x]((library://a/b)\n** b **\n```"
    assert "[x]((library://a/b)" in html(code)
    assert "*     a" in html(code).replace("&nbsp;", " ") or "*     a" in plain(code)


@given(st.text(st.sampled_from(list("[]()*!.:/ \n\tab`#-<>\"'")), max_size=60))
def test_law_mending_twice_changes_no_more_and_keeps_all_words(text):
    once = mended(text)
    assert mended(once) == once
    assert [letter for letter in once if letter.isalpha()] == [letter for letter in text if letter.isalpha()]
