"""Is a mapping well formed? Asked of all of it before anything is imported. A MappingError says what is wrong and where."""

from __future__ import annotations

import re
from typing import Any, Final

from django.db import models

from ..report import MappingError
from .conditions import GROUPS, TESTS
from .expressions import SOURCES, STEPS
from .fields import is_rows, is_stream, mappable

BLOCKS: Final = {"text", "links"}
LINK_PARTS: Final = {"title", "url", "text"}


def check_fields(model: type[models.Model], rules: dict[str, Any], where: str) -> None:
    """The fields that a rule fills."""
    for name, rule in rules.items():
        if name not in mappable(model):
            raise MappingError(f"{where}.{name}: no field that can be imported. There are {', '.join(sorted(mappable(model)))}.")
        found: Any = model._meta.get_field(name)
        here = f"{where}.{name}"
        if is_rows(found):
            for number, row in enumerate(need(rule, list, here)):
                need(row, dict, f"{here}.{number}")
                check_condition(row.get("when"), f"{here}.{number}.when")
                check_fields(found.related_model, {key: one for key, one in row.items() if key not in ("each", "when")}, f"{here}.{number}")
        elif is_stream(found):
            for number, block in enumerate(need(rule, list, here)):
                _check_block(block, f"{here}.{number}")
        else:
            check_expression(rule, here)


def _check_block(block: Any, where: str) -> None:
    """A block of a body: ``text`` (Markdown), or ``links`` (a list of ``title``, ``url`` and ``text``)."""
    kind = next(iter(need(block, dict, where)), "")
    if len(block) != 1 or kind not in BLOCKS:
        raise MappingError(f"{where}: a block is one of {', '.join(sorted(BLOCKS))}.")
    if kind == "text":
        check_expression(block["text"], f"{where}.text")
    for number, link in enumerate(need(block["links"], list, f"{where}.links") if kind == "links" else []):
        only(need(link, dict, f"{where}.links.{number}"), LINK_PARTS, f"{where}.links.{number}")
        for part, expression in link.items():
            check_expression(expression, f"{where}.links.{number}.{part}")


def check_expression(expression: Any, where: str) -> None:
    """An expression (``expressions.evaluate``)."""
    if isinstance(expression, list):
        for number, one in enumerate(expression):
            check_expression(one, f"{where}.{number}")
    if not isinstance(expression, dict):
        return
    only(expression, {*SOURCES, *STEPS}, where)
    if len([one for one in SOURCES if one in expression]) != 1:
        raise MappingError(f"{where}: exactly one of {', '.join(SOURCES)}.")
    for name, kind in (("path", str), ("first", list), ("map", dict), ("formats", list), ("add", int)):
        if name in expression:
            need(expression[name], kind, f"{where}.{name}")
    check_condition(expression.get("when"), f"{where}.when")
    check_regex(expression.get("regex", ""), f"{where}.regex")
    for name in ("first", "join"):
        check_expression(expression.get(name), f"{where}.{name}")


def check_condition(condition: Any, where: str) -> None:
    """A condition (``conditions.holds``)."""
    if condition is None:
        return
    if isinstance(condition, list):
        for number, one in enumerate(condition):
            check_condition(one, f"{where}.{number}")
        return
    need(condition, dict, where)
    only(condition, {"path", *TESTS, *GROUPS}, where)
    tests = [one for one in (*TESTS, *GROUPS) if one in condition]
    if len(tests) != 1 or ("path" in condition) != (tests[0] in TESTS):
        raise MappingError(f"{where}: a path with one of {', '.join(TESTS)}, or one of {', '.join(GROUPS)}.")
    if tests[0] in GROUPS:
        check_condition(condition[tests[0]], f"{where}.{tests[0]}")
    check_regex(condition.get("matches", ""), f"{where}.matches")


def check_regex(pattern: Any, where: str) -> None:
    """A regular expression of Python's."""
    try:
        re.compile(need(pattern, str, where))
    except re.error as error:
        raise MappingError(f"{where}: {error}") from error


def only(held: dict[str, Any], known: set[str], where: str) -> None:
    """Nothing but what is known: a slip of the pen is said rather than passed over."""
    if strange := sorted(str(key) for key in held if key not in known):
        raise MappingError(f"{where}: {', '.join(strange)} means nothing here. There are {', '.join(sorted(known))}.")


def need(value: Any, kind: type[Any], where: str) -> Any:
    """``value`` if it is of the kind."""
    if not isinstance(value, kind):
        raise MappingError(f"{where}: should be a {'mapping' if kind is dict else kind.__name__}.")
    return value
