"""Lessons of others as documents, and queries made from them: what a person would type who looks for that lesson."""

from __future__ import annotations

import math
import random
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import regex

from search.analysis import clean, fold, rules_of

SEED: Final = 8
TELLING: Final = 12
"""Key words are drawn from so many of the words that tell a lesson from the others."""
NO_SPACES: Final = regex.compile(r"\p{Han}+")
WORD: Final = regex.compile(r"(?V1)[[\p{L}\p{M}\u200c]--[\p{Han}]]{4,}")
LETTERS: Final = regex.compile(r"\p{L}")
FRONT: Final = regex.compile(r"\A---\n(.*?)\n---\n", regex.DOTALL)
TITLE: Final = regex.compile(r"^title:\s*(.+)$", regex.MULTILINE)


@dataclass(frozen=True, slots=True)
class Lesson:
    """One lesson in one language. ``path`` is the same in all languages."""

    id: str
    language: str
    path: str
    title: str
    body: str


@dataclass(frozen=True, slots=True)
class Query:
    """A query of a kind with the ids of the lessons that it looks for. ``prefix``: its last word is not finished."""

    id: str
    language: str
    kind: str
    text: str
    relevant: frozenset[str] = field(default_factory=frozenset)

    @property
    def prefix(self) -> bool:
        """Does it stop inside a word?"""
        return "cut" in self.kind


def read_lessons(folder: Path) -> list[Lesson]:
    """All lessons below ``folder``, which has a folder for each language."""
    lessons = []
    for file in sorted(folder.glob("*/**/s_*.md")):
        language, *rest = file.relative_to(folder).parts
        text = file.read_text(encoding="utf-8")
        front = FRONT.match(text)
        title = TITLE.search(front[1]) if front else None
        path = "/".join(rest)
        lessons.append(Lesson(f"{language}/{path}".replace(" ", "_"), language, path, title[1].strip("'\" ") if title else path, FRONT.sub("", text)))
    return lessons


def words_of(text: str) -> list[str]:
    """The words of a text that could be typed; pairs of characters where there are no spaces."""
    pairs = [run[at : at + 2] for run in NO_SPACES.findall(text) for at in range(0, len(run) - 1, 2)]
    return [word.strip("\u200c").lower() for word in WORD.findall(text)] + pairs


def _common(word: str, language: str) -> bool:
    """Is it a function word, which nobody would take for a key word?"""
    return fold(clean(word)) in rules_of(language).stop


def key_words(lessons: list[Lesson]) -> dict[str, list[str]]:
    """For each lesson of one language the words that tell it from the others, most telling first."""
    counts = {lesson.id: Counter(word for word in words_of(lesson.body) if not _common(word, lesson.language)) for lesson in lessons}
    holding = Counter(word for count in counts.values() for word in count)

    def weight(id_: str, word: str) -> float:
        return counts[id_][word] * math.log(len(lessons) / holding[word])

    return {id_: sorted(count, key=lambda word: (-weight(id_, word), word)) for id_, count in counts.items()}


def drawn(words: list[str], number: int, chance: random.Random) -> str:
    """Some of the most telling words, in any order."""
    likely = words[:TELLING]
    return " ".join(chance.sample(likely, min(number, len(likely))))


def with_typo(text: str, chance: random.Random) -> str:
    """One mistake inside the longest word: a letter missing, doubled, exchanged with the next, or another one."""
    words = text.split()
    at = max(range(len(words)), key=lambda place: len(words[place]))
    word = words[at]
    if len(word) < 5 or NO_SPACES.search(word):
        return text
    place = chance.randrange(1, len(word) - 2)
    other = chance.choice([letter for letter in text if LETTERS.match(letter)])
    before, here, following, after = word[:place], word[place], word[place + 1], word[place + 2 :]
    ways = (
        before + following + after,
        before + here + here + following + after,
        before + following + here + after,
        before + other + following + after,
    )
    words[at] = chance.choice([way for way in ways if way != word])
    return " ".join(words)


def without_accents(text: str) -> str:
    """The text as typed on a keyboard without accents."""
    return "".join(letter for letter in unicodedata.normalize("NFD", text) if not unicodedata.combining(letter))


def cut_last(text: str) -> str:
    """The text with its last word typed by half."""
    head, _, last = text.rpartition(" ")
    return f"{head} {last[: max(1, math.ceil(len(last) * 0.6))]}".strip()


def _variants(base: str, text: str, chance: random.Random) -> Iterator[tuple[str, str]]:
    """A text in all its kinds; only those that differ from it."""
    yield base, text
    changed: dict[str, Callable[[str], str]] = {"typo": lambda one: with_typo(one, chance), "no accents": without_accents, "cut": cut_last}
    yield from ((f"{base}, {kind}", made) for kind, change in changed.items() if (made := change(text)) != text)


def make_queries(lessons: list[Lesson]) -> list[Query]:
    """The queries of all kinds for all lessons, the same ones each time. A title that several lessons share asks for none of them."""
    chance = random.Random(SEED)
    queries: list[Query] = []
    by_language: dict[str, list[Lesson]] = defaultdict(list)
    for lesson in lessons:
        by_language[lesson.language].append(lesson)
    for language, several in by_language.items():
        telling = key_words(several)
        same_title: dict[str, set[str]] = defaultdict(set)
        for lesson in several:
            same_title[lesson.title.lower()].add(lesson.id)
        for lesson in several:
            found = [
                *((kind, text, {lesson.id}) for kind, text in _variants("title", lesson.title, chance) if len(same_title[lesson.title.lower()]) == 1),
                *((kind, text, {lesson.id}) for n in (3, 2) for kind, text in _variants(f"{n} words", drawn(telling[lesson.id], n, chance), chance)),
            ]
            queries += [
                Query(f"q{len(queries) + n}", language, kind, " ".join(text.split()), frozenset(ids))
                for n, (kind, text, ids) in enumerate(found)
                if text
            ]
    return queries
