"""Widgets of long closed lists.

Django renders a template for each option. The form of a service holds some three thousand: written in one go they take a tenth of the time.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString


class OptionsMixin(forms.Select):
    """A ``select`` of plain options, without groups."""

    def render(self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None) -> SafeString:
        """As Django's own template does."""
        widget = self.get_context(name, value, attrs)["widget"]
        options = (
            (one["value"], flatatt(one["attrs"]) if one["attrs"] else "", one["label"]) for _group, few, _index in widget["optgroups"] for one in few
        )
        inner = format_html_join("\n", '  <option value="{}"{}>{}</option>', options)
        return format_html('<select name="{}"{}>\n{}\n</select>', name, flatatt(widget["attrs"]), inner)


class LanguageSelect(OptionsMixin, forms.Select):
    """One language out of some two hundred."""


class LanguagesSelect(OptionsMixin, forms.SelectMultiple):
    """Several: a list to choose from rather than a wall of checkboxes."""


LANGUAGES_WIDGET = LanguagesSelect(attrs={"size": 6})
