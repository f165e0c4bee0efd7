"""After a change only the words of its language are read again, and no word is known longer than a document holds it."""

from __future__ import annotations

import pytest

from search.engines.embedded import EmbeddedEngine
from tests.search.engine_kit import ask, fill, keys, page


@pytest.fixture
def engine(tmp_path):
    engine = EmbeddedEngine(tmp_path / "index")
    with engine.rebuild() as writer:
        writer.put_all([page("en1", 1, title="lantern"), page("en2", 2, title="harbour"), page("fr1", 1, "fr", title="fanal été")])
    return engine


def vocabulary(engine, language):
    return engine._reader.view().vocabulary(language).vocabulary


def test_the_words_of_a_language_in_which_nothing_changed_stay(engine):
    before = vocabulary(engine, "en"), vocabulary(engine, "fr")
    fill(engine, page("fr2", 3, "fr", title="phare", version=2))
    assert vocabulary(engine, "en") is before[0]
    assert vocabulary(engine, "fr") is not before[1]
    assert engine.known("phare", ["fr"])
    assert ask(engine, "lanterm", "en").corrected == "lantern"


def test_they_stay_over_many_changes_elsewhere_even_if_nobody_asked_between(engine):
    before = vocabulary(engine, "en")
    for version in range(2, 6):
        fill(engine, page("fr1", 1, "fr", title=f"fanal {version}", version=version))
        vocabulary(engine, "fr")
    assert vocabulary(engine, "en") is before


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_document_that_changed_or_went_takes_its_words_with_it(engine, language):
    vocabulary(engine, language)
    fill(engine, page("en1", 1, title="beacon", version=5), page("fr1", 1, "fr", title="balise", version=6))
    assert [engine.known(word) for word in ("lantern", "fanal", "beacon", "balise")] == [False, False, True, True]
    with engine.writer() as writer:
        writer.delete("en2", 7)
    assert not engine.known("harbour")
    assert keys(ask(engine, "harbour", "en")) == []


def test_one_that_takes_the_place_of_another_is_noticed(engine):
    assert engine.known("harbour")
    with engine.writer() as writer:
        writer.delete("en2", 8)
        writer.put(page("en3", 4, title="jetty", version=9))
    assert (engine.known("harbour"), engine.known("jetty")) == (False, True)


def test_spellings_are_those_of_the_documents_there_are(engine):
    assert ask(engine, "ete", "fr").total == 1
    fill(engine, page("en4", 5, title="quay", version=3))
    assert vocabulary(engine, "fr").spelling("ete") == "été"


def test_a_new_index_is_read_as_a_whole(engine):
    before = vocabulary(engine, "en")
    with engine.rebuild() as writer:
        writer.put_all([page("en1", 1, title="lantern"), page("en2", 2, title="jetty")])
    assert vocabulary(engine, "en") is not before
    assert not engine.known("harbour")
