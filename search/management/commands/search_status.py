"""``search_status``: how the search index stands."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from search import indexer
from search.indexer import IndexState, State
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
        state = indexer.status()
        words = site_words().summary()
        self.stdout.write(as_json(state, words) if options["json"] else as_text(state, words))
        if not state.well:
            raise CommandError(state.problem or "The index has to be rebuilt: run search_rebuild, or start hub_worker.")


def as_json(state: State, words: Summary) -> str:
    """Everything."""
    table = {name: getattr(state, name) for name in ("documents", "withdrawn", "stale", "waiting")}
    indexes = [
        {**asdict(one.index), "well": one.well, "waiting": one.waiting, "built": one.position.built, "checked": one.position.checked}
        for one in state.indexes
    ]
    return json.dumps({"well": state.well, "indexes": indexes, "table": table, "words": asdict(words)}, default=str)


def as_text(state: State, words: Summary) -> str:
    """Line by line: each index, then what they are made of."""
    lines = [line for one in state.indexes for line in [*_index(one), ("", "")]]
    learnt = f"{words.words} words in {words.pairs} lists, {words.size / 1e6:.1f} MB, {words.learnt:%Y-%m-%d %H:%M} UTC" if words.learnt else "none"
    lines += [
        ("In the table", f"{state.documents} documents, {state.withdrawn} withdrawn, {state.stale} to be read anew"),
        ("Word list", learnt),
    ]
    return "\n".join(f"{name + ':':14} {text}" if name else "" for name, text in lines)


def _index(state: IndexState) -> list[tuple[str, str]]:
    """One index."""
    index, position = state.index, state.position
    return [
        ("Engine", index.engine),
        ("In the index", f"{index.documents} documents, {index.size / 1e6:.1f} MB" if index.exists else index.problem or "nothing yet"),
        ("Waiting", str(state.waiting)),
        ("Made", f"{position.built:%Y-%m-%d %H:%M} UTC" if index.exists else "never"),
        ("Compared", f"{position.checked:%Y-%m-%d %H:%M} UTC" if index.exists else "never"),
    ]
