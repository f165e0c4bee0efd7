"""Expressions of a mapping: where a value comes from and what is done to it on the way."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, Final

from ..text import clean
from .conditions import Scope, holds

SOURCES: Final = ("path", "const", "first", "join")
STEPS: Final = ("when", "with", "regex", "map", "else", "add", "before", "after", "default", "quiet", "region", "formats")
DROPPED: Final = "drop"
"""``else: drop``: what a map does not name is left out without a remark."""
KEPT: Final = "keep"
"""``else: keep``: it stays as it is."""
Odd = Callable[[Any, str], None]


def evaluate(expression: Any, scope: Scope, odd: Odd) -> list[Any]:
    """The values that ``expression`` has in ``scope``, none of them empty. ``odd`` is told of a value that a regular expression or map does not know.

    A text is a path; a number, a truth value or None is itself; a list is the values of all its members.
    """
    if isinstance(expression, str):
        return scope.values(expression)
    if isinstance(expression, list):
        return [value for one in expression for value in evaluate(one, scope, odd)]
    if not isinstance(expression, dict):
        return [] if expression is None else [expression]
    if not holds(expression.get("when"), scope):
        return []
    values = _source(expression, scope, odd)
    values = [done for value in values for done in _steps(expression, value, (lambda value, why: None) if expression.get("quiet") else odd)]
    return values or ([expression["default"]] if expression.get("default") is not None else [])


def _source(expression: dict[str, Any], scope: Scope, odd: Odd) -> list[Any]:
    """The values before anything is done to them."""
    if "const" in expression:
        return [expression["const"]]
    if "first" in expression:
        return next((values for one in expression["first"] if (values := evaluate(one, scope, odd))), [])
    if "join" in expression:
        parts = [clean(str(value)) for value in evaluate(expression["join"], scope, odd)]
        return [expression.get("with", " ").join(parts)] if parts else []
    return scope.values(expression["path"])


def _steps(expression: dict[str, Any], value: Any, odd: Odd) -> list[Any]:
    """What becomes of one value."""
    if "regex" in expression:
        found = re.search(expression["regex"], clean(str(value)))
        if not found:
            odd(value, "not in the form expected")
            return []
        value = found[1] if found.re.groups else found[0]
    if "map" in expression:
        return _mapped(expression, value, odd)
    try:
        return [_finished(expression, value)]
    except ValueError:
        odd(value, "not a whole number")
        return []


def _mapped(expression: dict[str, Any], value: Any, odd: Odd) -> list[Any]:
    """What a map says of ``value``."""
    known = {str(key): meant for key, meant in expression["map"].items()}
    if str(value) in known:
        meant = known[str(value)]
        return [_finished(expression, one) for one in (meant if isinstance(meant, list) else [meant]) if one is not None]
    if "else" not in expression:
        odd(value, "not in the map")
    other = expression.get("else", DROPPED)
    return [] if other == DROPPED else [_finished(expression, value if other == KEPT else other)]


def _finished(expression: dict[str, Any], value: Any) -> Any:
    """``value`` with what is added to it."""
    if "add" in expression:
        value = int(value) + int(expression["add"])
    before, after = expression.get("before", ""), expression.get("after", "")
    return f"{before}{value}{after}" if before or after else value
