"""Fields for facts: several codes of one closed list in one column."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

Choices = Sequence[tuple[str, Any]]


class CodesField(models.JSONField):
    """A list of codes (``["mon", "tue"]``), each from the closed list that ``codes`` returns as ``(code, label)`` pairs; shown as checkboxes."""

    default_error_messages = {"code": _("“%(code)s” is not in the list. Choose from the list.")}

    def __init__(self, *args: Any, codes: Callable[[], Choices] | None = None, widget: Any = forms.CheckboxSelectMultiple, **kwargs: Any) -> None:
        self.codes = codes
        self.widget = widget
        super().__init__(*args, **{"default": list, "blank": True, **kwargs})

    def deconstruct(self) -> Any:
        """The closed list is a matter of forms, not of the table."""
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, kwargs

    def validate(self, value: Any, model_instance: Any) -> None:
        """Raises ValidationError for a code that is not in the list."""
        super().validate(value, model_instance)
        known = {code for code, _label in self.codes()} if self.codes else None
        for code in value or []:
            if known is not None and code not in known:
                raise ValidationError(self.error_messages["code"], code="code", params={"code": code})

    def text(self, value: Sequence[str] | None) -> str:
        """The labels of the codes ``value``, with commas between them; a code that is in no list as it is."""
        labels = dict(self.codes() if self.codes else ())
        return ", ".join(str(labels.get(code, code)) for code in value or ())

    def formfield(self, **kwargs: Any) -> Any:
        """Checkboxes, one for each code."""
        kwargs = {key: value for key, value in kwargs.items() if key not in ("encoder", "decoder")}
        kwargs.setdefault("widget", self.widget)
        return forms.MultipleChoiceField(
            choices=self.codes or list,
            required=not self.blank,
            label=kwargs.get("label", capfirst(self.verbose_name)),
            help_text=self.help_text,
            widget=kwargs["widget"],
        )
