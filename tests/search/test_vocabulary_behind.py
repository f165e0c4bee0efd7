"""Where a vocabulary is long it is read again in the background: meanwhile nothing is wrong, nothing withdrawn is told, and soon it is there."""

from __future__ import annotations

import threading
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search.engines.base import Query, Step
from search.engines.embedded import EmbeddedEngine
from search.engines.embedded.spoken import Vocabularies
from search.query import Vocabulary
from tests.search.engine_kit import ask, fill, keys, page

WORDS = ["lantern", "lanterns", "harbour", "jetty", "beacon", "beach", "été", "fanal"]


@pytest.fixture
def held(monkeypatch):
    """Readings in the background wait for as long as this event is not set."""
    go, read = threading.Event(), Vocabularies._read
    monkeypatch.setattr(Vocabularies, "_read", lambda self, *rest: (go.wait(60), read(self, *rest)))
    yield go
    go.set()


@pytest.fixture
def engine(tmp_path):
    """One whose every vocabulary is read in the background, and was read once."""
    engine = EmbeddedEngine(tmp_path / "index", at_once=0)
    with engine.rebuild() as writer:
        writer.put_all([page("en1", 1, title="lantern"), page("en2", 2, title="harbour"), page("fr2", 2, "fr", title="fanal été")])
    assert engine.known("lantern")
    assert engine.known("fanal")
    return engine


def eventually(ask, seconds=60.0):
    """True once ``ask`` says so."""
    until = time.monotonic() + seconds
    while not ask():
        assert time.monotonic() < until
        time.sleep(0.01)
    return True


def behind(engine, language="en"):
    """Is the vocabulary that serves one of an earlier commit?"""
    return not engine._reader.view().vocabulary(language).current


def test_a_new_word_is_found_known_and_completed_at_once(engine, held):
    fill(engine, page("en3", 3, title="jetty", version=2))
    assert behind(engine)
    assert keys(ask(engine, "jetty", "en")) == ["en3"]
    assert engine.known("jetty")
    assert engine.complete("jet", ["en"]) == ["jetty"]
    assert engine.shares(["jetty"])["en"]["jetty"] == pytest.approx(1 / 3)


def test_a_word_that_went_is_gone_at_once_from_everything_that_is_told(engine, held):
    fill(engine, page("en1", 1, title="beacon", version=2))
    assert behind(engine)
    assert not engine.known("lantern")
    assert engine.complete("lan", ["en"]) == []
    assert engine.complete("l", ["en"]) == []
    answer = ask(engine, "lanterm", "en")
    assert (answer.corrected, keys(answer)) == (None, [])
    assert engine.shares(["lantern"])["en"]["lantern"] == 0


def test_words_that_stayed_are_corrected_and_spelt_as_before(engine, held):
    fill(engine, page("fr3", 3, "fr", title="phare", version=2), page("en3", 3, title="jetty", version=3))
    assert behind(engine, "fr")
    assert ask(engine, "harbuor", "en").corrected == "harbour"
    assert ask(engine, "fanla ete", "fr").corrected == "fanal ete"
    assert engine.complete("et", ["fr"]) == ["été"]


def test_soon_the_new_words_are_corrected_too(engine):
    fill(engine, page("en3", 3, title="jetty", version=2))
    assert eventually(lambda: ask(engine, "jettty", "en").corrected == "jetty")
    assert not behind(engine)


def test_one_reading_at_a_time_and_a_rest_after_it(engine, held):
    for version in range(2, 6):
        fill(engine, page("en3", 3, title=f"jetty{version}", version=version), page("fr3", 3, "fr", title=f"phare{version}", version=version))
        assert keys(ask(engine, f"jetty{version}", "en")) == ["en3"]
        assert keys(ask(engine, f"phare{version}", "fr")) == ["fr3"]
    assert sum(thread.name == "vocabulary" for thread in threading.enumerate()) == 1
    held.set()
    assert eventually(lambda: not behind(engine) and not behind(engine, "fr"))


def test_an_index_that_goes_away_meanwhile_costs_a_line_in_the_log(caplog):
    def gone() -> Vocabulary:
        raise OSError("the folder with its path")

    vocabularies = Vocabularies(at_once=0)
    vocabularies.of("en", {"count": 1}, lambda: Vocabulary([("old", 1)]))
    known = vocabularies.of("en", {"count": 2}, gone)
    assert (known.vocabulary.counts, known.current) == ({"old": 1}, False)
    assert eventually(lambda: "could not be read again" in caplog.text)
    assert "path" not in caplog.text
    assert eventually(lambda: vocabularies.of("en", {"count": 2}, lambda: Vocabulary([("new", 1)])).current)


CHANGES = st.lists(
    st.tuples(st.integers(1, 6), st.sampled_from(["en", "fr"]), st.sampled_from([*WORDS, None]), st.sampled_from(["public", "members"])), max_size=8
)


@settings(max_examples=25, deadline=None)
@given(commits=st.lists(CHANGES, min_size=1, max_size=5))
def test_whatever_changes_all_is_as_in_an_index_opened_anew(tmp_path_factory, commits):
    root = tmp_path_factory.mktemp("index")
    engine, version = EmbeddedEngine(root, at_once=0), 0
    with engine.rebuild() as writer:
        writer.put_all([page("en1", 1, title="lantern"), page("fr1", 1, "fr", title="fanal")])
    through = Step("through", "fanal", ("en",), through=("fr",), must=True)
    for changes in commits:
        assert engine.search(Query((through,), prefer=("en",))).hits is not None
        with engine.writer() as writer:
            for number, language, word, visibility in changes:
                version += 1
                key = f"{language}{number}"
                if word:
                    writer.put(page(key, number, language, title=word, version=version + 1, visibility=visibility))
                else:
                    writer.delete(key, version + 1)
        new = EmbeddedEngine(root)
        for language in ("en", "fr"):
            assert engine._reader.view().families(language) == new._reader.view().families(language)
            assert [engine.known(word, [language]) for word in WORDS] == [new.known(word, [language]) for word in WORDS]
            assert engine.complete("la", [language]) == new.complete("la", [language])
        found = [one.search(Query((through,), prefer=("en",))).hits for one in (engine, new)]
        assert [hit.key for hit in found[0]] == [hit.key for hit in found[1]]
