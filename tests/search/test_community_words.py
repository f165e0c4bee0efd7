"""Whoever types a word of the community finds the pages about it, however they spell it and however the pages do."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from hub import languages
from search.engines.base import EngineDocument, Query, Step
from search.engines.embedded import EmbeddedEngine
from tests.sampling import sampled

WORDS: dict[str, list[list[str]]] = yaml.safe_load((Path(__file__).parent / "community_words.yml").read_text(encoding="utf-8"))
CASES = [(language, number) for language, words in WORDS.items() for number in range(len(words))]


def documents():
    """One page for each spelling of each word; the pages of a word share nothing with those of another but what the words do."""
    numbered = [(language, n, m, one) for language, words in WORDS.items() for n, several in enumerate(words) for m, one in enumerate(several)]
    return [EngineDocument(f"{language}-{n}-{m}", family, language, 1, one) for family, (language, n, m, one) in enumerate(numbered)]


@pytest.fixture(scope="module")
def engine(tmp_path_factory):
    engine = EmbeddedEngine(tmp_path_factory.mktemp("words"))
    with engine.rebuild() as writer:
        writer.put_all(documents())
    return engine


def found(engine, language, text, prefix=False):
    step = Step("words", text, (language,), prefix=prefix)
    answer = engine.search(Query((step,), limit=100))
    return [hit.key for hit in answer.hits], answer.corrected


def test_every_language_has_thirty_words():
    assert set(WORDS) == set(languages.codes())
    assert {language: len(words) for language, words in WORDS.items() if len(words) < 30} == {}


@pytest.mark.parametrize(("language", "number"), sampled(CASES, 3), ids=lambda one: str(one))
def test_every_spelling_finds_the_pages_of_all_spellings_first(engine, language, number):
    spellings = WORDS[language][number]
    pages = {f"{language}-{number}-{m}" for m in range(len(spellings))}
    missed = {}
    for spelling in spellings:
        keys, corrected = found(engine, language, spelling)
        if set(keys[: len(pages)]) != pages or corrected:
            missed[spelling] = (keys[: len(pages) + 2], corrected)
    assert missed == {}


@pytest.mark.parametrize(("language", "number"), sampled(CASES, 3), ids=lambda one: str(one))
def test_search_as_you_type_finds_the_same_pages(engine, language, number):
    spellings = WORDS[language][number]
    pages = {f"{language}-{number}-{m}" for m in range(len(spellings))}
    missed = [spelling for spelling in spellings if not pages <= set(found(engine, language, spelling, prefix=True)[0])]
    assert missed == []


@pytest.mark.parametrize(
    ("language", "text", "never"),
    [("en", "therapist", "the rapist"), ("en", "asexual", "a sexual assault"), ("en", "a sexual assault", "asexual"), ("en", "sun", "s.u.n"[:3])],
)
def test_what_only_looks_alike_is_not_found(tmp_path, language, text, never):
    engine = EmbeddedEngine(tmp_path)
    with engine.rebuild() as writer:
        writer.put(EngineDocument("never", 1, language, 1, never))
        writer.put(EngineDocument("the word", 2, language, 1, text))
    assert found(engine, language, text)[0] == ["the word"]
