"""Is one run really better than another? Paired bootstrap over the same searches."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

SEED: Final = 20
RESAMPLES: Final = 10_000
LOW, HIGH = 0.025, 0.975


@dataclass(frozen=True)
class Difference:
    """The mean difference of two runs with its confidence interval (95 %) and standard error."""

    mean: float
    low: float
    high: float
    error: float

    def __str__(self) -> str:
        """As a table shows it."""
        return f"{self.mean:+.3f} [{self.low:+.3f} {self.high:+.3f}]"


def difference(groups: Mapping[str, Sequence[float]], resamples: int = RESAMPLES) -> Difference:
    """The mean over the groups (languages) of the mean differences in each; searches are drawn anew inside their group."""
    chance = random.Random(SEED)
    drawn = sorted(_mean_of_means([chance.choices(values, k=len(values)) for values in groups.values()]) for _ in range(resamples))
    middle = sum(drawn) / resamples
    error = (sum((one - middle) ** 2 for one in drawn) / resamples) ** 0.5
    return Difference(_mean_of_means(list(groups.values())), drawn[int(LOW * resamples)], drawn[int(HIGH * resamples) - 1], error)


def _mean_of_means(groups: Sequence[Sequence[float]]) -> float:
    """Every group counts the same, however many searches it has."""
    return sum(sum(values) / len(values) for values in groups) / len(groups)
