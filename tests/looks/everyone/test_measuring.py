"""What is measured finds what is broken: a measure that passes everything guards nobody."""

from __future__ import annotations

from typing import Any

import pytest

from tests.looks.everyone import measuring

pytestmark = pytest.mark.browser
BROKEN = """<!DOCTYPE html><html lang="en"><head><title>x</title><style>
    .lid { position: fixed; inset: 0 0 auto 0; height: 200px; background: white; z-index: 9 }
    .still { transition: color 2s } .long { width: 900px } .tight { height: 10px; overflow: hidden; width: 40px } .bare { outline: 0 }
    .button { border: 0 } a.tiny { display: block; width: 10px; height: 10px }
</style></head><body><div class="lid">over</div><main><nav>On paper</nav>
    <a class="bare" href="https://example.org/">one</a> <button tabindex="2">two</button> <button tabindex="1">three</button>
    <a class="tiny" href="#x">four</a> <button class="button">five</button>
    <p class="long">wide</p><p class="tight">more than fits into so little room</p><p class="still">moves</p><p>Привет</p><img src="x">
</main></body></html>"""
FINDS = {
    "axe": (measuring.axe, ["image-alt"]),
    "keys": (measuring.walk, ["covered or out of sight", "focus is not seen", "the order is not that of the page"]),
    "narrow": (measuring.on_a_narrow_screen, ["px too wide", "cut or over its edge"]),
    "spaced": (measuring.spaced, ["set wide: cut"]),
    "targets": (lambda page: page.evaluate(measuring.TARGETS), ["smaller than 24 px"]),
    "colours": (measuring.in_forced_colours, ["has no edge", "focus is not seen"]),
    "motion": (measuring.without_motion, ["moves"]),
    "paper": (measuring.on_paper, ["on paper", "no address on paper"]),
    "languages": (lambda page: page.evaluate(measuring.SCRIPTS), ["said to be en: Привет"]),
}


@pytest.fixture(scope="module")
def page(chromium: Any) -> Any:
    context = chromium.new_context(viewport={"width": 360, "height": 400})
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("measure", FINDS)
def test_what_is_broken_is_found(page, measure):
    page.set_content(BROKEN)
    look, expected = FINDS[measure]
    found = " ".join(look(page))
    assert [one for one in expected if one not in found] == []
