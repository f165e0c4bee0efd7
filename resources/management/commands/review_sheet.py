"""``manage.py review_sheet fr``: the sentences on confidentiality, the way out, alerts and costs as one sheet for a native speaker to read."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import translation

from hub import languages
from resources.sheet import markdown


class Command(BaseCommand):
    """Prints the sheet as Markdown."""

    help = "Print the sentences that must be right before all others, with their translations, as one sheet to review."

    def add_arguments(self, parser: CommandParser) -> None:
        """The language."""
        parser.add_argument("language", choices=list(languages.codes()))

    def handle(self, *args: Any, language: str, **options: Any) -> None:
        """Print it, with English headings."""
        with translation.override("en"):
            self.stdout.write(markdown(language))
