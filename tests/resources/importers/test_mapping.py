"""A slip of the pen in a mapping is said before anything is imported, with its place."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from resources.importers.report import MappingError
from resources.importers.services import load_mapping
from resources.importers.services.conditions import Scope, holds
from resources.importers.services.paths import look_up
from resources.management.commands.import_services import SHIPPED, shipped

RULE = {"type": "service", "fields": {"title": "name"}}


def load(tmp_path: Path, held: object) -> object:
    path = tmp_path / "map.yml"
    path.write_text(held if isinstance(held, str) else yaml.safe_dump(held))
    return load_mapping(path)


def rule(**fields: object) -> dict:
    return {"id": "id", "pages": [{"type": "service", "fields": {"title": "name", **fields}}]}


@pytest.mark.parametrize(
    ("held", "says"),
    [
        ("[", "cannot be read"),
        ("words", "should be a mapping"),
        ({"pages": []} | {"pagse": 1}, "pagse means nothing here"),
        ({}, "pages: should be a list"),
        ({"pages": [{"type": "shop", "fields": {}}]}, "pages.0.type: one of organisation, service"),
        ({"pages": [{"type": "service", "fields": {}}]}, "pages.0.fields: a page needs a title"),
        ({"pages": [RULE], "language": "tlh"}, "no language of the hub"),
        ({"pages": [RULE], "entries": [1]}, "entries: a path"),
        ({"pages": [RULE], "places": {"London": {"en": "London"}}}, "places.London"),
        (rule(colour="blue"), "pages.0.fields.colour: no field"),
        (rule(slug="a"), "fields.slug: no field"),
        (rule(steward="a"), "fields.steward: no field"),
        (rule(phones="tel"), "fields.phones: should be a list"),
        (rule(phones=[{"nummer": "tel"}]), "fields.phones.0.nummer: no field"),
        (rule(phones=[{"number": "tel", "hours": [{"zone": {"paht": "a"}}]}]), "hours.0.zone: paht means nothing"),
        (rule(summary={"path": "a", "const": 1}), "fields.summary: exactly one of"),
        (rule(summary={"map": {}}), "fields.summary: exactly one of"),
        (rule(summary={"path": 3}), "fields.summary.path: should be a str"),
        (rule(summary={"path": "a", "regex": "("}), "fields.summary.regex"),
        (rule(summary={"first": [{"path": "a", "map": []}]}), "fields.summary.first.0.map"),
        (rule(summary={"path": "a", "when": {"path": "b"}}), "fields.summary.when: a path with one of"),
        (rule(summary={"path": "a", "when": {"is": "b"}}), "fields.summary.when: a path with one of"),
        (rule(summary={"path": "a", "when": {"any": [{"path": "b", "matches": "["}]}}), "when.any.0.matches"),
        (rule(body=[{"video": "a"}]), "fields.body.0: a block is one of"),
        (rule(body=[{"links": [{"href": "a"}]}]), "fields.body.0.links.0: href means nothing"),
    ],
)
def test_a_mistake_is_named_with_its_place(tmp_path, held, says):
    with pytest.raises(MappingError) as raised:
        load(tmp_path, held)
    assert says in str(raised.value)


def test_a_mapping_that_is_not_there_is_said(tmp_path):
    with pytest.raises(MappingError, match="cannot be read"):
        load_mapping(tmp_path / "none.yml")


@pytest.mark.parametrize("name", shipped())
def test_the_mappings_that_come_with_the_hub_are_well_formed(name):
    assert load_mapping(SHIPPED / f"{name}.yml").source == name


YAML = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.text(max_size=8)
    | st.sampled_from(["path", "const", "name", "service", "title", "phones", "when"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from([*RULE, "id", "pages", "title", "path", "first", "map", "when", "body"]) | st.text(max_size=4), inner, max_size=4
        )
    ),
    max_leaves=12,
)


@given(
    YAML
    | st.fixed_dictionaries(
        {"pages": st.lists(st.fixed_dictionaries({"type": st.just("service"), "fields": YAML}), max_size=2)},
        optional={"id": YAML, "places": YAML, "section": YAML, "entries": YAML, "passed_over": YAML},
    )
)
def test_any_yaml_at_all_is_a_mapping_or_an_error_in_words(tmp_path_factory, held):
    with suppress(MappingError):
        load(tmp_path_factory.getbasetemp(), held)


NESTED = {"a": {"b": [{"c": 1}, {"c": 2}, {}]}, "a.dot": 3, "list": [4, 5], "zero": 0, "no": False}


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("a.b.0.c", 1), ("a.b.*.c", [1, 2]), ("a.dot", 3), ("list.1", 5), ("list.7", None), ("list.x", None), ("/zero", 0), ("no", False),
        (".", NESTED), ("missing.far", None), ("a.*.1.c", [2]), ("list.*.deep", []),
    ],
)  # fmt: skip
def test_a_path_finds_what_it_names_and_nothing_else(path, found):
    assert look_up(path, NESTED, NESTED) == found


@pytest.mark.parametrize(
    ("condition", "true"),
    [
        (None, True),
        ({"path": "list.*", "is": 4}, True),
        ({"path": "list.*", "is": ["9", "5"]}, True),
        ({"path": "list.*", "is": 9}, False),
        ({"path": "missing", "present": False}, True),
        ({"path": "zero", "present": True}, True),
        ({"path": "no", "is": False}, True),
        ({"path": "list.0", "matches": "^[45]$"}, True),
        ({"not": {"path": "list", "present": True}}, False),
        ({"any": [{"path": "list.0", "is": 5}, {"path": "list.1", "is": 5}]}, True),
        ({"all": [{"path": "list.0", "is": 5}, {"path": "list.1", "is": 5}]}, False),
        ([{"path": "list.0", "is": 4}, {"path": "list.1", "is": 5}], True),
    ],
)
def test_conditions_ask_what_they_say(condition, true):
    assert holds(condition, Scope(NESTED, NESTED)) is true
