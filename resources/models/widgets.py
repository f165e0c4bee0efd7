"""Widgets of long closed lists."""

from django import forms

LANGUAGES_WIDGET = forms.SelectMultiple(attrs={"size": 6})
"""About two hundred languages: a list to choose several from rather than a wall of checkboxes."""
