"""From the language tags that others use to the hub's languages."""

from __future__ import annotations

from babel.core import get_global, parse_locale

from hub import languages


def _meant(tag: str) -> tuple[str, str] | None:
    """Language and script of a BCP 47 tag, the script as CLDR finds it likely where the tag names none; None for what is no tag."""
    try:
        language, territory, script = parse_locale(tag, sep="-")[:3]
    except ValueError:
        return None
    likely = get_global("likely_subtags")
    full = likely.get(f"{language}_{territory}") or likely.get(language)
    return (language, script or parse_locale(full)[2] or "") if full else None


def hub_language(tag: str) -> str | None:
    """The code of the hub's language that is meant by ``tag`` (``zh-Hant``, ``zh_TW``, ``pt-BR``, ``EN``): the same language in the same script.
    None where the hub has none."""
    plain = tag.strip().lower().replace("_", "-")
    if plain in languages.by_code():
        return plain
    meant = _meant(plain)
    return next((one.code for one in languages.LANGUAGES if meant and _meant(one.tag) == meant), None)
