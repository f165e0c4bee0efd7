"""A topic without words in a language, or a country without a name, is told when the site starts, not found by a reader."""

import pytest

from hub import languages
from taxonomy import checks, shipped


@pytest.fixture
def labels(monkeypatch):
    """The shipped labels of Persian, to be broken."""
    broken = {key: dict(words) for key, words in shipped.labels("fa").items()}
    real = shipped.labels
    monkeypatch.setattr(shipped, "labels", lambda language: broken if language == "fa" else real(language))
    return broken


def ids(messages):
    return [message.id for message in messages]


def test_the_shipped_data_is_whole():
    assert checks.check_labels() + checks.check_concepts() + checks.check_areas() + checks.check_urgent() == []


def test_a_concept_without_words_is_told_with_the_file_to_mend(labels):
    del labels["topic", "suicide"]
    [error] = checks.check_labels()
    assert (error.id, "fa.yml" in error.hint, "suicide" in error.msg) == ("taxonomy.E001", True, True)


@pytest.mark.parametrize("part", ["label", "also", "definition"])
def test_a_concept_with_half_its_words_is_told(labels, part):
    del labels["audience", "trans"][part]
    assert ids(checks.check_labels()) == ["taxonomy.E001"]


def test_a_language_without_any_labels_is_a_warning_so_that_a_new_language_can_start(labels):
    labels.clear()
    assert ids(checks.check_labels()) == ["taxonomy.W001"]


def test_words_for_a_concept_that_is_not_there_are_told(labels):
    labels["topic", "nothing"] = {"label": "x", "also": [], "definition": "x"}
    assert ids(checks.check_concepts()) == ["taxonomy.E002"]


def test_a_concept_before_its_parent_or_twice_is_told(monkeypatch):
    rows = shipped.concepts()
    monkeypatch.setattr(shipped, "concepts", lambda: [rows[1], rows[0], *rows[1:]])
    assert ids(checks.check_concepts()) == ["taxonomy.E002", "taxonomy.E002"]


def test_a_country_that_cldr_does_not_name_is_told(monkeypatch):
    monkeypatch.setattr(shipped, "area_parents", lambda: {"QQ": "001"})
    assert ids(checks.check_areas()) == ["taxonomy.E003"] * len(languages.LANGUAGES)


def test_an_urgent_concept_without_phrases_in_a_language_and_phrases_of_none_are_told(monkeypatch):
    real = shipped.urgent
    phrases = {**{code: lines for code, lines in real("fa").phrases.items() if code != "suicide"}, "low-mood": ["x"]}
    broken = shipped.ShippedPhrases(phrases, frozenset(), [])
    monkeypatch.setattr(shipped, "urgent", lambda language: broken if language == "fa" else real(language))
    missing, stray = checks.check_urgent()
    assert (missing.id, "fa.yml" in missing.hint, "suicide" in missing.msg) == ("taxonomy.W002", True, True)
    assert (stray.id, "low-mood" in stray.msg) == ("taxonomy.E004", True)
