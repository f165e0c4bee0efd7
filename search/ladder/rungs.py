"""A step of the ladder with what the page says of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from search.engines.base import Step


@dataclass(frozen=True)
class Rung:
    """One step with its heading. ``near``: results can be used where the reader is; ``foreign``: they are in languages the reader may not read;
    ``topics``: it holds what is about one of these (labels by code)."""

    step: Step
    label: str
    near: bool = False
    foreign: bool = False
    topics: Mapping[str, str] = field(default_factory=dict)
