"""What keeps a command from its work, in words for the person who called it."""

from __future__ import annotations

import errno


class KeepingError(Exception):
    """Says what is the matter and what to do."""


def why(problem: OSError, doing: str) -> KeepingError:
    """What the system refused, in words."""
    if problem.errno in (errno.ENOSPC, errno.EDQUOT):
        return KeepingError(f"The disk is full: {doing} needs more room. Nothing half-written was left behind.")
    return KeepingError(f"{doing} could not be done: {problem.strerror or type(problem).__name__}.")
