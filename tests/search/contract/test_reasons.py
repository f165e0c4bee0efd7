"""For what reason a page is shown at all, and what only lifts it: the same for every engine."""

from __future__ import annotations

from hypothesis import HealthCheck, given
from hypothesis import settings as law
from hypothesis import strategies as st

from search.engines.base import Query, Step
from search.forms import Asked
from search.ladder import ladder
from tests.search.engine_kit import fill, keys, page

TELLING = ("lantern", "harbour", "asylum", "housing")
COMMON = ("where", "can", "the", "for", "from", "with")


def found(engine, text, language="en", **more):
    return keys(engine.search(Query((Step("words", text, (language,), **more),), limit=50)))


class TestStopWords:
    def test_are_no_reason_to_show_a_page_that_has_nothing_else_of_the_query(self, engine):
        fill(engine, page("help", 1, body="Where the lantern is"), page("noise", 2, body="Where the rest can be"))
        assert found(engine, "where can the lantern be") == ["help"]

    def test_let_pages_on_the_topic_come_up_where_no_page_has_the_words(self, engine):
        fill(engine, page("noise", 1, body="With the rest"), page("topic", 2, body="Entirely other words", filters={"topic": ("housing",)}))
        steps = (Step("words", "with the bungalow", ("en",)), Step("topics", None, filters={"topic": ("housing",)}))
        assert keys(engine.search(Query(steps))) == ["topic"]

    def test_are_looked_for_where_there_is_nothing_else(self, engine):
        fill(engine, page("one", 1, body="Where the lantern is"))
        assert found(engine, "where the") == ["one"]

    def test_at_the_end_of_a_query_are_not_taken_for_beginnings(self, engine):
        fill(engine, page("talk", 1, body="Somebody who listens"), page("toilet", 2, body="A toilet without steps, together"))
        assert found(engine, "somebody to", prefix=True) == ["talk"]

    def test_still_order_what_the_other_words_found(self, engine):
        fill(engine, page("plain", 1, body="lantern and more"), page("both", 2, body="lantern within reach"))
        assert found(engine, "lantern within") == ["both", "plain"]

    @law(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(st.lists(st.sampled_from(TELLING), min_size=1, unique=True), st.lists(st.sampled_from(COMMON), unique=True))
    def test_never_change_which_pages_are_found(self, engine, telling, common):
        fill(engine, *(page(word, place, body=f"{word} {' '.join(COMMON)}") for place, word in enumerate((*TELLING, "nothing"), start=1)))
        assert set(found(engine, " ".join([*common, *telling]))) == set(telling) == set(found(engine, " ".join([*telling, *common])))


class TestCharacters:
    def test_alone_are_no_reason_to_show_a_page(self, engine):
        fill(engine, page("meant", 1, "zh-hant", body="自殺防治專線"), page("noise", 2, "zh-hant", body="自己的殼"))
        assert found(engine, "自殺", "zh-hant") == ["meant"]

    def test_order_what_pairs_have_found(self, engine):
        fill(engine, page("pair", 1, "zh-hant", body="庇護甲乙丙"), page("more", 2, "zh-hant", body="庇護甲乙所"))
        assert found(engine, "庇護所", "zh-hant") == ["more", "pair"]

    def test_typed_alone_are_found(self, engine):
        fill(engine, page("one", 1, "zh-hant", body="他的家很遠"), page("other", 2, "zh-hant", body="別的"))
        assert found(engine, "家", "zh-hant") == ["one"]

    def test_do_not_keep_latin_words_beside_them_from_being_found(self, engine):
        fill(engine, page("prep", 1, "zh-hant", body="PrEP 與檢測"))
        assert found(engine, "哪裡拿prep", "zh-hant") == ["prep"]


class TestTopicsThatAreNamed:
    LIFT = {"topic": ("housing",)}

    def test_lift_what_is_about_them(self, engine):
        fill(engine, page("words", 1, body="lantern"), page("about", 2, body="lantern", filters=self.LIFT))
        assert found(engine, "lantern", lift=self.LIFT) == ["about", "words"]

    def test_bring_nothing_that_has_none_of_the_words(self, engine):
        fill(engine, page("words", 1, body="lantern"), page("about", 2, body="harbour", filters=self.LIFT))
        assert found(engine, "lantern", lift=self.LIFT) == ["words"]

    def test_lift_nothing_where_nothing_was_typed(self, engine):
        fill(engine, page("new", 1, fresh=20), page("about", 2, fresh=10, filters=self.LIFT))
        assert keys(engine.search(Query((Step("all", None, lift=self.LIFT),)))) == ["new", "about"]

    def test_are_those_of_the_text_in_every_step_that_has_its_words(self):
        rungs = ladder(Asked("en", "housing"), None, {"housing": "Housing"})
        assert {rung.step.name for rung in rungs if rung.step.lift == self.LIFT} == {rung.step.name for rung in rungs if rung.step.text}
        assert not any(rung.step.lift for rung in ladder(Asked("en", "lantern"), None, {}))
