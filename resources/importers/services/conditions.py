"""Conditions of a mapping: ``{path: tags.*, is: [NHS, Legal]}``, ``matches``, ``present``, and ``all``, ``any``, ``not`` of others."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Final

from .paths import look_up

TESTS: Final = ("is", "matches", "present")
GROUPS: Final = ("all", "any", "not")


@dataclass(frozen=True)
class Scope:
    """What paths are seen from: ``item``, in the entry ``root``."""

    item: Any
    root: Any

    def values(self, path: str) -> list[Any]:
        """All that stands at ``path`` and is not empty."""
        found = look_up(path, self.item, self.root)
        return [one for one in (found if isinstance(found, list) else [found]) if one not in (None, "", [], {})]


def holds(condition: Any, scope: Scope) -> bool:
    """Is ``condition`` true of ``scope``? None always is; of a list all must be."""
    if condition is None:
        return True
    if isinstance(condition, list):
        return all(holds(one, scope) for one in condition)
    if "not" in condition:
        return not holds(condition["not"], scope)
    if "any" in condition:
        return any(holds(one, scope) for one in condition["any"])
    if "all" in condition:
        return holds(condition["all"], scope)
    return _test(condition, scope.values(condition["path"]))


def _test(condition: dict[str, Any], values: list[Any]) -> bool:
    """One test of the values at a path: one of them must pass."""
    if "present" in condition:
        return bool(values) == bool(condition["present"])
    if "matches" in condition:
        return any(re.search(condition["matches"], str(value)) for value in values)
    wanted = condition["is"] if isinstance(condition["is"], list) else [condition["is"]]
    return any(value == one or str(value) == str(one) for value in values for one in wanted)
