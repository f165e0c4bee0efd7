"""Editors see what a new word does to the search before anybody else does: what it will find, what it takes away, and with what it collides."""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client

from search import indexer
from search.models import SearchDocument
from taxonomy.admin.preview import MOST
from taxonomy.models import ConceptLabel
from tests import factories
from tests.search.conftest import index  # noqa: F401  an index of its own
from tests.taxonomy.test_label_table import address, cell, sent, user, word

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(index: Any) -> Client:  # noqa: F811
    client = Client()
    client.force_login(user("change_conceptlabel"))
    return client


def words(code: str, language: str = "en") -> list[str]:
    return list(ConceptLabel.objects.get(concept__code=code, language=language).alternatives)


def looked(editor: Client, code: str, lines: list[str], language: str = "en", kind: str = "alternatives") -> Any:
    """The preview of these other words (or this label) of a concept."""
    data = sent(editor.get(address(kind)))
    answer = editor.post(address(kind), {**data, cell(code, language): "\r\n".join(lines), "preview": "1"})
    assert answer.status_code == 200
    return answer


def effects(answer: Any) -> dict[str, Any]:
    return {one.change.word: one for one in answer.context["preview"].effects}


class TestANewWord:
    def test_tells_which_topic_it_will_show_and_what_is_about_it(self, editor):
        factories.service("Roof", topics=["housing"])
        factories.guide("Rent", topics=["housing"])
        factories.translate(factories.service("Bed", topics=["housing"]), "fr")
        indexer.update()
        answer = looked(editor, "housing", [*words("housing"), "crashpad"])
        (effect,) = effects(answer).values()
        assert effect.change.added
        assert effect.showed == []
        assert effect.shows == [word("housing", "en").preferred]
        assert (effect.about.number, effect.services, list(effect.about.titles)) == (3, 2, ["Bed", "Rent", "Roof"])
        text = " ".join(BeautifulSoup(answer.content, "html.parser").find("main").get_text(" ").split())
        assert "crashpad" in text
        assert "Pages: 3 · Services among them: 2" in text
        assert "Nothing is saved yet" in text

    def test_tells_what_it_finds_today(self, editor):
        factories.service("Crashpad on the corner", topics=["work"])
        indexer.update()
        effect = effects(looked(editor, "housing", [*words("housing"), "crashpad"]))["crashpad"]
        assert (effect.today.number, list(effect.today.titles)) == (1, ["Crashpad on the corner"])
        assert effect.stands_in.number == 1
        assert not effect.common

    def test_says_whose_word_it_is_already_whatever_its_form(self, editor):
        indexer.update()
        other = words("work")[0]
        effect = effects(looked(editor, "housing", [*words("housing"), f"{other.upper()}"]))[other.upper()]
        assert word("work", "en").preferred in effect.conflicts

    def test_sees_a_collision_with_another_new_word_of_the_same_table(self, editor):
        data = sent(editor.get(address("alternatives")))
        both = {cell("housing", "en"): "crashpad", cell("work", "en"): "crashpads", "preview": "1"}
        found = effects(editor.post(address("alternatives"), {**data, **both}))
        assert found["crashpad"].conflicts == [word("work", "en").preferred]
        assert found["crashpads"].conflicts == [word("housing", "en").preferred]

    def test_warns_of_a_word_that_stands_everywhere(self, editor):
        for number in range(7):
            factories.standard_page(f"Lamp {number}")
        indexer.update()
        answer = looked(editor, "housing", [*words("housing"), "lamp", "the"])
        found = effects(answer)
        assert found["lamp"].common
        assert found["lamp"].stands_in.number == 7
        assert found["the"].common
        assert "This is a common word" in answer.content.decode()

    def test_warns_of_a_word_that_stands_in_more_pages_than_are_counted(self, editor, monkeypatch):
        from search.engines.embedded import families

        monkeypatch.setattr(families, "COUNTED", 1)
        factories.standard_page("Lamp")
        indexer.update()
        answer = looked(editor, "housing", [*words("housing"), "lamp"])
        assert effects(answer)["lamp"].common
        assert "1+ of" in answer.content.decode()

    def test_says_that_an_urgent_topic_comes_before_everything(self, editor):
        urgent = ConceptLabel.objects.filter(concept__urgent=True, language="en").first()
        answer = looked(editor, urgent.concept.code, [*urgent.alternatives, "blorp"])
        assert "This topic is urgent" in answer.content.decode()

    def test_is_read_by_the_rules_of_its_language(self, editor):
        page = factories.service("Bed", topics=["housing"])
        factories.translate(page, "ar", title="سرير")
        indexer.update()
        effect = effects(looked(editor, "housing", [*words("housing", "ar"), "الزريبة"], "ar"))["الزريبة"]
        assert effect.shows == [word("housing", "ar").preferred]
        assert list(effect.about.titles) == ["سرير"]

    def test_is_shown_while_there_is_no_index(self, editor):
        answer = looked(editor, "housing", [*words("housing"), "crashpad"])
        assert effects(answer)["crashpad"].today is None
        assert "The search does not answer at the moment." in answer.content.decode()

    def test_is_escaped(self, editor):
        html = looked(editor, "housing", [*words("housing"), "<b>x</b>"]).content.decode()
        assert "<b>x</b>" not in html


