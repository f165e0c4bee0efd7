"""Gather the texts of the interface into the catalogues of all languages, with gettext's ``xgettext``: ``make messages``."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import django
import polib
from django.core.management import call_command
from django.utils.translation import to_locale

from hub import languages
from tools.environment import ROOT

SKIPPED = [".venv", "var", "tests", "tools", "bench", "static", "docs"]
"""Folders without texts for readers or editors."""
KEPT = ("MIME-Version", "Content-Type", "Content-Transfer-Encoding", "Plural-Forms")
"""What the header of a catalogue needs. Dates and placeholders would make each run a change."""


def tidy(catalogue: Path, locale: str) -> None:
    """Give ``catalogue`` a header that says its language and nothing that changes by itself."""
    messages = polib.pofile(str(catalogue), wrapwidth=0)
    kept = {name: messages.metadata[name] for name in KEPT if name in messages.metadata}
    messages.header, messages.metadata_is_fuzzy = "", False
    messages.metadata = {"Project-Id-Version": "hub", "Language": locale, **kept}
    messages.save()


def main() -> int:
    """Rewrite ``locale/*/LC_MESSAGES/django.po``; 1 and a line that says what to install where gettext is missing."""
    if not shutil.which("xgettext"):
        print("This needs gettext. On Debian and Ubuntu: apt install gettext", file=sys.stderr)
        return 1
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hub.settings.test")
    django.setup()
    locales = [to_locale(code) for code in languages.codes()]
    call_command("makemessages", locale=locales, ignore_patterns=SKIPPED, add_location="file", no_wrap=True, no_obsolete=True)
    for locale in locales:
        tidy(ROOT / "locale" / locale / "LC_MESSAGES" / "django.po", locale)
    return 0


if __name__ == "__main__":
    sys.exit(main())
