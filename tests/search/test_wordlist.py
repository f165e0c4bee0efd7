"""The word list is learnt from what is public, holds nothing else, and is there again whatever happens to its file."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from hub import languages
from search import indexer, wordlist
from search.models import SearchDocument
from search.wordlist import Text, WordList, learn, refreshing, site_words, sources
from search.wordlist.aligning import aligned
from taxonomy.models import ConceptLabel
from tests import factories
from tests.search.asking import few_labels

NOW = timedelta(0)
PAIRS = [
    ("The dog sleeps", "Le chien dort"),
    ("The dog barks", "Le chien aboie"),
    ("A cat sleeps", "Un chat dort"),
    ("The cat drinks milk", "Le chat boit du lait"),
    ("Warm milk", "Du lait tiède"),
]


def units(language: str, *texts: str):
    return [Text(str(number), language, text).units() for number, text in enumerate(texts)]


def learnt(one: str = "en", other: str = "fr", pairs=PAIRS):
    return learn(zip(units(one, *(a for a, _ in pairs)), units(other, *(b for _, b in pairs)), strict=True))


class TestLearning:
    def test_finds_what_words_are_called_in_both_directions(self):
        there, back = learnt()
        assert {word: there[word][0][0] for word in ("dog", "cat", "milk")} == {"dog": "chien", "cat": "chat", "milk": "lait"}
        assert back["chien"][0][0] == "dog"

    def test_tells_words_that_always_go_together_from_those_that_say_the_same(self):
        pairs = [*[("mobile phone", "téléphone portable")] * 3, ("phone", "téléphone"), ("mobile home", "caravane")]
        there, _back = learnt(pairs=pairs)
        assert there["phone"][0][0] == "telephon"

    def test_scores_are_between_nothing_and_one_best_first(self):
        for entries in (entry for several in learnt() for entry in several.values()):
            scores = [score for _, score in entries]
            assert scores == sorted(scores, reverse=True)
            assert 0 < min(scores) <= max(scores) <= 1

    def test_leaves_out_stop_words_and_numbers(self):
        there, back = learnt(pairs=[("The 112 number", "Le numéro 112"), ("The 112", "Le 112")])
        assert not {"the", "112"} & there.keys()
        assert not {"le", "112"} & back.keys()

    def test_learns_chinese_by_pairs_of_characters(self):
        there, back = learnt("en", "zh-hant", [("shelter", "庇護"), ("shelter tonight", "今晚庇護"), ("tonight", "今晚")])
        assert there["shelter"][0][0] == "庇护"
        assert back["今晚"][0][0] == "tonight"

    def test_learns_nothing_from_nothing(self):
        assert learn([]) == ({}, {})
        assert learn([(Text("1", "en", "").units(), Text("1", "fr", "").units())]) == ({}, {})

    @given(st.lists(st.tuples(st.text(max_size=40), st.text(max_size=40)), max_size=4), st.sampled_from(languages.codes()))
    def test_law_any_texts_can_be_learnt_from(self, pairs, language):
        there, back = learnt("en", language, pairs)
        assert {other for entries in there.values() for other, _ in entries} >= back.keys() & {other for e in there.values() for other, _ in e}


class TestSentences:
    def test_stand_beside_those_that_say_the_same_though_one_is_missing(self):
        one = Text(
            "1", "en", "Leaving", "Pack your papers before you go anywhere.\nTea.\nCall somebody whom you trust, and say where you are."
        ).units()
        other = Text("1", "fr", "Partir", "Emporter ses papiers avant de partir.\nAppeler quelqu'un de confiance, et dire où l'on est.").units()
        pairs = [(set(a), set(b)) for a, b in aligned(one, other)]
        assert any("paper" in a and "papi" in b for a, b in pairs)
        assert any("call" in a and "appel" in b for a, b in pairs)
        assert not any("paper" in a and "appel" in b for a, b in pairs)

    def test_two_stand_beside_one_that_says_both(self):
        one = Text("1", "en", "Leaving", "Pack your papers before you go.\nCall somebody whom you trust.").units()
        other = Text("1", "fr", "Partir", "Emporter ses papiers avant de partir, et appeler quelqu'un de confiance.").units()
        assert any({"paper", "call"} <= set(a) and {"papi", "appel"} <= set(b) for a, b in aligned(one, other))

    @given(st.lists(st.integers(1, 40), max_size=12), st.lists(st.integers(1, 40), max_size=12))
    def test_law_each_sentence_stands_beside_others_at_most_once(self, ours, theirs):
        made = [Text("1", "en", "t", "\n".join(f"w{n}x " * size for n, size in enumerate(sizes))).units() for sizes in (ours, theirs)]
        for side in (0, 1):
            seen = [stem for pair in list(aligned(*made))[1:] for stem in pair[side]]
            assert len(seen) == len(set(seen))


class TestTheFile:
    @pytest.fixture
    def words(self, tmp_path):
        words = WordList(tmp_path / "new" / "words.sqlite3")
        words.put("en", "fr", {"dog": [("chien", 0.9), ("toutou", 0.2)], "cat": [("chat", 0.8)]}, "stamp")
        words.put("en", "ar", {"dog": [("كلب", 0.7)]})
        return words

    def test_tells_for_each_language_what_words_are_called_best_first(self, words):
        assert words.look_up("en", {"dog", "owl"}) == {"fr": {"dog": [("chien", 0.9), ("toutou", 0.2)]}, "ar": {"dog": [("كلب", 0.7)]}}
        assert words.look_up("fr", {"chien"}) == words.look_up("en", ()) == {}

    def test_holds_of_each_pair_the_last_list_only(self, words):
        words.put("en", "fr", {"owl": [("hibou", 0.5)]})
        assert words.look_up("en", {"dog", "owl"}) == {"fr": {"owl": [("hibou", 0.5)]}, "ar": {"dog": [("كلب", 0.7)]}}
        assert b"toutou" not in words.path.read_bytes()

    def test_forgets_pairs(self, words):
        words.drop([("en", "fr")])
        assert words.stamps() == {("en", "ar"): ""}
        assert "fr" not in words.look_up("en", {"dog"})

    def test_says_how_large_and_how_old_it_is(self, words):
        assert (words.summary().pairs, words.summary().words, words.summary().learnt) == (2, 3, None)
        words.finish("now")
        assert timezone.now() - words.summary().learnt < timedelta(minutes=1)
        assert words.stamp() == "now"

    def test_is_empty_before_anything_was_learnt(self, tmp_path):
        words = WordList(tmp_path / "none")
        assert (words.look_up("en", {"dog"}), words.summary().words, words.stamp(), words.stamps()) == ({}, 0, "", {})
        assert not words.path.exists()


@pytest.mark.django_db
class TestTheSitesList:
    @staticmethod
    def make_shelf():
        """Labels of three languages are enough, and one guide in two."""
        few_labels()
        guide = factories.guide("Zorbeline lantern", summary="A zorbeline lantern burns.")
        return guide, factories.translate(guide, "fr", title="Lanterne flumarde", summary="Une lanterne flumarde brûle.")

    @pytest.fixture(autouse=True)
    def pages(self, class_shelf):
        self.guide, self.french = class_shelf

    def found(self, word, source="en", target="fr"):
        return [other for other, _score in site_words().look_up(source, {word}).get(target, {}).get(word, [])]

    def test_learns_from_pages_and_their_translations(self):
        assert wordlist.refresh() == 1
        assert set(self.found("zorbelin")) & {"flumard", "lantern"}

    def test_learns_from_the_names_of_topics_and_the_other_words_for_them(self):
        for language, name, other in (("en", "Gizmotry", "plonkery"), ("fr", "Bidulerie", "trucage")):
            ConceptLabel.objects.filter(concept__code="housing", language=language).update(preferred=name, alternatives=[other])
        wordlist.refresh()
        assert self.found("gizmotri") == ["biduler"]

    def test_is_left_alone_while_nothing_changes(self, django_assert_max_num_queries):
        wordlist.refresh()
        before = site_words().path.read_bytes()
        with django_assert_max_num_queries(2):
            assert wordlist.refresh(at_most_every=NOW) == 0
        assert site_words().path.read_bytes() == before

    def test_follows_changes_but_not_at_once(self):
        wordlist.refresh()
        self.guide.title = "Quibblefax lantern"
        factories.publish_page(self.guide)
        indexer.update()
        assert wordlist.refresh() == 0
        assert wordlist.refresh(at_most_every=NOW) == 1
        assert self.found("quibblefax")

    def test_forgets_the_words_of_a_withdrawn_page_well_within_the_hour(self):
        wordlist.refresh()
        self.french.unpublish()
        assert refreshing.AT_MOST_EVERY.total_seconds() <= 30 * 60
        wordlist.refresh(at_most_every=NOW)
        assert self.found("zorbelin") == []
        assert b"flumard" not in site_words().path.read_bytes()

    def test_forgets_the_words_of_a_page_that_has_ended_by_itself(self):
        wordlist.refresh()
        SearchDocument.objects.filter(page_id=self.french.pk).update(visible_until=timezone.now() - timedelta(seconds=1))
        assert wordlist.refresh(at_most_every=NOW) == 1
        assert b"flumard" not in site_words().path.read_bytes()

    def test_learns_nothing_from_pages_that_not_everybody_may_see(self):
        SearchDocument.objects.filter(page_id=self.french.pk).update(visibility="members")
        wordlist.refresh()
        assert b"flumard" not in site_words().path.read_bytes()

    def test_forgets_a_language_that_has_nothing_any_more(self):
        wordlist.refresh()
        SearchDocument.objects.filter(language="fr").update(withdrawn=True)
        ConceptLabel.objects.filter(language="fr").delete()
        wordlist.refresh(at_most_every=NOW)
        assert site_words().stamps() == {}

    def test_is_made_anew_when_its_file_is_broken(self, caplog):
        site_words().path.parent.mkdir(exist_ok=True)
        site_words().path.write_bytes(b"no database at all" * 100)
        assert wordlist.refresh() == 1
        assert self.found("zorbelin")
        assert "made anew" in caplog.text

    def test_sets_the_stretches_of_a_transcript_beside_each_other(self):
        for page, words in ((self.guide, "Wibble"), (self.french, "Vobule")):
            row = SearchDocument.objects.get(page_id=page.pk)
            row.pk, row.key, row.title, row.summary, row.body = None, f"{row.key}-60", words, "", ""
            row.save()
        groups = {code: {text.title: text.group for text in sources.texts(code)} for code in ("en", "fr")}
        assert groups["en"]["Wibble"] == groups["fr"]["Vobule"] != groups["en"]["Zorbeline lantern"]
