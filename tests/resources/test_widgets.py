"""A long list is written in one go, and reads as Django's own."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from django import forms
from hypothesis import given, settings
from hypothesis import strategies as st

from resources.help_languages import help_language_choices
from resources.models.widgets import LanguageSelect, LanguagesSelect

TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=8)
CHOICES = st.lists(st.tuples(TEXT, TEXT), max_size=8, unique_by=lambda one: one[0])


def read(html: str) -> tuple[dict, list[tuple]]:
    """The attributes of the list, and value, label and state of its options."""
    select = BeautifulSoup(html, "html.parser").select_one("select")
    return dict(select.attrs), [(one.attrs.get("value"), one.text, "selected" in one.attrs) for one in select.select("option")]


@settings(deadline=None)
@given(CHOICES, st.data())
def test_one_of_any_list_is_what_django_writes(choices, data):
    value = data.draw(st.sampled_from([None, "", "<none>", *[code for code, _label in choices]]))
    ours, theirs = (kind(choices=choices).render("a-b", value, {"id": "id_a-b", "disabled": True}) for kind in (LanguageSelect, forms.Select))
    assert read(ours) == read(theirs)


@settings(deadline=None)
@given(CHOICES, st.data())
def test_several_of_any_list_are_what_django_writes(choices, data):
    value = data.draw(st.lists(st.sampled_from(["<none>", *[code for code, _label in choices]]), unique=True))
    ours, theirs = (kind({"size": 6}, choices).render("a", value, {"id": "id_a"}) for kind in (LanguagesSelect, forms.SelectMultiple))
    assert read(ours) == read(theirs)


@pytest.mark.parametrize("chosen", [["fr"], ["fr", "ar", "fsl"]])
def test_languages_that_were_chosen_are_marked(chosen):
    _attrs, options = read(LanguagesSelect(choices=help_language_choices()).render("languages", chosen))
    assert sorted(value for value, _label, selected in options if selected) == sorted(chosen)
