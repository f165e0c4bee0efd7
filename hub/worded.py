"""Words that stand in a row on many pages, put into each language once: lists of filters have fifty of them."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import get_language


class Worded:
    """Names from the catalogues by their codes."""

    def __init__(self, names: Mapping[str, str | Promise]) -> None:
        """``names``: all of them, as they are marked for translation."""
        self._names = names
        self._said: dict[str | None, Mapping[str, str]] = {}

    def __call__(self) -> Mapping[str, str]:
        """The names in the active language."""
        language = get_language()
        said = self._said.get(language)
        if said is None:
            said = self._said[language] = {code: str(name) for code, name in self._names.items()}
        return said
