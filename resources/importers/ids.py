"""Ids of blocks that outlive an import: a translator's sentences hang on them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Any
from uuid import uuid4

Block = dict[str, Any]
Blocks = list[Block]


def keep_ids(old: Blocks, new: Blocks) -> Blocks:
    """``new`` (a raw stream or list of blocks) with the ids that the same blocks have in ``old``; a block that changed keeps the id of the one of its
    kind that stood in its place. New blocks get new ids."""
    found = {there: here for here, there in _pairs(old, new)}
    return [_with_id(old[found[position]] if position in found else {}, block) for position, block in enumerate(new)]


def without_ids(value: Any) -> Any:
    """``value`` (raw blocks, at any depth) without ids."""
    if isinstance(value, dict):
        return {key: without_ids(held) for key, held in value.items() if key != "id"}
    return [without_ids(one) for one in value] if isinstance(value, list) else value


def _pairs(old: Blocks, new: Blocks) -> Iterator[tuple[int, int]]:
    """The positions of blocks in ``old`` and ``new`` that are the same block."""
    before, after = ([json.dumps(without_ids(block), sort_keys=True) for block in side] for side in (old, new))
    for tag, here, here_end, there, there_end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag in ("equal", "replace"):
            both = zip(range(here, here_end), range(there, there_end), strict=False)
            yield from ((one, other) for one, other in both if old[one].get("type") == new[other].get("type"))


def _with_id(old: Block, new: Block) -> Block:
    """``new`` with the id of ``old``, and so for the lists it holds."""
    return {**new, "value": _inside(old.get("value"), new.get("value")), "id": old.get("id") or str(uuid4())}


def _inside(old: Any, new: Any) -> Any:
    """The value of a block with the ids of its lists."""
    if isinstance(new, dict):
        before = old if isinstance(old, dict) else {}
        return {key: _inside(before.get(key), held) for key, held in new.items()}
    if isinstance(new, list) and all(isinstance(one, dict) for one in new):
        return keep_ids([one for one in old if isinstance(one, dict)] if isinstance(old, list) else [], new)
    return new
