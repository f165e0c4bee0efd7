"""The conventions of the hub as system checks: each has an id and says what to do (DESIGN §2, rule 6)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning, register
from django.template import TemplateDoesNotExist
from django.template.loader import get_template
from django.utils.translation import to_locale
from modelcluster.models import get_all_child_relations

from hub import languages
from hub.models import HubPage
from hub.models.visibility import hub_page_models

PageType = type[HubPage]


def words_of(model: PageType) -> set[str]:
    """What translators translate, or synchronisation copies."""
    return {field.field_name for field in model.translatable_fields}


def content_of(model: PageType) -> set[str]:
    """What editors fill in on this page type beyond what every Wagtail page has: fields and rows."""
    fields = [*model._meta.local_fields, *model._meta.local_many_to_many]
    rows = [relation for relation in get_all_child_relations(model) if relation.model is model]
    return {field.name for field in fields if field.editable and not field.auto_created} | {relation.get_accessor_name() for relation in rows}


def facts_that_are_words(model: PageType) -> Iterator[CheckMessage]:
    """A fact among the words would be translated, and then exist once in each language."""
    for name in sorted(words_of(model) & set(model.fact_fields)):
        yield Error(f"'{name}' is a fact and a word.", hint="Take it out of translatable_fields, or out of fact_fields.", obj=model, id="hub.E001")


def unsorted_content(model: PageType) -> Iterator[CheckMessage]:
    """What is neither fact nor word would differ between languages without anybody translating it."""
    for name in sorted(content_of(model) - words_of(model) - set(model.fact_fields)):
        yield Error(
            f"'{name}' is neither a fact nor a word.", hint="Name it in fact_fields, or in translatable_fields by words().", obj=model, id="hub.E002"
        )


def unknown_facts(model: PageType) -> Iterator[CheckMessage]:
    """A fact that is named but does not exist is a fact that was renamed: its new name is not protected."""
    for name in sorted(set(model.fact_fields) - content_of(model)):
        yield Error(f"'{name}' is named as a fact, but the page has no such field or rows.", hint="Correct fact_fields.", obj=model, id="hub.E003")


def unsearchable(model: PageType) -> Iterator[CheckMessage]:
    """A page type that brings no documents is never found."""
    if not callable(getattr(model, "search_documents", None)):
        yield Error("The search does not know this page type.", hint="Give it search_documents().", obj=model, id="hub.E004")


def without_template(model: PageType) -> Iterator[CheckMessage]:
    """Without a template the first reader gets a 500."""
    try:
        get_template(model.template)
    except TemplateDoesNotExist:
        yield Error(f"The template {model.template} does not exist.", hint="Write it, or name another in `template`.", obj=model, id="hub.E005")


def watched_in_vain(model: PageType) -> Iterator[CheckMessage]:
    """What is watched but is no fact, or no part of its rows, changes without anybody looking at it."""
    for one in model.watched_facts:
        field = model._meta.get_field(one.fact) if one.fact in model.fact_fields else None
        rows = field.related_model if field and field.one_to_many else None
        if field is None or bool(one.attribute) != bool(rows) or (rows and not hasattr(rows, one.attribute)):
            yield Error(
                f"'{one.fact}' is watched, but is no fact that can be.",
                hint="Name a field or rows of fact_fields in watched_facts; of rows, what of a row is watched.",
                obj=model,
                id="hub.E008",
            )


PAGE_CHECKS = (facts_that_are_words, unsorted_content, unknown_facts, unsearchable, without_template, watched_in_vain)


@register("hub")
def page_types(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Every convention of page types, for every page type."""
    return [message for model in hub_page_models() for check in PAGE_CHECKS for message in check(model)]


@register("hub")
def one_table_of_languages(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Settings, catalogues and ``hub/languages.py`` name the same languages."""
    found: list[CheckMessage] = []
    if [code for code, _ in settings.LANGUAGES] != languages.codes():
        found.append(Error("settings.LANGUAGES differs from hub/languages.py.", hint="Set it to languages.choices().", id="hub.E006"))
    folders = [Path(folder) for folder in settings.LOCALE_PATHS]
    for code in languages.codes():
        name = to_locale(code)
        if not any((folder / name / "LC_MESSAGES" / "django.po").exists() for folder in folders):
            found.append(
                Warning(f"There is no catalogue for '{code}'.", hint=f"make messages writes locale/{name}/LC_MESSAGES/django.po.", id="hub.W001")
            )
    if any((folder / "__init__.py").exists() for folder in folders):
        found.append(Error("locale/__init__.py hides Python's own module `locale`.", hint="Remove the file.", id="hub.E007"))
    return found
