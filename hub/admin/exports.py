"""Tables to take along: what starts like a formula is written as text, so that no spreadsheet ever runs it (OWASP, "CSV injection")."""

from __future__ import annotations

from typing import Any, Final

from django.utils.encoding import force_str
from wagtail.admin.views.mixins import SpreadsheetExportMixin

FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n")


def as_text(value: Any) -> str:
    """``value`` as a spreadsheet shows it and never runs it."""
    text = force_str(value)
    return f"'{text}" if text.startswith(FORMULA) else text


class SafeExportMixin(SpreadsheetExportMixin):
    """For lists whose rows are exported: all values as text. Telephone numbers begin like formulas, so they get an apostrophe too."""

    def preprocess_field_value(self, field: str, value: Any, export_format: str) -> Any:
        """Text; in XLSX, cells of text are never formulas."""
        value = super().preprocess_field_value(field, value, export_format)
        return as_text(value) if export_format == self.FORMAT_CSV else value
