"""The contract of every search engine (``ENGINES``): no input whatever is an error."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search.engines import ENGINES
from search.engines.base import FILTERS
from tests.sampling import sampled
from tests.search.engine_kit import ask, make, page


@pytest.fixture(scope="module", params=list(ENGINES))
def small(request, tmp_path_factory):
    engine = make(request, request.param, tmp_path_factory.mktemp("small"))
    titles = {
        "en": "Non-binary help at home",
        "fr": "L'aide aux personnes",
        "fa": "هم‌جنس‌گرا",
        "ar": "المثلية",
        "zh-hant": "跨性別群體",
        "ru": "помощь",
    }
    with engine.rebuild() as writer:
        writer.put_all(page(code, n, code, title, body=title * 3) for n, (code, title) in enumerate(titles.items()))
    return engine


ODD = [
    "",
    " ",
    "\x00",
    "!!!",
    '"',
    "\\",
    "a AND (b OR",
    "title:x",
    "*",
    "?" * 500,
    "🏳️‍🌈🏳️‍⚧️",
    "\ud800",
    "a\udfffb",
    "the and of",
    "ﷺ" * 50,
    "e\u0301" * 200,
    "\u200c",
    "‎‏",
    "跨" * 3000,
    "a-" * 5000,
    "x" * 100_000,
    "help " * 20_000,
    "l'" * 50_000,
    "١" * 1000,
    "@" * 1000,
    "a@s",
    "ึ" * 100,
]


@pytest.mark.parametrize("text", sampled(ODD, 3), ids=lambda text: ascii(text[:12]))
@pytest.mark.parametrize("prefix", [False, True])
def test_no_text_is_an_error(small, text, prefix):
    answer = ask(small, text, prefix=prefix, facets=FILTERS)
    assert answer.total >= 0
    assert (answer.corrected or "").encode() is not None
    small.complete(text, ())
    small.known(text)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    text=st.text(st.characters(), max_size=80) | st.text("naoidh'-·.@ \u200cهمجنسگرا跨性別", max_size=40),
    prefix=st.booleans(),
    value=st.text(st.characters(), max_size=5),
)
def test_no_input_at_all_is_an_error(small, text, prefix, value):
    answer = ask(
        small, text, "en", "fr", "fa", "zh-hant", "xx", prefix=prefix, filters={"channel": {value}}, exclude_keys={value}, facets=("channel",)
    )
    assert answer.total == 0
    (answer.corrected or "").encode()
    assert ask(small, text, prefix=prefix).total <= 6


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(st.characters(), max_size=200))
def test_any_page_can_be_indexed(engine, text):
    with engine.writer() as writer:
        writer.put(page("any", 1, "fr", text, summary=text, labels=text, body=text))
        writer.delete("any", 1)
