"""A result as a card: everything that a reader needs before opening it, and nothing that somebody slipped into a text."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from django.template import Context, Template
from django.utils.safestring import mark_safe
from lxml import html as lxml_html

from hub import languages
from search.kinds import Fact, Shown, State
from search.results import Result

KIND = "./p[@class='kind']/span"
EVIL = "<script>alert('x')</script> & \"co\""
PLAIN = Result(
    title="Night Lamp",
    url="/en/get-help/night-lamp/",
    language=languages.language("en"),
    foreign=False,
    other=False,
    family=1,
    kind="service",
    why="",
    summary="",
    shown=Shown("Help line"),
    title_html=mark_safe("Night <mark>Lamp</mark>"),
    summary_html=mark_safe(""),
    bit=mark_safe(""),
)


def card(**changes: object) -> lxml_html.HtmlElement:
    """The card of a result."""
    made = Template("{% load cards %}{% cards results %}").render(Context({"results": [replace(PLAIN, **changes)]}))
    (item,) = lxml_html.fragments_fromstring(made)
    assert (item.tag, item.get("class")) == ("li", "card")
    return item


def shown(*facts: Fact, **more: object) -> Shown:
    return Shown("Help line", facts=facts, **more)


def texts(item: lxml_html.HtmlElement, path: str) -> list[str]:
    return [" ".join(one.text_content().split()) for one in item.xpath(path)]


def test_the_title_is_the_link_with_its_words_marked():
    (link,) = card().xpath(".//h3/a")
    assert link.get("href") == "/en/get-help/night-lamp/"
    assert [one.text for one in link.xpath(".//mark")] == ["Lamp"]


def test_what_there_is_not_takes_no_room():
    item = card()
    assert texts(item, KIND) == ["Help line"]
    assert not item.xpath(".//ul | .//span[@class] | .//p[@class != 'kind'] | .//*[@lang or @dir]")
    assert [one.tag for one in item] == ["p", "h3"]


@pytest.mark.parametrize(("open_now", "named"), [(True, "open"), (False, "shut")])
def test_whether_somebody_is_there_stands_first(open_now, named):
    state = State(open_now, mark_safe('Until <time datetime="2026-01-01T18:00:00+00:00">18:00</time>'))
    item = card(shown=shown(state=state))
    assert item[0].get("class") == f"badge {named}"
    assert item[0].xpath(".//time")


def test_another_language_is_named_and_marked_in_every_text():
    arabic = languages.language("ar")
    item = card(language=arabic, other=True, summary_html=mark_safe("نص"), bit=mark_safe("فقرة"))
    assert texts(item, KIND) == ["Help line", arabic.name]
    assert {(one.get("lang"), one.get("dir")) for one in item.xpath(".//*[@lang]")} == {("ar", "rtl")}
    assert len(item.xpath(".//*[@lang]")) == 4


def test_an_example_says_that_it_does_not_exist():
    assert texts(card(example=True), KIND) == ["Help line", "Example: this does not exist."]


def test_a_number_can_be_tapped_and_keeps_its_direction():
    item = card(shown=shown(Fact("phone", "+33 1 99 00 12 34", "tel:+33199001234", ltr=True), Fact("chat", "Chat", "https://chat.example.org/")))
    number, chat = item.xpath(".//ul//a[@class='over']")
    assert (number.get("href"), number[0].get("dir"), number[0].get("class")) == ("tel:+33199001234", "ltr", "number")
    assert (chat.get("href"), chat.get("rel"), chat[0].get("dir")) == ("https://chat.example.org/", "noreferrer", None)
    assert len(item.xpath(".//ul//svg")) == 2


def test_what_cannot_be_tapped_is_no_link_and_a_note_stands_behind_it():
    item = card(shown=shown(Fact("coin", "Free of charge"), Fact("phone", "112", ltr=True, note="not yet confirmed")))
    assert not item.xpath(".//ul//a")
    assert texts(item, ".//ul/li") == ["Free of charge", "112 (not yet confirmed)"]
    assert [one.get("dir") for one in item.xpath(".//li/span[not(@class)]")] == [None, "ltr"]


def test_nothing_that_somebody_slipped_into_a_text_becomes_markup():
    fact = Fact("alert", EVIL, f"https://example.org/{EVIL}", note=EVIL)
    item = card(url=f"/en/{EVIL}", why=EVIL, shown=Shown(EVIL, State(True, EVIL), [fact, replace(fact, address="")]))
    assert not item.xpath(".//script")
    assert texts(item, "./p | ./span") == [EVIL, EVIL, EVIL]
    assert item.xpath("./h3/a")[0].get("href") == f"/en/{EVIL}"
    assert item.xpath(".//a[@class='over']")[0].get("href") == f"https://example.org/{EVIL}"
    assert texts(item, ".//span[@class='changed']") == [f"({EVIL})"] * 2


def test_results_stand_one_after_the_other():
    made = Template("{% load cards %}{% cards results %}").render(Context({"results": [PLAIN, PLAIN]}))
    assert len(re.findall('<li class="card">', made)) == 2
    assert Template("{% load cards %}{% cards results %}").render(Context({"results": []})) == ""
