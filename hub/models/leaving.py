"""Where leaving leads: a neutral page for each language, chosen by administrators."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.db import models
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting

from hub import languages, leaving

PREFIX = "page_"


class _Addresses(WagtailAdminModelForm):
    """One address for each language; kept together in the row."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for code in languages.codes():
            self.initial[f"{PREFIX}{code}"] = self.instance.addresses.get(code, "")

    def save(self, commit: bool = True) -> Any:
        """Save what was given; a language without an address falls back to the usual page."""
        given = {code: self.cleaned_data.get(f"{PREFIX}{code}", "") for code in languages.codes()}
        self.instance.addresses = {code: address for code, address in given.items() if address}
        return super().save(commit)


def _field(language: languages.Language) -> forms.URLField:
    """The address for one language."""
    usual = format_lazy("{} {}", _("Empty:"), language.exit_page)
    widget = forms.URLInput(attrs={"dir": "ltr"})
    return forms.URLField(
        label=language.name, required=False, max_length=500, help_text=usual, widget=widget, assume_scheme="https", validators=[leaving.validate]
    )


AddressesForm = type("AddressesForm", (_Addresses,), {f"{PREFIX}{one.code}": _field(one) for one in languages.LANGUAGES})


@register_setting(icon="logout")
class NeutralPages(BaseGenericSetting):
    """The pages that readers are taken to. Nothing of this site, and nothing that tells where they come from."""

    addresses = models.JSONField(_("addresses"), default=dict, editable=False)

    base_form_class = AddressesForm
    panels: ClassVar[list[Any]] = [FieldPanel(f"{PREFIX}{code}") for code in languages.codes()]

    class Meta:
        verbose_name = _("pages to leave to")
        verbose_name_plural = _("pages to leave to")
