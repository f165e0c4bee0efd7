"""What the tests of the engine contract share: short ways to make pages, write them and ask."""

from __future__ import annotations

from search.engines.base import EngineDocument, Query, Step


def page(key, family, language="en", title="", version=1, **more):
    return EngineDocument(key, family, language, version, title or key, **more)


def fill(engine, *documents, position=None):
    with engine.writer() as writer:
        writer.put_all(documents)
        writer.commit(position)


def ask(engine, text, *languages, **more):
    step = {name: more.pop(name) for name in ("correct", "prefix", "translations", "through") if name in more}
    return engine.search(Query((Step("words", text, languages, **step),), **more))


def keys(answer):
    return [hit.key for hit in answer.hits]
