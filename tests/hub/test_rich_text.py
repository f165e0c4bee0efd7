"""Words with links and lists: what editors make is shown, what else may stand in them is not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html as lxml_html
from wagtail.rich_text import RichText

from hub.rich_text import TAGS, rendered


@pytest.mark.parametrize(
    "kept",
    [
        "<h2>Call</h2><p>In the <b>evening</b>, or <i>later</i>.</p>",
        "<ul><li>one</li></ul><ol><li>two</li></ol>",
        '<p><a href="https://lamp.example.org/">Site</a><br><a href="tel:+33199001234">call</a> <a href="mailto:a@example.org">write</a></p>',
        '<p><a href="/en/get-help/">Inside</a></p>',
    ],
)
def test_what_the_editor_makes_stays(kept):
    assert rendered(RichText(kept)) == kept


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("<p>a<script>alert(1)</script>b</p>", "<p>ab</p>"),
        ("<p><img src=x onerror=alert(1)>a</p>", "<p>a</p>"),
        ('<p><a href="javascript:alert(1)">a</a></p>', "<p><a>a</a></p>"),
        ('<p><a href="data:text/html,<script>1</script>">a</a></p>', "<p><a>a</a></p>"),
        ('<p style="color:red" onclick="x()">a</p>', "<p>a</p>"),
        ('<iframe src="https://evil.example/"></iframe><p>a</p>', "<p>a</p>"),
        ("<p>a</p><svg><script>1</script></svg><math></math>", "<p>a</p>"),
    ],
)
def test_what_it_cannot_make_is_gone_and_the_words_stay(given, shown):
    assert rendered(RichText(given)) == shown


def test_nothing_is_nothing():
    assert rendered("") == rendered(RichText(None)) == ""


@pytest.mark.django_db
@given(st.text(alphabet=st.sampled_from(list("<>/\"'= abhpsx:;&\n")), max_size=80))
def test_law_only_what_is_allowed_comes_out_of_any_text(text):
    tree = lxml_html.fromstring(f"<div>{rendered(RichText(text))}</div>")
    for element in tree.iter():
        if element is not tree and isinstance(element.tag, str):
            assert element.tag in TAGS
            assert set(element.attrib) <= {"href"}
