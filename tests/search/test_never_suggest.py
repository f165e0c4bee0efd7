"""The list of words that are never suggested: what it comes with hurts nobody by what it leaves out, and editors change it."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from django.test import Client

from hub import languages
from search.models import NeverSuggest
from search.models.never import ALL, shipped
from search.suggest.never import never
from search.suggest.phrases import Phrases, spaced
from taxonomy import shipped as taxonomy
from tests import factories

COMMUNITY = Path(__file__).parent / "community_words.yml"
SETTING = "/admin/settings/search/neversuggest/"


class TestPhrases:
    @pytest.mark.parametrize(
        ("listed", "text", "found"),
        [
            ("poof", "a POOF, he said", True),
            ("poof", "poofs", False),
            ("poof", "whirlpoof", False),
            ("bum boy", "the bum-boy", False),
            ("bum boy", "the bum  boy.", True),
            ("he-she", "a he-she", True),
            ("he-she", "he she", False),
            ("enculé", "ENCULE", True),
            ("همجنس‌باز", "یک همجنس‌باز", True),
            ("بدل", "كبدل", False),
            ("人妖", "這些人妖們", True),
            ("人妖", "人和妖", False),
            ("死gay", "說死gay的人", True),
            ("", "anything", False),
            ("!!", "any!!thing", False),
        ],
    )
    def test_whole_words_and_rows_of_them_are_seen(self, listed, text, found):
        assert Phrases([listed]).inside(text) is found

    def test_a_row_has_gaps_all_round(self):
        assert (spaced("Self-care, café"), spaced("")) == (" selfcare cafe ", "  ")


class TestWhatItComesWith:
    def test_there_is_a_list_for_every_language(self):
        assert set(shipped()) == {ALL, *languages.codes()}
        assert all(len(words) >= 10 for words in shipped().values())

    @pytest.mark.django_db
    @pytest.mark.parametrize("code", languages.codes())
    def test_no_word_that_communities_call_themselves_by_nor_any_topic_is_on_it(self, code):
        listed = never([code])
        labels = [name for words in taxonomy.labels(code).values() for name in (words["label"], *words["also"])]
        community = [one for several in yaml.safe_load(COMMUNITY.read_text(encoding="utf-8")).get(code, ()) for one in several]
        assert [word for word in (*labels, *community) if listed.inside(word)] == []


@pytest.mark.django_db
class TestEditors:
    def fields(self, **given):
        page = Client()
        page.force_login(factories.editor())
        form = page.get(SETTING + "1/") if NeverSuggest.objects.exists() else page.get(SETTING, follow=True)
        assert form.status_code == 200
        initial = form.context["form"].initial
        return page, form.redirect_chain[-1][0] if form.redirect_chain else SETTING + "1/", {**initial, **given}

    def test_find_the_list_filled_and_what_they_save_holds_at_once(self):
        page, address, fields = self.fields(words_en="lantern\n\n  lantern \nmagic lantern")
        assert "人妖" in fields["words_zh-hant"]
        response = page.post(address, fields)
        assert response.status_code == 302, response.context["form"].errors
        assert NeverSuggest.listed()["en"] == ["lantern", "magic lantern"]
        assert never(["en"]).inside("A lantern")
        assert not never(["en"]).inside("cunt"), "theirs is the whole list"
        assert never(["fr", "zh-hant"]).inside("人妖"), "what they left is left"

    def test_others_do_not(self):
        page = Client()
        factories.home()
        user = factories.editor()
        user.groups.clear()
        page.force_login(user)
        assert page.get(SETTING).status_code == 302
        assert page.get(SETTING, follow=True).redirect_chain[-1][0] != f"{SETTING}1/"
