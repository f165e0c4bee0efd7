"""``manage.py make_translators fr``: the group of the translators into a language."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from wagtail.models import Locale, Page

from hub import languages
from translation.groups import translators


class Command(BaseCommand):
    """Makes a group that may translate into one language, to which an administrator then adds people."""

    help = "Make the group of the translators into a language, with all rights they need and no others. Safe to repeat."

    def add_arguments(self, parser: CommandParser) -> None:
        """The language, and the name of the group."""
        parser.add_argument("language", choices=list(languages.codes()))
        parser.add_argument("--name", help="name of the group (default: “Translators into” and the language's own name)")

    def handle(self, *args: Any, language: str, name: str | None, **options: Any) -> None:
        """Make it and say so."""
        try:
            group = translators(language, name or f"Translators into {languages.language(language).name}")
        except (Page.DoesNotExist, Locale.DoesNotExist) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"The group “{group.name}” may translate into {language}. Add people to it under Settings, Users.")
