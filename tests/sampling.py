"""What the ordinary run looks at of a long list; ``make soak`` looks at the rest."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest


def sampled(values: Iterable[Any], every: int) -> list[Any]:
    """For ``parametrize``: the first of ``values`` and each ``every``-th after it as they are, those between marked ``soak``. A tuple is several
    arguments."""
    return [value if number % every == 0 else _for_soak(value) for number, value in enumerate(values)]


def _for_soak(value: Any) -> Any:
    return pytest.param(*(value if isinstance(value, tuple) else (value,)), marks=pytest.mark.soak)
