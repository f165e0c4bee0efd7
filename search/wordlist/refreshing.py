"""Keeping the site's word list up to what is public. Beside the index in ``HUB_DATA``; written by the worker, read by everybody."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from itertools import combinations
from pathlib import Path
from typing import Final

from django.conf import settings

from search.analysis import ANALYSIS_VERSION

from .learning import learn
from .sources import stamps, texts
from .store import WordList
from .texts import Unit

logger = logging.getLogger(__name__)

REVISION: Final = 1
"""Raised by hand when the code learns in another way."""
AT_MOST_EVERY: Final = timedelta(minutes=15)
"""Learning takes seconds to minutes: so long a list stays as it is, whatever changes. A withdrawn word is gone from it well within the hour."""

Learnable = dict[str, list[Unit]]


def site_words() -> WordList:
    """The list of the site."""
    return WordList(Path(settings.HUB_DATA) / "search" / "words.sqlite3")


def refresh(words: WordList | None = None, *, at_most_every: timedelta = AT_MOST_EVERY) -> int:
    """Learn anew what has changed, if anything has; how many pairs of languages that were. A file that cannot be read is made anew."""
    words = words or site_words()
    try:
        return _refresh(words, at_most_every)
    except sqlite3.DatabaseError as error:
        if isinstance(error, sqlite3.OperationalError):
            raise
        logger.warning("The word list cannot be read and is made anew: %s.", error)
        words.path.unlink()
        return _refresh(words, at_most_every)


def _refresh(words: WordList, at_most_every: timedelta) -> int:
    """The same, with a file that can be read."""
    now, learnt = stamps(), words.summary().learnt
    whole = f"{ANALYSIS_VERSION}.{REVISION} {now}"
    if whole == words.stamp() or (learnt and datetime.now(UTC) - learnt < at_most_every):
        return 0
    changed = _learn_pairs(words, now)
    words.finish(whole)
    return changed


def _learn_pairs(words: WordList, now: dict[str, str]) -> int:
    """Learn the lists whose languages have changed; forget those that have none any more."""
    old, changed = words.stamps(), 0
    wanted = {pair: f"{ANALYSIS_VERSION}.{REVISION} {now[pair[0]]} {now[pair[1]]}" for pair in combinations(now, 2)}
    words.drop(pair for pair in old if pair not in wanted and pair[::-1] not in wanted)
    known: dict[str, Learnable] = {}
    for pair, stamp in wanted.items():
        if old.get(pair) != stamp:
            one, other = (known.get(code) or known.setdefault(code, _units(code)) for code in pair)
            words.put_both(pair, learn(_beside(one, other)), stamp)
            changed += 1
    return changed


def _units(language: str) -> Learnable:
    """What can be learnt from in a language, by what it says."""
    return {text.group: text.units() for text in texts(language)}


def _beside(one: Learnable, other: Learnable) -> list[tuple[Sequence[Unit], Sequence[Unit]]]:
    """The texts that stand in both languages."""
    return [(units, other[group]) for group, units in one.items() if group in other]
