"""The filters of a page of results, as fields of its form: everything can be chosen, nothing that was chosen is lost."""

from __future__ import annotations

from django.template import Context, Template
from lxml import html as lxml_html

from hub import languages
from search.facets import SHOWN, Facet, Option

EVIL = "<b onclick='x'>\"&"


def fields(source: str, **context: object) -> lxml_html.HtmlElement:
    made = Template("{% load search %}" + source).render(Context(context))
    return lxml_html.fragment_fromstring(made, create_parent="div")


def options(count: int, *chosen: int) -> list[Option]:
    return [Option(f"value-{number}", f"Label {number}", 100 - number, number in chosen) for number in range(count)]


def filters(*facets: Facet) -> lxml_html.HtmlElement:
    return fields("{% filters facets %}", facets=facets)


def values(item: lxml_html.HtmlElement, path: str) -> list[str]:
    return [one.get("value") for one in item.xpath(path)]


def test_each_filter_is_a_group_of_its_own_with_a_name():
    made = filters(Facet("topic", "Topic", options(2)), Facet("cost", "Cost", options(1)))
    assert [one.text for one in made.xpath("./fieldset/legend")] == ["Topic", "Cost"]
    assert [one.get("name") for one in made.xpath(".//input")] == ["topic", "topic", "cost"]
    assert {(one.get("type"), one.get("form")) for one in made.xpath(".//input")} == {("checkbox", "ask")}
    assert [one.text_content() for one in made.xpath(".//label")] == [" Label 0 100", " Label 1 99", " Label 0 100"]


def test_the_others_are_one_tap_away_and_chosen_ones_are_not():
    last = SHOWN + 3
    (group,) = filters(Facet("topic", "Topic", options(last + 1, last))).xpath("./fieldset")
    assert values(group, "./label/input") == [f"value-{number}" for number in [*range(SHOWN), last]]
    assert values(group, "./details/label/input") == [f"value-{number}" for number in range(SHOWN, last)]
    assert values(group, ".//input[@checked]") == [f"value-{last}"]
    assert [one.text for one in group.xpath("./details/summary")] == ["More"]


def test_nothing_is_hidden_where_few_are_offered():
    assert not filters(Facet("topic", "Topic", options(SHOWN))).xpath(".//details")


def test_nothing_that_somebody_slipped_into_a_label_becomes_markup():
    made = filters(Facet("topic", EVIL, [Option(EVIL, EVIL, 1, False)]))
    assert not made.xpath(".//b")
    assert values(made, ".//input") == [EVIL]
    assert made.xpath(".//label/span")[0].text == made.xpath(".//legend")[0].text == EVIL


def test_languages_stand_in_their_own_names_and_directions_and_stay_chosen():
    readable = [(one, one.code == "ar") for one in languages.LANGUAGES]
    made = fields("{% reads readable %}", readable=readable)
    assert values(made, ".//input[@name='reads']") == [one.code for one, _chosen in readable]
    assert values(made, ".//input[@checked]") == ["ar"]
    assert [(one.get("lang"), one.get("dir"), one.text) for one in made.xpath(".//label/span")] == [
        (one.tag, one.direction, one.name) for one, _chosen in readable
    ]
