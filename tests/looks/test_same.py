"""What is the same for everybody is put together once for each language and way, and never tells anybody of somebody else."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.template import Context, Template
from django.test import Client, RequestFactory
from django.utils import translation

from hub.context import Frame
from hub.templatetags import same
from safety.discreet import discreetly
from safety.light import lightly

ROOT = Path(__file__).resolve().parents[2]
PART = re.compile(r"{% same %}(.*?){% endsame %}", re.DOTALL)
KNOWN = {"frame.exit_address", "frame.language.name", "frame.language.reviewed_by", "frame.light", "language"}
"""What depends on the language and the way only."""
TAGS = {"translate", "blocktranslate", "endblocktranslate", "icon", "static", "url", "if", "else", "endif"}
PARTS = [(path.name, part) for path in sorted((ROOT / "templates").rglob("*.html")) for part in PART.findall(path.read_text())]


def template(source: str) -> Template:
    return Template("{% load hub i18n same %}{% same %}" + source + "{% endsame %}")


def render(made: Template, **context: object) -> str:
    return made.render(Context(context))


def test_each_language_has_its_own():
    made, said = template('{% translate "Search" %} {{ frame.language.code }}'), []
    for code in ("en", "fr", "en", "ar"):
        with translation.override(code):
            said.append(render(made))
    assert said == ["Search en", "Rechercher fr", "Search en", said[3]]
    assert said[3].endswith(" ar")


def test_each_way_has_its_own():
    made = template('{% url "search" %} {% if frame.light %}light{% endif %}{% if frame.discreet %}discreet{% endif %}')
    with translation.override("en"):
        plain = render(made)
        with lightly():
            light = render(made)
        with discreetly():
            discreet = render(made)
        assert (plain, light, discreet) == ("/en/search/ ", "/light/en/search/ light", "/en/search/ discreet")
        assert render(made) == plain


def test_nothing_of_the_page_or_of_who_asks_gets_into_it():
    made = template("[{{ q }}{{ request.path }}{{ page.title }}{{ frame.request.path }}]")
    asked = RequestFactory().get("/en/secret/")
    assert render(made, q="typed", page={"title": "Lamp"}, request=asked, frame=Frame(asked)) == "[]"


def test_it_is_put_together_once(monkeypatch):
    made = template("{{ frame.language.code }}")
    render(made)
    monkeypatch.setattr(same.Same, "_made", lambda node, within: 1 / 0)
    assert render(made) == "en"


def test_it_is_kept_for_no_more_ways_than_there_are(monkeypatch):
    monkeypatch.setattr(same, "MOST", 2)
    made = template("{{ frame.language.code }}")
    for code in ("en", "fr", "ar", "en"):
        with translation.override(code):
            assert render(made) == code
    (node,) = made.nodelist.get_nodes_by_type(same.Same)
    assert len(node._kept) <= 2


def test_no_part_asks_the_database():
    made = template("{{ frame.site_name }}{{ frame.exit_address }}")
    assert render(made)


@pytest.mark.parametrize(("name", "part"), PARTS, ids=[f"{name}-{number}" for number, (name, _part) in enumerate(PARTS)])
def test_a_part_names_nothing_but_what_depends_on_language_and_way(name, part):
    variables = {one.strip() for one in re.findall(r"{{(.*?)}}", part)} | set(
        re.findall(r"\b(?:if|not|and|or) ([a-z_.]+)", "".join(re.findall(r"{% if .*?%}", part)))
    )
    assert variables - {"not"} <= KNOWN
    assert set(re.findall(r"{% (\w+)", part)) <= TAGS


def test_there_are_such_parts():
    assert len(PARTS) > 5


@pytest.mark.django_db
def test_pages_say_the_same_whoever_came_before():
    first = {code: Client().get(f"/{code}/search/").content for code in ("en", "fr", "ar")}
    for code in ("ar", "en", "fr"):
        Client().get(f"/light/{code}/search/")
        Client().get(f"/{code}/p/search/")
        assert Client().get(f"/{code}/search/").content == first[code]
