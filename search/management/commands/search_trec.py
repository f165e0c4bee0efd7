"""``manage.py search_trec``: measure the search on documents and queries of one's own, apart from the site's index and database."""

from __future__ import annotations

import tempfile
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from rich.console import Console
from rich.progress import Progress, track

from search.engines import ENGINES, make_engine
from search.engines.base import Engine, SearchError
from search.trec import TrecError, build_index, read_documents, read_queries, run_lines
from search.trec_ladder import LadderRun


class Command(BaseCommand):
    """See ``help``. Exit code 1 and a sentence on standard error when a file is wrong; nothing is printed then but what was found before."""

    help = "Index documents from a file, run queries from another, print a TREC run. The site's own index and database are not touched."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The arguments of the command."""
        parser.add_argument("--documents", type=Path, required=True, help='JSON Lines: {"id", "language", "title", "body", "family"?}')
        parser.add_argument("--queries", type=Path, required=True, help="id, language and text with tabs between, one query a line")
        parser.add_argument("--engine", default="tantivy", help=f"one of: {', '.join(ENGINES)}")
        parser.add_argument("--k", type=int, default=10, help="results per query (10)")
        parser.add_argument(
            "--ladder",
            action="store_true",
            help="all steps in the order of the page, for readers of the queries' languages; documents that share a family teach words",
        )
        parser.add_argument("--prefix", action="store_true", help="take the last word of each query as the beginning of a word")

    def handle(self, *args: Any, **options: Any) -> None:
        """Run the command; raises ``CommandError``."""
        if options["engine"] not in ENGINES:
            raise CommandError(f"There is no engine {options['engine']!r}. Choose from: {', '.join(ENGINES)}.")
        if options["k"] < 1:
            raise CommandError("--k must be 1 or more.")
        console = Console(stderr=True)
        try:
            with tempfile.TemporaryDirectory(prefix="search-trec-") as folder:
                engine = make_engine(options["engine"], Path(folder) / "index")
                try:
                    self._run(engine, Path(folder), options, console)
                finally:
                    engine.remove()
        except (TrecError, SearchError) as error:
            raise CommandError(str(error)) from error

    def _run(self, engine: Engine, folder: Path, options: dict[str, Any], console: Console) -> None:
        """Read, index, learn, ask, print."""
        queries, run = read_queries(options["queries"]), LadderRun(engine, folder)
        with Progress(console=console, transient=True) as progress:
            documents = progress.track(read_documents(options["documents"]), description="Indexing")
            count = build_index(engine, run.noticed(documents) if options["ladder"] else documents)
        taught = run.learn() if options["ladder"] else 0
        for query in track(queries, "Searching", console=console, transient=True):
            lines = run.lines(query, options["k"]) if options["ladder"] else run_lines(engine, query, options["k"], prefix=options["prefix"])
            for line in lines:
                self.stdout.write(line)
        console.print(f"{count} documents, {len(queries)} queries, engine {engine.name}.")
        if options["ladder"]:
            console.print(f"Words were learnt from {taught} families.")
