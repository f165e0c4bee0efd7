"""Links come from one place, so that they hold on a mirror and stay inside the discreet way."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PUBLIC = ("home", "hub", "reports", "resources", "search", "taxonomy", "translation")
OTHER_SITES = {"templates/blocks/links.html", "templates/search/contact.html"}
"""Addresses of other sites, and results of the search, whose ``url`` comes from ``href`` already (so in ``hub/templatetags/cards.py``)."""
IN_TEMPLATE = re.compile(r"\.(?:url|full_url|relative_url|get_absolute_url)\b|{%\s*(?:pageurl|fullpageurl|slugurl)\b")
OF_A_PAGE = {"url", "full_url", "relative_url", "get_url", "get_full_url", "get_absolute_url"}
LITERAL = re.compile(r"""(?:href|action)="/(?!static/)""")
TEMPLATES = [path for path in (ROOT / "templates").rglob("*.html") if "admin" not in str(path.relative_to(ROOT))]
MODULES = [path for app in PUBLIC for path in (ROOT / app).rglob("*.py") if not {"admin", "migrations", "demo"} & set(path.parts)]


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_no_template_takes_an_address_from_anywhere_but_href(path):
    text = path.read_text()
    if name(path) not in OTHER_SITES:
        assert not IN_TEMPLATE.findall(text)
    assert not LITERAL.findall(text)


def taken(tree: ast.AST) -> list[str]:
    """Where code reads an address from an object: ``page.url``, ``page.get_url()``."""
    return [f"line {one.lineno}: .{one.attr}" for one in ast.walk(tree) if isinstance(one, ast.Attribute) and one.attr in OF_A_PAGE]


def test_no_code_that_readers_meet_takes_an_address_from_anywhere_but_href():
    found = {name(path): taken(ast.parse(path.read_text())) for path in MODULES}
    found = {path: places for path, places in found.items() if places}
    assert set(found) <= {"hub/href.py", "hub/pictures.py", "hub/templatetags/cards.py", "hub/wagtail_hooks.py", "translation/wagtail_hooks.py"}, (
        found
    )


def test_the_search_for_such_places_finds_them():
    assert taken(ast.parse("page.url + page.get_url(request)"))
    assert IN_TEMPLATE.search("{{ page.full_url }}")
    assert IN_TEMPLATE.search("{% pageurl page %}")
    assert LITERAL.search('<a href="/en/">')
