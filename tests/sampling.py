"""What the ordinary run looks at of a long list; ``make soak`` looks at the rest."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest


def sampled(values: Iterable[Any], every: int) -> list[Any]:
    """For ``parametrize``: the first of ``values`` and each ``every``-th after it as they are, those between marked ``soak``."""
    return [value if number % every == 0 else pytest.param(value, marks=pytest.mark.soak) for number, value in enumerate(values)]
