"""The languages in which help is given, spoken and signed, named in the language of the reader."""

from __future__ import annotations

from django.utils.translation import get_language

from hub import languages


def help_language_choices() -> list[tuple[str, str]]:
    """``(code, name)`` of all languages of help, in the order of their names. Names are read at each call, for each reader has a language."""
    from taxonomy.names import language_choices

    return list(language_choices(languages.language(get_language() or languages.DEFAULT.code).code))
