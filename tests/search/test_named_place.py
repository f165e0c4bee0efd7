"""Who types the place among the words is asked whether they are there, and loses nothing by not answering."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml
from django.test import Client
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from hub import languages
from resources.models import ServiceArea
from search.ladder import named_place, place
from tests import factories
from tests.search.asking import page

pytestmark = pytest.mark.django_db
PHRASES = yaml.safe_load((Path(__file__).parent / "urgent_phrases.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("language", "text", "where", "rest"),
    [
        ("en", "lgbt shelter nairobi", "Nairobi, Kenya", "lgbt shelter"),
        ("en", "housing in Kenya", "Kenya", "housing"),
        ("en", "Berlin gay bars", "Berlin, Germany", "gay bars"),
        ("en", "asylum uk", "United Kingdom", "asylum"),
        ("en", "trans clinic los angeles", "Los Angeles, United States", "trans clinic"),
        ("en", "Beirut", "Beirut, Lebanon", ""),
        ("fr", "logement à Marseille", "Marseille, France", "logement"),
        ("es", "refugio en México", "México", "refugio"),
        ("pt", "abrigo são paulo", "São Paulo, Brasil", "abrigo"),
        ("ar", "مأوى في بيروت", "بيروت، لبنان", "مأوى"),
        ("fa", "پناهندگی ترکیه", "ترکیه", "پناهندگی"),
        ("ru", "юрист в Алматы", "Алматы, Казахстан", "юрист"),
        ("zh-hant", "台北 諮商", "台北，台灣", "諮商"),
        ("zh-hant", "台北心理諮商", "台北，台灣", "心理諮商"),
    ],
)
def test_a_place_at_the_end_or_the_beginning_is_seen(language, text, where, rest):
    with translation.override(language):
        assert named_place(text, language) == (where, rest)
        assert place(where, language).area


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", ""),
        ("en", "nice people"),
        ("en", "reading group"),
        ("en", "nowhere left to go"),
        ("en", "a b"),
        ("en", "help is what i need and then to sleep in peace in paris"),
        ("en", "hotel birmingham"),
        ("es", "me siento sola"),
        ("fr", "je me sens seul"),
        ("fr", "croyant et homo"),
        ("pt", "natal em família"),
        ("ar", "كيف أخبر أهلي"),
        ("ar", "وين نام الليلة"),
        ("fa", "بابام چاقو کشید روم"),
    ],
)
def test_words_that_are_called_like_a_town_a_sentence_and_what_may_be_several_are_none(language, text):
    with translation.override(language):
        assert named_place(text, language) is None


@pytest.mark.parametrize("language", languages.codes())
def test_ordinary_searches_name_no_town_that_nobody_meant(language):
    """What is seen in them is a place that stands there, told by hand: so few, that each can be looked at."""
    with translation.override(language):
        seen = {text: found.place for text in PHRASES[language]["ordinary"] if (found := named_place(text, language))}
    assert len(seen) <= len(PHRASES[language]["ordinary"]) / 10, seen


@given(st.text(max_size=60))
def test_law_whatever_is_named_is_understood(text):
    found = named_place(text, "en")
    assert found is None or place(found.place, "en").area


class TestThePage:
    @pytest.fixture
    def shelter(self, index):
        return factories.service("Night Shelter", topics=["housing"], areas=[ServiceArea(area=factories.area("KE"))])

    def test_asks_and_searches_from_there_without_the_name(self, shelter):
        html = page(q="night shelter nairobi")
        form = html[html.index('<form class="keep') :].split("</form>")[0]
        assert "Is this where you are: <bdi>Nairobi, Kenya</bdi>?" in form
        fields = dict(re.findall(r'name="(\w+)" value="([^"]*)"', form))
        assert fields == {"q": "night shelter", "near": "Nairobi, Kenya"}
        answer = Client().post("/en/search/", fields).content.decode()
        assert "What can be used here stands first" in answer
        assert 'value="Nairobi, Kenya"' in answer
        assert "Is this where you are" not in answer

    def test_keeps_the_languages_that_somebody_reads(self, shelter):
        html = page(q="shelter nairobi", reads="fr")
        assert 'name="reads" value="fr"' in html[html.index('<form class="keep') :].split("</form>")[0]

    def test_asks_nobody_who_told_a_place_or_named_none(self, shelter):
        assert "Is this where you are" not in page(q="shelter nairobi", near="Uganda")
        assert "Is this where you are" not in page(q="night shelter")
