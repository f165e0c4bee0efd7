"""What the tests of the engine contract share: short ways to make pages, write them and ask."""

from __future__ import annotations

import uuid
from contextlib import ExitStack, contextmanager

from django.test import override_settings

from search.engines import ELASTIC, make_engine, site_engine
from search.engines.base import EngineDocument, Query, Step, Writer


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


def make(request, name, folder):
    """An engine of its own. What needs a server that is not here is skipped."""
    hosts = [request.getfixturevalue("elasticsearch_url")] if name == ELASTIC else []

    def start():
        with override_settings(ELASTICSEARCH_HOSTS=hosts):
            return make_engine(name, folder)

    engine = Whole(start)
    request.addfinalizer(engine.remove)
    return engine


def on_engine(request, settings, name):
    """The site's engine once the settings name this one; in the cluster it keeps to itself."""
    settings.SEARCH_ENGINE = name
    if name == ELASTIC:
        settings.ELASTICSEARCH_HOSTS = [request.getfixturevalue("elasticsearch_url")]
        settings.ELASTICSEARCH_INDEX = f"hub-{uuid.uuid4().hex}"
    return site_engine()


class Whole:
    """An engine of which all ``indexes`` are written in one go, as the workers of a site do one after the other."""

    def __init__(self, start):
        self._start = start
        self._engine = start()

    def another(self):
        """The same in another process."""
        return Whole(self._start)

    def __getattr__(self, name):
        return getattr(self._engine, name)

    @contextmanager
    def writer(self, wait=0.0):
        with ExitStack() as stack:
            yield All([stack.enter_context(one.writer(wait)) for one in reversed(self._engine.indexes)])

    @contextmanager
    def rebuild(self, wait=0.0):
        with ExitStack() as stack:
            yield All([stack.enter_context(one.rebuild(wait)) for one in reversed(self._engine.indexes)])


class All(Writer):
    """Writers of several indexes as one; the first one, that of the engine itself, says what was taken."""

    def __init__(self, writers):
        self._writers = writers

    def put(self, document):
        taken, *_others = [one.put(document) for one in self._writers]
        return taken

    def delete(self, key, version):
        taken, *_others = [one.delete(key, version) for one in self._writers]
        return taken

    def commit(self, position=None):
        for one in self._writers:
            one.commit(position)
