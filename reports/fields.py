"""Fields that take what anybody may send."""

from __future__ import annotations

import re
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils.formats import number_format
from django.utils.translation import gettext as _

UNPRINTABLE: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
"""What no keyboard types and no database keeps."""


class PlainText(forms.CharField):
    """Text of at most ``longest`` characters. Lines count as the browser counts them; what cannot be printed is left out instead of refused. Text
    that is too long comes back whole, with how long it is."""

    def __init__(self, longest: int, **kwargs: Any) -> None:
        self.longest = longest
        super().__init__(required=False, **kwargs)
        self.widget.attrs["maxlength"] = longest

    def to_python(self, value: Any) -> str:
        """Clean, and measure."""
        text = UNPRINTABLE.sub("", str(value or "").replace("\r\n", "\n").replace("\r", "\n")).strip()
        if len(text) > self.longest:
            sentence = _("This is %(length)s characters long. Shorten it to %(longest)s or fewer.")
            raise ValidationError(
                sentence % {"length": number_format(len(text), force_grouping=True), "longest": number_format(self.longest, force_grouping=True)}
            )
        return text
