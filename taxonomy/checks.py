"""What the shipped data promises: each concept has words in every language, each area a name."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.core.checks import CheckMessage, Error, Warning, register

from hub import languages
from taxonomy import shipped
from taxonomy.names import cldr_area


@register("taxonomy")
def check_labels(**kwargs: Any) -> list[CheckMessage]:
    """``taxonomy.W001``: a language has no file of labels; ``taxonomy.E001``: a concept has no words in a language that has one."""
    return [message for language in languages.codes() for message in _label_messages(language)]


def _label_messages(language: str) -> Iterator[CheckMessage]:
    """What is missing in the labels of one language."""
    labels = shipped.labels(language)
    if not labels:
        hint = f"Write taxonomy/data/labels/{language}.yml like those beside it; until then topics are named in English."
        yield Warning(f"The taxonomy has no labels in the language {language!r}.", hint=hint, id="taxonomy.W001")
        return
    for concept in shipped.concepts():
        words = labels.get((concept["scheme"], concept["code"]))
        if not words or not words.get("label") or "also" not in words or not words.get("definition"):
            hint = f"Give label, also and definition in taxonomy/data/labels/{language}.yml."
            yield Error(f"The {concept['scheme']} {concept['code']!r} lacks words in {language!r}.", hint=hint, id="taxonomy.E001")


@register("taxonomy")
def check_concepts(**kwargs: Any) -> list[CheckMessage]:
    """``taxonomy.E002``: a shipped concept comes twice or before its broader one, or a label belongs to no concept."""
    messages: list[CheckMessage] = []
    known: set[tuple[str, str]] = set()
    for row in shipped.concepts():
        key = (row["scheme"], row["code"])
        if key in known or (row["parent"] and (row["scheme"], row["parent"]) not in known):
            messages.append(Error(f"The {key[0]} {key[1]!r} comes twice, or before its parent.", hint="See concepts.yml.", id="taxonomy.E002"))
        known.add(key)
    for language in languages.codes():
        strangers = shipped.labels(language).keys() - known
        messages += [Error(f"{language}.yml has words for the unknown {key}.", hint="See concepts.yml.", id="taxonomy.E002") for key in strangers]
    return messages


@register("taxonomy")
def check_areas(**kwargs: Any) -> list[CheckMessage]:
    """``taxonomy.E003``: CLDR names a country or region in no way in a language of the hub."""
    hint = "Is the CLDR code of the language in hub/languages.py right?"
    return [
        Error(f"The area {code} has no name in {language!r}.", hint=hint, id="taxonomy.E003")
        for language in languages.codes()
        for code in shipped.area_parents()
        if not cldr_area(code, language)
    ]


@register("taxonomy")
def check_towns(**kwargs: Any) -> list[CheckMessage]:
    """``taxonomy.W003``: nobody has made the list of towns."""
    if shipped.TOWNS.exists():
        return []
    hint = "Call `python -m tools.towns`: it takes some seconds."
    return [Warning("There is no list of towns: readers can type countries and their parts only.", hint=hint, id="taxonomy.W003")]


@register("taxonomy")
def check_urgent(**kwargs: Any) -> list[CheckMessage]:
    """``taxonomy.W002``: an urgent concept has no phrases in a language; ``taxonomy.E004``: phrases belong to no urgent concept."""
    urgent = {concept["code"] for concept in shipped.concepts() if concept["urgent"]}
    messages: list[CheckMessage] = []
    for language in languages.codes():
        known, hint = shipped.urgent(language).phrases.keys(), f"See taxonomy/data/urgent/{language}.yml."
        messages += [Warning(f"{code!r} has no phrases in {language!r}.", hint=hint, id="taxonomy.W002") for code in sorted(urgent - known)]
        messages += [Error(f"There are phrases for {code!r}, which is not urgent.", hint=hint, id="taxonomy.E004") for code in known - urgent]
    return messages
