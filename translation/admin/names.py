"""Languages by their names in the language that the admin speaks."""

from __future__ import annotations

from django.utils.translation import get_language

from hub import languages
from hub.languages import Language
from taxonomy.names import language_name


def named(language: Language) -> str:
    """``language`` in running text."""
    return language_name(language.code, languages.language(get_language() or languages.DEFAULT.code).code)


def headed(title: str, subtitle: str, icon: str = "wagtail-localize-language") -> dict[str, str]:
    """What the head of a page of the admin is made of."""
    return {"header_title": title, "page_title": title, "page_subtitle": subtitle, "header_icon": icon}
