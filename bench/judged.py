"""Searches that people would type, judged by hand: which families of the demo content answer them (2) and which help (1).

``bench/judged/needs.yml`` says for each need what answers it; a file for each language how people ask. Which half of the searches is for tuning and
which one is reported is decided by a hash of a search's id, so that it stays when others are added.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import yaml

FOLDER: Final = Path(__file__).resolve().parent / "judged"
NEEDS: Final = "needs"
ANSWERS, HELPS = 2, 1
BEST: Final = 10


@dataclass(frozen=True)
class Judged:
    """One search with its grades by family (the name of the family's file in ``home/demo/data``)."""

    id: str
    language: str
    text: str
    grades: Mapping[str, int]

    @property
    def tuning(self) -> bool:
        """Is it in the half that rules and weights may be tuned on?"""
        return hashlib.sha256(self.id.encode()).digest()[0] % 2 == 0


def _read(name: str, folder: Path) -> dict[str, Any]:
    """One of the files."""
    return dict(yaml.safe_load((folder / f"{name}.yml").read_text(encoding="utf-8")))


def grades(folder: Path = FOLDER) -> dict[str, dict[str, int]]:
    """For each need the families that have a grade."""
    needs = _read(NEEDS, folder).items()
    return {need: {**dict.fromkeys(said["helps"], HELPS), **dict.fromkeys(said["answers"], ANSWERS)} for need, said in needs}


def judged(folder: Path = FOLDER) -> Iterator[Judged]:
    """All searches, language by language."""
    by_need = grades(folder)
    for file in sorted(folder.glob("*.yml")):
        if file.stem != NEEDS:
            for need, texts in _read(file.stem, folder).items():
                yield from (Judged(f"{file.stem}-{need}-{text}", file.stem, text, by_need[need]) for text in texts)


def graded_ndcg(found: Sequence[str], grades: Mapping[str, int]) -> float:
    """Normalised discounted cumulative gain of the first ten, where a grade gains two to its power, less one."""
    return _gain([grades.get(one, 0) for one in found]) / _gain(sorted(grades.values(), reverse=True))


def _gain(ranked: Sequence[int]) -> float:
    """The discounted gain of the first ten grades."""
    return sum((2**grade - 1) / math.log2(rank + 1) for rank, grade in enumerate(ranked[:BEST], start=1))
