"""What a run of the indexer did."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from time import perf_counter

Progress = Callable[[str, int, int], None]
"""Called with a phase ("texts", "index"), how far it has come, and how far it has to go."""


def silent(phase: str, done: int, total: int) -> None:
    """No progress is shown."""


@dataclass
class Summary:
    """``renewed`` pages written anew, ``taken`` and ``withdrawn`` documents put into the index and taken out of it. ``busy``: somebody else was
    writing, nothing was done and nothing is lost. ``seconds`` it took."""

    renewed: int = 0
    taken: int = 0
    withdrawn: int = 0
    rebuilt: bool = False
    busy: bool = False
    seconds: float = 0.0
    _began: float = field(default_factory=perf_counter, repr=False)

    def finished(self) -> Summary:
        """The same, with the time it took."""
        self.seconds = perf_counter() - self._began
        return self

    def then(self, other: Summary) -> Summary:
        """Both, one after the other: what was taken is that of the second, an index of the same documents."""
        self.renewed, self.taken, self.withdrawn = self.renewed + other.renewed, other.taken, other.withdrawn
        self.rebuilt, self.busy = self.rebuilt or other.rebuilt, self.busy or other.busy
        return self.finished()

    @property
    def changed(self) -> bool:
        """Did anything happen?"""
        return bool(self.renewed or self.taken or self.withdrawn or self.rebuilt)
