"""What a browser says of a key, as it arrives in a form: from anybody, so it may be anything."""

from __future__ import annotations

import struct
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError

LONGEST: Final = 20_000
FAULTS: Final = (ValidationError, ValueError, TypeError, LookupError, AttributeError, struct.error)
"""What reading it may raise, where it is not what a browser says."""


class ProofField(forms.JSONField):
    """JSON of a browser, sent along by script."""

    widget = forms.HiddenInput

    def to_python(self, value: Any) -> Any:
        """The object. Raises ValidationError for anything else."""
        try:
            read = super().to_python(value if len(value or "") <= LONGEST else "{")
        except RecursionError:
            read = ""
        if read is not None and not isinstance(read, dict):
            raise ValidationError(self.error_messages["invalid"], code="invalid", params={"value": ""})
        return read