class TestAWordThatGoes:
    def test_tells_what_is_not_found_by_it_any_more(self, editor):
        ConceptLabel.objects.filter(concept__code="housing", language="en").update(alternatives=["crashpad", "blorp"])
        factories.service("Roof", topics=["housing"])
        factories.service("A crashpad", topics=["housing"])
        indexer.update()
        effect = effects(looked(editor, "housing", ["blorp"]))["crashpad"]
        assert not effect.change.added
        assert effect.showed == [word("housing", "en").preferred]
        assert effect.shows == []
        assert list(effect.lost.titles) == ["Roof"]

    def test_loses_nothing_where_another_word_still_names_the_topic(self, editor):
        ConceptLabel.objects.filter(concept__code="housing", language="en").update(alternatives=["crashpad", "crashpads"])
        factories.service("Roof", topics=["housing"])
        indexer.update()
        effect = effects(looked(editor, "housing", ["crashpad"]))["crashpads"]
        assert effect.lost.number == 0
        assert effect.shows == [word("housing", "en").preferred]

    def test_and_a_new_label_in_its_place_are_both_told(self, editor):
        old = word("hiv", "fr").preferred
        found = effects(looked(editor, "hiv", ["Blorpitude"], "fr", "preferred"))
        assert found["Blorpitude"].change.added
        assert not found[old].change.added


class TestThePreview:
    def test_saves_nothing_and_writes_nothing_anywhere(self, editor):
        factories.service("Roof", topics=["housing"])
        indexer.update()
        before = (list(ConceptLabel.objects.order_by("pk").values()), list(SearchDocument.objects.values("pk", "version", "stale")))
        looked(editor, "housing", ["crashpad"])
        assert (list(ConceptLabel.objects.order_by("pk").values()), list(SearchDocument.objects.values("pk", "version", "stale"))) == before
        with connection.cursor() as cursor:
            for table in connection.introspection.table_names(cursor):
                cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
                assert "crashpad" not in str(cursor.fetchall()), table

    def hidden(self, answer: Any) -> dict[str, str]:
        form = BeautifulSoup(answer.content, "html.parser").select_one("main form[method=post]")
        return {one["name"]: one["value"] for one in form.select("input[type=hidden]") if one["name"] != "csrfmiddlewaretoken"}

    def test_saves_from_there_what_was_typed(self, editor):
        answer = looked(editor, "housing", [*words("housing"), "crash pad", "blorp"])
        saved = editor.post(address("alternatives"), self.hidden(answer), follow=True)
        assert "1 cell has been saved." in saved.content.decode()
        assert words("housing")[-2:] == ["crash pad", "blorp"]

    def test_goes_back_to_the_table_with_what_was_typed(self, editor):
        answer = looked(editor, "housing", [*words("housing"), "crashpad"])
        back = editor.post(address("alternatives"), {**self.hidden(answer), "back": "1"})
        assert back.status_code == 200
        assert "crashpad" in back.content.decode()
        assert "crashpad" not in words("housing")

    def test_explains_a_mistake_first(self, editor):
        answer = looked(editor, "housing", ["x" * 121])
        assert "too long" in answer.content.decode()
        assert "preview" not in answer.context

    def test_of_nothing_says_so(self, editor):
        answer = looked(editor, "housing", words("housing"))
        assert "No word by which people search has changed." in answer.content.decode()

    @pytest.mark.soak
    def test_of_very_many_words_looks_at_the_first_and_says_so(self, editor):
        answer = looked(editor, "housing", [f"blorp{number}" for number in range(MOST + 5)])
        assert len(answer.context["preview"].effects) == MOST
        assert answer.context["preview"].more >= 5
        assert "Words that are not looked at here" in answer.content.decode()

    def test_is_only_for_those_who_may_change_labels(self, index):  # noqa: F811
        client = Client()
        client.force_login(user("change_concept"))
        assert client.post(address("alternatives"), {"preview": "1"}).status_code == 302

    def test_is_offered_where_words_are_searched_by(self, editor):
        assert 'name="preview"' in editor.get(address("alternatives")).content.decode()
        assert 'name="preview"' not in editor.get(address("definition")).content.decode()
