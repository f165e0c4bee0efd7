"""``search_status``: how the search index stands."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from search import indexer
from search.engines import site_engine
from search.indexer import State
from search.wordlist import Summary, site_words


class Command(BaseCommand):
    """For an operator, or with ``--json`` for a monitor."""

    help = "Says how the search index stands. Exit code 1 if there is none, or it has to be rebuilt."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """``--json`` for programs."""
        parser.add_argument("--json", action="store_true", help="as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        """Tell.

        Raises:
            CommandError: something is not as it should be.
        """
        *others, state = (indexer.status(one) for one in site_engine().indexes)
        words = site_words().summary()
        self.stdout.write(as_json(state, others, words) if options["json"] else as_text(state, others, words))
        if ill := next((one for one in (state, *others) if not one.well), None):
            raise CommandError(ill.index.problem or "The index has to be rebuilt: run search_rebuild, or start hub_worker.")


def as_json(state: State, others: list[State], words: Summary) -> str:
    """Everything. ``index`` answers, with the words of the ``others`` where there are any."""
    table = {name: getattr(state, name) for name in ("documents", "withdrawn", "stale", "waiting")}
    dates = {"built": state.position.built, "checked": state.position.checked}
    told = {"well": all(one.well for one in (state, *others)), "index": asdict(state.index), "others": [asdict(one.index) for one in others]}
    return json.dumps({**told, "table": table, **dates, "words": asdict(words)}, default=str)


def as_text(state: State, others: list[State], words: Summary) -> str:
    """Line by line."""
    index = state.index
    lines = {
        "Engine": index.engine,
        "In the index": f"{index.documents} documents, {index.size / 1e6:.1f} MB" if index.exists else "nothing yet",
        "In the table": f"{state.documents} documents, {state.withdrawn} withdrawn, {state.stale} to be read anew",
        "Waiting": str(state.waiting),
        "Made": f"{state.position.built:%Y-%m-%d %H:%M} UTC" if index.exists else "never",
        "Word list": f"{words.words} words in {words.pairs} lists, {words.size / 1e6:.1f} MB, {words.learnt:%Y-%m-%d %H:%M} UTC"
        if words.learnt
        else "none",
        "Compared": f"{state.position.checked:%Y-%m-%d %H:%M} UTC" if index.exists else "never",
    }
    for one in others:
        lines[f"With {one.index.engine}"] = f"{one.index.documents} documents, {one.waiting} waiting" if one.index.exists else "nothing yet"
    return "\n".join(f"{name + ':':14} {text}" for name, text in lines.items())
