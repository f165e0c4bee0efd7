"""Laws of the analysis: whatever text there is, in whatever language."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from hub import languages
from search.analysis import clean, document_terms, fold, query_units, rules_of
from search.analysis.nospace import characters
from search.analysis.tokens import TOKEN, matches, pieces, tokens

ANY_TEXT = st.text(st.characters(), max_size=60)
CODES = st.sampled_from([*languages.codes(), "de", "", "x-unknown"])


@given(ANY_TEXT)
def test_cleaning_and_folding_twice_change_nothing(text):
    once = fold(clean(text))
    assert clean(clean(text)) == clean(text)
    assert fold(once) == once


@given(st.text(st.characters(max_codepoint=127), max_size=40))
def test_plain_letters_are_cleaned_alone_as_they_are_beside_others(text):
    assert clean(text) + "é" == clean(f"{text}é")


@given(ANY_TEXT, CODES)
def test_terms_can_stand_in_any_index(text, code):
    terms = document_terms(text, code)
    for term in [*terms.stems, *terms.exacts, *terms.spellings]:
        assert term
        assert term.split() == [term]
        term.encode()
    assert not any("=" in term for term in terms.exacts)


@given(ANY_TEXT, CODES)
def test_what_a_query_asks_for_is_in_a_document_of_the_same_text(text, code):
    terms = document_terms(text, code)
    for unit in query_units(text, rules_of(code), most=1000):
        assert set(characters(unit.whole.exact) if unit.run else [unit.whole.exact]) <= set(terms.exacts)
        assert unit.run or unit.whole.stem in terms.stems


@given(ANY_TEXT)
def test_pieces_give_the_tokens_of_the_whole(text):
    cleaned = clean(text)
    whole = [tuple(part.text for part in token.parts) for token in tokens(cleaned)]
    assert [tuple(part.text for part in token.parts) for piece in pieces(cleaned) for token in tokens(piece)] == whole


@given(st.text(min_size=200, max_size=400), CODES)
def test_a_word_seen_before_gives_the_same_terms(text, code):
    first = document_terms(text, code)
    second = document_terms(text, code)
    assert (first.stems, first.exacts, first.spellings) == (second.stems, second.exacts, second.spellings)


@given(st.text(st.sampled_from([chr(code) for code in range(128)] + list("absx019-'`.@ ") * 6), max_size=30))
@example("allie.s's t-shirt@ x@s mail@example.org l'asile a--b 'a' .b. c@sd")
def test_text_of_plain_letters_is_cut_as_any_other(text):
    assert [found.span() for found in matches(text)] == [found.span() for found in TOKEN.finditer(text)]
    assert not any(found["run"] for found in matches(text))
