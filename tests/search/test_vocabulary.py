"""Nothing near is missed although few words are compared; what a vocabulary keeps in memory is what the index would say."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from search.engines.base import EngineDocument, Query, Step
from search.engines.embedded import EmbeddedEngine
from search.query import Vocabulary
from search.query.neighbours import Neighbours
from search.query.ranking import rarity

LETTERS = "abcdeñж幫"
WORDS = st.text(LETTERS, min_size=1, max_size=14)


def changed(word, chances):
    """The word with a mistake at each of the places: (kind, where, letter)."""
    for kind, where, letter in chances:
        at = where % max(1, len(word))
        ways = (
            word[:at] + word[at + 1 :],
            word[:at] + letter + word[at:],
            word[:at] + letter + word[at + 1 :],
            word[:at] + word[at + 1 : at + 2] + word[at : at + 1] + word[at + 2 :],
        )
        word = ways[kind]
    return word


class TestWordsNearToAnother:
    @given(
        known=st.sets(WORDS, min_size=1, max_size=60),
        most=st.sampled_from([1, 2]),
        mistakes=st.lists(st.tuples(st.integers(0, 3), st.integers(0, 13), st.sampled_from(LETTERS)), max_size=2),
        data=st.data(),
    )
    def test_law_are_those_that_comparing_with_each_would_find(self, known, most, mistakes, data):
        typed = changed(data.draw(st.sampled_from(sorted(known))), mistakes)
        expected = {word: OSA.distance(typed, word) for word in known if OSA.distance(typed, word) <= most}
        assert dict(Neighbours(known).within(typed, most)) == expected

    def test_are_found_with_two_pairs_of_letters_exchanged(self):
        assert dict(Neighbours(["confidential", "residential"]).within("ocnfidenital", 2)) == {"confidential": 2}

    def test_few_are_compared(self):
        words = [f"{first}{middle}{last}" for first in ("abcd", "efgh", "ijkl") for middle in ("mnop", "qrst") for last in ("uvwx", "yzab")]
        assert len(Neighbours(words)._among("abcdmnopuvwx", 12, 2)) < len(words)


class TestAVocabulary:
    VOCABULARY = Vocabulary(
        [("sane", 1), ("sang", 3), ("sante", 4), ("santes", 3), ("soir", 9)],
        [("sante=santé", 2), ("sante=sànte", 2), ("sang=sâng", 1), ("gone=goné", 1)],
    )

    def test_completes_with_the_commonest_first_and_equals_by_letter(self):
        assert self.VOCABULARY.starting("san", 3) == [("sante", 4), ("sang", 3), ("santes", 3)]
        assert self.VOCABULARY.starting("x", 3) == []
        assert self.VOCABULARY.starting("soir", 3) == [("soir", 9)]

    def test_spells_words_as_most_documents_do(self):
        assert self.VOCABULARY.spelling("sante") == "santé"
        assert self.VOCABULARY.spelling("sang") == "sang"
        assert self.VOCABULARY.spelling("never") == "never"


@pytest.mark.parametrize("withdrawn", [(), ("nothing",)])
def test_completions_and_corrections_are_the_same_from_memory_and_from_the_index(tmp_path, withdrawn):
    engine = EmbeddedEngine(tmp_path)
    texts = ["santé sexuelle", "santé mentale", "santes", "sante SANTÉ", "sanitaire sangsue"]
    with engine.rebuild() as writer:
        writer.put_all(EngineDocument(str(number), number, "fr", 1, text) for number, text in enumerate(texts))
    assert engine.complete("san", ["fr"], exclude_keys=withdrawn) == ["santé", "sangsue", "sanitaire", "santes"]
    answer = engine.search(Query((Step("s", "santhé", ("fr",)),), exclude_keys=withdrawn))
    assert answer.corrected == "santé"


class TestAWordOfAnotherLanguage:
    def test_that_is_rare_in_the_readers_counts_as_rare(self, tmp_path):
        engine = EmbeddedEngine(tmp_path)
        english = [EngineDocument(f"en{n}", n, "en", 1, "Keys", body="mailvelope keeps letters closed") for n in range(60)]
        key = EngineDocument("key", 100, "zh-hant", 1, "公鑰", body="公鑰和私鑰不同")
        tool = EngineDocument("tool", 101, "zh-hant", 1, "寫信", body="用 mailvelope 寫信給朋友也要小心謹慎")
        others = [EngineDocument(f"zh{n}", 200 + n, "zh-hant", 1, "公園", body="公鑰可以給任何人") for n in range(12)]
        with engine.rebuild() as writer:
            writer.put_all([*english, key, tool, *others])
        hits = engine.search(Query((Step("s", "公鑰 mailvelope", ("zh-hant",)),))).hits
        assert hits[0].key == "tool"

    def test_of_one_language_only_weighs_what_the_engine_says(self):
        assert rarity(7, 7, 100) == rarity(0, 7, 100) == 1.0

    def test_weighs_more_the_rarer_it_is_here(self):
        assert 1.0 < rarity(20, 40, 100) < rarity(2, 40, 100)

    def test_that_deleted_documents_still_count_is_no_error(self):
        assert rarity(3, 90, 50) > 1.0
