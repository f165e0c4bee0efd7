"""The form of *Close for now*: what readers should know, until when, and where to go instead."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.widgets import AdminDateInput, AdminPageChooser

from resources.codes import AlertKind
from resources.models import Alert, ServicePage

from .alerts import today_at


class AlertForm(forms.ModelForm):
    """An alert that begins today."""

    class Meta:
        model = Alert
        fields: ClassVar[list[str]] = ["kind", "ends_on", "instead"]
        labels: ClassVar[dict[str, Any]] = {
            "kind": gettext_lazy("What readers should know"),
            "ends_on": gettext_lazy("Until"),
            "instead": gettext_lazy("Go instead to"),
        }
        help_texts: ClassVar[dict[str, Any]] = {
            "ends_on": gettext_lazy("The last day on which it holds; the alert goes by itself then. Empty: you are asked again in 14 days."),
            "instead": gettext_lazy("Another service that helps meanwhile."),
        }

    def __init__(self, *args: Any, service: ServicePage, **kwargs: Any) -> None:
        self.service = service
        super().__init__(*args, **kwargs)
        self.initial["kind"] = self.initial.get("kind") or AlertKind.CLOSED
        self.instance.page, self.instance.starts_on = service, today_at(service)
        self.fields["kind"].choices = AlertKind.choices  # type: ignore[attr-defined]
        self.fields["ends_on"].widget = AdminDateInput()
        self.fields["instead"].widget = AdminPageChooser(target_models=[ServicePage])

    def clean_ends_on(self) -> date | None:
        """Raises ValidationError for a day that is over."""
        day: date | None = self.cleaned_data["ends_on"]
        if day and day < today_at(self.service):
            raise ValidationError(_("This day is over already. Choose today or a later day."))
        return day

    def clean_instead(self) -> ServicePage | None:
        """The page that keeps the other service's facts. Raises ValidationError for the service itself."""
        other: ServicePage | None = self.cleaned_data["instead"]
        if other and other.facts.pk == self.service.pk:
            raise ValidationError(_("This is the service itself. Choose another one."))
        return other.facts if other else None
