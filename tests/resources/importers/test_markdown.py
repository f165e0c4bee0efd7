"""Readers and editors would lose words, links, order or safety if these failed."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.rich_text import MADE
from resources.importers.markdown import Link, plain, to_blocks, to_rich_text, web_link

ALLOWED = re.compile(r"</?(\w+)( [^<>]*)?/?>")


def only_text(text: str, **options) -> str:
    """The one block of text that ``text`` becomes."""
    blocks = to_blocks(text, **options).blocks
    assert [block["type"] for block in blocks] == ["text"], blocks
    return blocks[0]["value"]


def test_the_highest_headings_become_h2_and_all_lower_ones_h3():
    assert only_text("# One\n\n### Two\n\n#### Three") == "<h2>One</h2><h3>Two</h3><h3>Three</h3>"
    assert only_text("### One\n\n#### Two") == "<h2>One</h2><h3>Two</h3>"


def test_a_heading_that_repeats_the_title_is_not_read_twice():
    assert only_text("# Burner phones\n\n## Why\n\nBecause.", title="Burner Phones") == "<h2>Why</h2><p>Because.</p>"


def test_emphasis_links_and_breaks_stay():
    html = only_text("**Bold**, *soft*, [out](https://example.org/?a=1&b=2)  \nnext")
    assert html == '<p><b>Bold</b>, <i>soft</i>, <a href="https://example.org/?a=1&amp;b=2">out</a><br>next</p>'


def test_lists_stay_lists_and_nested_ones_stay_inside():
    assert only_text("* one\n* two\n  * deep\n") == "<ul><li>one</li><li>two<ul><li>deep</li></ul></li></ul>"


def test_an_item_of_two_paragraphs_keeps_both():
    assert only_text("* one\n\n  more\n* two") == "<ul><li>one<br>more</li><li>two</li></ul>"


def test_a_numbered_list_of_short_lines_becomes_steps_with_what_stands_below_them():
    blocks = to_blocks("1. Call\n\n   Say your *name*.\n2. Wait\n").blocks
    assert blocks == [
        {
            "type": "steps",
            "value": {
                "items": [
                    {"type": "item", "value": {"title": "Call", "text": "<p>Say your <i>name</i>.</p>"}},
                    {"type": "item", "value": {"title": "Wait", "text": ""}},
                ]
            },
        }
    ]


@pytest.mark.parametrize("text", ["1. Only one", "1. See [this](https://example.org/)\n2. And that", f"1. {'long ' * 60}\n2. Short"])
def test_a_numbered_list_that_would_lose_something_as_steps_stays_a_list(text):
    assert only_text(text).startswith("<ol><li>")


def test_boxes_become_a_checklist():
    blocks = to_blocks("- [ ] Lock your phone\n- [x] Tell a friend").blocks
    assert blocks[0]["type"] == "checklist"
    assert [item["value"] for item in blocks[0]["value"]["items"]] == ["Lock your phone", "Tell a friend"]


def test_a_quotation_becomes_one_and_one_with_a_link_keeps_its_link():
    assert to_blocks("> Never *alone*").blocks == [{"type": "quotation", "value": {"text": "Never alone", "source": ""}}]
    assert only_text("> See [it](https://example.org/)") == '<p>See <a href="https://example.org/">it</a></p>'


def test_text_before_and_after_a_block_stays_in_order():
    kinds = [block["type"] for block in to_blocks("Before\n\n> Quote\n\nAfter").blocks]
    assert kinds == ["text", "quotation", "text"]


def test_tables_and_code_keep_their_words():
    assert only_text("|Day|Open|\n|-|-|\n|Monday|9|") == "<ul><li>Day – Open</li><li>Monday – 9</li></ul>"
    assert only_text("```\na < b\nc\n```") == "<p>a &lt; b<br>c</p>"


def test_images_are_drawn_after_the_paragraph_they_stand_in():
    blocks = to_blocks(
        "Look ![A door](door.png 'Ours') here.", draw=lambda picture: {"type": "image", "value": picture.src + picture.alt + picture.title}
    )
    assert [block["value"] for block in blocks.blocks] == ["<p>Look  here.</p>", "door.pngA doorOurs"]


def test_a_link_to_a_page_is_kept_by_the_number_of_the_page():
    html = only_text("Read [on](umbrella://a/b).", resolve=lambda href: Link(page=7) if href == "umbrella://a/b" else Link())
    assert html == '<p>Read <a linktype="page" id="7">on</a>.</p>'


@pytest.mark.parametrize(
    ("href", "leads_to"),
    [
        ("https://example.org/", "https://example.org/"),
        ("Http://example.org/a", "http://example.org/a"),
        ("(https://example.org/a)", "https://example.org/a"),
        ("help@example.org", "mailto:help@example.org"),
        ("tel:+33199001234", "tel:+33199001234"),
        ("javascript:alert(1)", ""),
        ("data:text/html,x", ""),
        ("https://", ""),
        ("https://[", ""),
        ("../other.md", ""),
        ("", ""),
    ],
)
def test_only_addresses_that_a_reader_can_open_become_links(href, leads_to):
    assert web_link(href).href == leads_to


@pytest.mark.parametrize(
    "attack",
    [
        "<script>alert(1)</script>",
        "a <script>alert(1)</script> b",
        "<div onclick='x()'>\n<style>p{}</style>\nwords</div>",
        "[x](javascript:alert(1))",
        "[x](<javascript:alert(1)>)",
        "[x](JaVaScRiPt&colon;alert(1))",
        '[x](https://a.example/"onmouseover=alert(1))',
        '![x](x.png"onerror=alert(1))',
        "**<img src=x onerror=alert(1)>**",
        "<svg/onload=alert(1)>",
        "# <iframe src=//evil.example></iframe>Title",
        "<a href='javascript:alert(1)' linktype='page'>x</a>",
        "<!-- --!><script>alert(1)</script> -->",
        "&lt;script&gt;alert(1)&lt;/script&gt;",
        "```\n<script>alert(1)</script>\n```",
    ],
)
def test_no_script_in_markdown_reaches_a_page(attack):
    for html in (*texts_in(to_blocks(attack).blocks), to_rich_text(attack)):
        assert not re.search(r"<\s*(script|style|img|svg|iframe|div)|\son\w+\s*=[^<]*>|href=\"(?!https?:|mailto:|tel:)", html, re.IGNORECASE), html


def test_words_of_a_script_block_are_not_read_as_text():
    assert "alert" not in only_text("<div>Hello <script>alert(1)</script></div>")


def test_the_summary_is_the_first_sentences_and_never_a_heading():
    assert to_blocks("# Title\n\nFirst one. Second one.").summary == "First one. Second one."
    long = to_blocks(f"# Title\n\n{'A sentence of words. ' * 40}").summary
    assert len(long) <= 250
    assert long.endswith("words.")


def test_plain_text_loses_marks_and_keeps_words():
    assert plain("Very [limited](https://example.org/) *access*") == "Very limited access"


def texts_in(blocks) -> list[str]:
    """All rich text in ``blocks``, steps too."""
    found = [block["value"] for block in blocks if block["type"] == "text"]
    return [*found, *(item["value"]["text"] for block in blocks if block["type"] == "steps" for item in block["value"]["items"])]


@given(st.text(alphabet=st.sampled_from(list("#*-_`>[]()!<>/&|:\"'1. \n\tabc\x00\u200d😀ا")), max_size=80) | st.text(max_size=200))
def test_any_text_at_all_becomes_blocks_with_nothing_but_what_the_editor_knows(text):
    for html in (*texts_in(to_blocks(text).blocks), to_rich_text(text)):
        without = ALLOWED.sub(lambda tag: "" if tag[1] in MADE else tag[0], html)
        assert "<" not in without, html
