"""The measurement of the search measures what it says: queries made as people make mistakes, gains counted as the field counts them."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench import floor
from bench.lessons import Lesson, cut_last, drawn, key_words, make_queries, read_lessons, with_typo, without_accents, words_of
from bench.search_quality import differences, main, means, ndcg, our_run, sources, table

LESSONS = [
    Lesson("en/a.md", "en", "a.md", "Encrypted messages", "Encrypt messages with friends before sending messages anywhere."),
    Lesson("en/b.md", "en", "b.md", "Leaving quickly", "Pack papers, medicine, money before leaving home quickly."),
    Lesson("fr/a.md", "fr", "a.md", "Messages chiffrés", "Chiffrer les échanges avant chaque envoi vers quelqu'un."),
    Lesson("fr/b.md", "fr", "b.md", "Partir vite", "Préparer papiers, médicaments, argent avant de quitter la maison."),
]


def test_lessons_are_read_with_title_and_without_front_matter(tmp_path):
    file = tmp_path / "fr" / "safety" / "s_one.md"
    file.parent.mkdir(parents=True)
    file.write_text("---\nindex: 1\ntitle: Partir vite\n---\n# Tout de suite\n", encoding="utf-8")
    assert read_lessons(tmp_path) == [Lesson("fr/safety/s_one.md", "fr", "safety/s_one.md", "Partir vite", "# Tout de suite\n")]


def test_key_words_are_those_that_the_other_lessons_lack():
    telling = key_words(LESSONS[:2])
    assert telling["en/a.md"][0] == "messages"
    assert "before" not in telling["en/a.md"][:5]


def test_chinese_is_typed_in_pairs():
    assert words_of("愛滋病毒 test") == ["test", "愛滋", "病毒"]


@given(st.integers())
def test_a_typo_is_one_mistake_in_the_longest_word(seed):
    made = with_typo("a counselling hour", random.Random(seed))
    before, wrong, after = made.split()
    assert (before, after) == ("a", "hour")
    assert wrong != "counselling"
    assert abs(len(wrong) - len("counselling")) <= 1
    assert (wrong[0], wrong[-1]) == ("c", "g")


def test_short_words_and_chinese_get_no_typo():
    assert with_typo("aid", random.Random(1)) == "aid"
    assert with_typo("愛滋病毒感染者", random.Random(1)) == "愛滋病毒感染者"


def test_accents_go_and_the_last_word_is_cut():
    assert without_accents("échangé") == "echange"
    assert cut_last("legal counselling") == "legal counsel"
    assert cut_last("aid") == "ai"


def test_no_more_words_are_drawn_than_there_are():
    assert drawn(["one"], 3, random.Random(1)) == "one"


def test_the_same_queries_are_made_each_time_with_different_ids():
    queries = make_queries(LESSONS)
    assert queries == make_queries(LESSONS)
    assert len({query.id for query in queries}) == len(queries)
    assert {"title", "title, typo", "3 words", "2 words, cut", "title, no accents"} <= {query.kind for query in queries}
    assert all(query.relevant <= {lesson.id for lesson in LESSONS} and query.relevant for query in queries)


def test_a_title_that_lessons_share_asks_for_none_of_them():
    twins = [Lesson(f"en/{n}.md", "en", f"{n}.md", "What now", f"text number{n} here") for n in range(2)]
    assert not [query for query in make_queries([*twins]) if query.kind.startswith("title")]
    assert [query for query in make_queries([*twins, *LESSONS]) if query.kind == "title" and query.language == "en"]


@pytest.mark.parametrize(("found", "gain"), [(["a"], 1.0), (["x", "a"], 0.6309), (["x"] * 10 + ["a"], 0.0), ([], 0.0)])
def test_gain_falls_with_the_rank(found, gain):
    assert ndcg(found, frozenset({"a"})) == pytest.approx(gain, abs=0.0001)


def test_several_relevant_lessons_share_the_gain():
    assert ndcg(["a", "b"], frozenset({"a", "b"})) == 1.0
    assert ndcg(["a", "x", "b"], frozenset({"a", "b"})) < 1.0


def test_languages_weigh_the_same_in_the_mean():
    queries = make_queries(LESSONS)
    run = {query.id: list(query.relevant) if query.language == "fr" else [] for query in queries}
    assert means(queries, run)["title", "all"] == 0.5
    apart = differences(queries, run, {})
    assert table(means(queries, run), means(queries, run), "note", apart).row_count == len({query.kind for query in queries})
    assert apart["title"].mean == 0.5


def test_our_run_is_that_of_the_command(tmp_path, monkeypatch):
    monkeypatch.setenv("HUB_DATA", str(tmp_path / "data"))
    queries = [query for query in make_queries(LESSONS) if not query.prefix]
    run = our_run(LESSONS, queries, tmp_path, prefix=False)
    assert means(queries, run)["title", "all"] == 1.0


def test_the_prototype_is_lent_our_stop_words_where_its_own_are_missing(monkeypatch, tmp_path):
    monkeypatch.setattr(floor, "STOP_WORDS", "a_package_that_is_not_there")
    (tmp_path / "hub.py").write_text("import a_package_that_is_not_there as words\nclass Hub:\n    stop = words.stopwords('en')\n")
    prototype, note = floor.load_prototype(tmp_path)
    assert "the" in prototype.stop
    assert note == "stop words of the hub"


def test_the_folder_of_real_data_is_named_as_everywhere_else(tmp_path, monkeypatch, capsys):
    lessons, prototype = tmp_path / "data" / "umbrella", tmp_path / "reference" / "search"
    assert sources(str(tmp_path / "data")) is None
    for folder in (lessons, prototype):
        folder.mkdir(parents=True)
    assert sources(str(tmp_path / "data")) == sources(str(tmp_path)) == (lessons, prototype)
    monkeypatch.delenv("HUB_SHARED", raising=False)
    assert main() == 2
    assert "HUB_SHARED" in capsys.readouterr().err
