"""The stylesheets: readable in both directions of writing, in both themes, and small."""

import gzip
import re
from pathlib import Path

import pytest

STATIC = Path(__file__).resolve().parents[2] / "static"
SHEETS = sorted((STATIC / "css").glob("*.css"))
PAGE_SHEETS = ("reading.css", "service.css", "results.css", "forms.css")
PHYSICAL = re.compile(
    r"(?<![\w-])(?:(?:margin|padding|border|scroll-margin|scroll-padding)-(?:left|right|top|bottom)[\w-]*"
    r"|border-(?:top|bottom)-(?:left|right)-radius|left|right|top|bottom|float|clear|(?:min-|max-)?(?:width|height))\s*:"
    r"|text-align\s*:\s*(?:left|right)"
)


def rules(sheet: Path) -> str:
    """The sheet without comments and without the conditions of media queries, which know no logical words."""
    text = re.sub(r"/\*.*?\*/", "", sheet.read_text(), flags=re.DOTALL)
    return re.sub(r"@media[^{]*", "@media ", text)


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_arabic_and_persian_readers_get_the_page_the_right_way_round(sheet):
    assert not PHYSICAL.findall(rules(sheet))


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_no_shorthand_treats_start_and_end_differently(sheet):
    """``margin: 1px 2px 3px 4px`` names right and left by their place in the list."""
    for name, value in re.findall(r"(?<![\w-])(margin|padding|border-width|border-color|border-radius|inset)\s*:\s*([^;}]+)", rules(sheet)):
        parts = re.sub(r"\([^()]*(\([^()]*\))*[^()]*\)", "()", value).split()
        assert len(parts) < 4 or parts[1] == parts[3], f"{name}: {value}"


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_nothing_is_loaded_from_elsewhere(sheet):
    assert not re.search(r"url\(|@import|@font-face", rules(sheet))


def test_a_first_view_fits_a_slow_line():
    """All styles and scripts of the largest page: 60 kB for a first view leaves more than half to the page itself."""
    sheets = sum(len(gzip.compress(sheet.read_bytes())) for sheet in SHEETS)
    scripts = sum(len(script.read_bytes()) for script in (STATIC / "js").glob("**/*.js"))
    assert sheets < 15_000
    assert scripts < 15_000


def test_a_page_asks_for_few_files():
    assert len([sheet for sheet in SHEETS if sheet.name not in PAGE_SHEETS]) + 2 <= 6


def test_every_theme_serves_motion_print_and_forced_colours():
    together = "".join(sheet.read_text() for sheet in SHEETS)
    for feature in ("prefers-reduced-motion", "prefers-color-scheme: dark", "forced-colors", "@media print"):
        assert feature in together


def test_every_token_that_is_used_exists():
    known = set(re.findall(r"(--[\w-]+)\s*:", (STATIC / "css" / "tokens.css").read_text()))
    used = {name for sheet in SHEETS for name in re.findall(r"var\((--[\w-]+)", sheet.read_text())}
    assert used <= known


def test_no_class_of_a_template_is_left_without_style():
    """A class in a component that no sheet knows is a page that looks broken, or dead markup."""
    styles = "".join(sheet.read_text() for sheet in SHEETS)
    templates = STATIC.parent / "templates"
    files = [templates / "base.html", *templates.glob("components/*.html"), *templates.glob("blocks/*.html"), *templates.glob("home/*.html")]
    for path in files:
        text = re.sub(r"\{[%{].*?[%}]\}", " ", path.read_text(), flags=re.DOTALL)
        for name in {name for value in re.findall(r'class="([^"]*)"', text) for name in value.split()}:
            assert re.search(rf"\.{re.escape(name)}(?![\w-])", styles), f"{path.name}: {name}"
