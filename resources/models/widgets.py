"""Widgets of long closed lists.

Django renders a template for each option. The form of a service holds some three thousand: written in one go they take a tenth of the time, and less
where the text of each option is written once for all lists of the same choices.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from django import forms
from django.forms.utils import flatatt
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe


@lru_cache(maxsize=64)
def _written(choices: tuple[tuple[str, str], ...]) -> list[tuple[str, SafeString, SafeString]]:
    """Each option: its value, as it is written, as it is written where it is chosen."""
    return [
        (value, format_html('  <option value="{}">{}</option>', value, label), format_html('  <option value="{}" selected>{}</option>', value, label))
        for value, label in choices
    ]


class OptionsMixin(forms.Select):
    """A ``select`` of plain options, without groups."""

    def render(self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None) -> SafeString:
        """As Django's own template does."""
        attributes = self.build_attrs(self.attrs, attrs)
        if self.allow_multiple_selected:
            attributes["multiple"] = True
        return format_html('<select name="{}"{}>\n{}\n</select>', name, flatatt(attributes), self._options(value))

    def _options(self, value: Any) -> SafeString:
        """The options, those of ``value`` chosen."""
        values = list(self.format_value(value))
        chosen = set(values if self.allow_multiple_selected else values[:1])
        choices = tuple(("" if code is None else str(code), str(label)) for code, label in self.choices)
        return mark_safe("\n".join(marked if code in chosen else plain for code, plain, marked in _written(choices)))  # nosec B308 B703


class LanguageSelect(OptionsMixin, forms.Select):
    """One language out of some two hundred."""


class LanguagesSelect(OptionsMixin, forms.SelectMultiple):
    """Several: a list to choose from rather than a wall of checkboxes."""


LANGUAGES_WIDGET = LanguagesSelect(attrs={"size": 6})
