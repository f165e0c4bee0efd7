"""Whatever is typed, in whatever mix of languages and mistakes: an answer, never an error. A million of them in ``make soak``."""

from __future__ import annotations

import random
from collections.abc import Sequence

import pytest

from bench.lessons import with_typo
from search.engines.base import COUNTED, FILTERS, SUNK, Query, Step
from search.engines.embedded import EmbeddedEngine
from taxonomy import shipped
from tests.search.engine_kit import page

LANGUAGES = ("en", "fr", "es", "pt", "ar", "fa", "ru", "zh-hant")
NOISE = ["'", "-", "\u200c", "!!", "🏳️‍🌈", "a" * 70, "\x00", '"', "(", "112", "١١٢", "@", "·", "\u0301", "l'", "—"]


def texts() -> dict[str, list[str]]:
    """Sentences of the shipped labels, by language."""
    every = {code: shipped.labels(code) for code in LANGUAGES}
    return {
        code: [text for one in labels.values() for text in (one["label"], *one["also"], one["definition"]) if text] for code, labels in every.items()
    }


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    """An index of all shipped labels, a family for each concept."""
    engine, number = EmbeddedEngine(tmp_path_factory.mktemp("generated")), 0
    with engine.rebuild() as writer:
        for code in LANGUAGES:
            for family, one in enumerate(shipped.labels(code).values()):
                number += 1
                facts = {"topic": (f"t{family % 9}",), "reach": (f"from:001:{code}",), "state": (SUNK,) if family % 11 == 0 else ()}
                writer.put(
                    page(str(number), family, code, one["label"], body=" ".join([*one["also"], one["definition"]]), filters=facts, fresh=family)
                )
    return engine


def generated(chance: random.Random, sentences: dict[str, list[str]]) -> str:
    """Some words of one language or two, with mistakes and noise, the last one perhaps not finished."""
    codes = chance.sample(LANGUAGES, chance.choice([1, 1, 1, 2]))
    words = [chance.choice(chance.choice(sentences[chance.choice(codes)]).split()) for _ in range(chance.randint(1, 6))]
    text = " ".join(words)
    if chance.random() < 0.5 and any(letter.isalpha() for letter in text):
        text = with_typo(text, chance)
    if chance.random() < 0.3:
        at = chance.randrange(len(text) + 1)
        text = text[:at] + chance.choice(NOISE) + text[at:]
    return text[: chance.randint(1, len(text))] if chance.random() < 0.3 else text


def ladder(chance: random.Random, text: str) -> Query:
    """A ladder such as the page asks."""
    own = tuple(chance.sample(LANGUAGES, chance.choice([1, 1, 2])))
    loose, reach = chance.random() < 0.8, {"reach": tuple(f"from:001:{code}" for code in own)}
    steps = (
        Step("here", text, own, reach, correct=loose, prefix=loose, without={"state": (SUNK,)}, must=chance.random() < 0.5, near=(34.0, -6.8)),
        Step("own", text, own, correct=loose, prefix=loose),
        Step("others", text, (), correct=loose, prefix=loose),
        Step("topics", None, filters={"topic": ("t1", "t2")}),
    )
    return Query(steps, facets=FILTERS if chance.random() < 0.1 else (), prefer=own, offset=chance.choice([0, 0, 0, 10, 490]))


def one_step(chance: random.Random, text: str) -> Query:
    """What a program asks."""
    own = tuple(chance.sample(LANGUAGES, chance.choice([0, 1, 8])))
    filters = chance.choice([{}, {"topic": ("t1",)}, {"topic": ("t1", "t2"), "reach": ("from:001:en",)}, {"state": (SUNK,)}, {"cost": ("free",)}])
    return Query((Step("all", text, own, correct=True, prefix=chance.random() < 0.5),), filters=filters, prefer=own)


def search(engine: EmbeddedEngine, asked: Query, text: str) -> None:
    """Nothing stands twice, and nothing is counted beyond what is."""
    answer = engine.search(asked)
    families = [hit.family for hit in answer.hits]
    assert len(families) == len(set(families)) <= asked.limit, text
    assert all(step.total <= COUNTED for step in answer.steps), text


def suggest(engine: EmbeddedEngine, own: Sequence[str], text: str) -> None:
    """What is offered while somebody types, on a page in one language or two."""
    offered = engine.complete(text, own)
    assert len(offered) == len(set(offered)) <= 8, text
    families = [hit.family for hit in engine.titles(text, own)]
    assert len(families) == len(set(families)) <= 8, text


def ask(engine: EmbeddedEngine, number: int, seed: int) -> None:
    """Ask so many as readers do, half of them while they type, and see that each answer is one."""
    chance, sentences = random.Random(seed), texts()
    for _ in range(number):
        text, kind = generated(chance, sentences), chance.choice(["page", "program", "suggest", "suggest"])
        if kind == "suggest":
            suggest(engine, chance.sample(LANGUAGES, chance.choice([1, 1, 2])), text)
        else:
            search(engine, (ladder if kind == "page" else one_step)(chance, text), text)


def test_none_of_many_generated_queries_is_an_error(filled):
    ask(filled, 400, seed=6)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(7, 27))
def test_none_of_a_million_generated_queries_is_an_error(filled, seed):
    ask(filled, 50_000, seed)
