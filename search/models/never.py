"""The words that the search never suggests, as editors see to them."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any, ClassVar, Final

import yaml
from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting

from hub import languages

SHIPPED: Final = Path(__file__).resolve().parents[1] / "data" / "never.yml"
ALL: Final = "all"
PREFIX: Final = "words_"
LONGEST: Final = 20_000
Listed = dict[str, list[str]]


@cache
def shipped() -> Listed:
    """The words that the hub comes with, by language and for ``ALL``."""
    found: dict[str, str] = yaml.safe_load(SHIPPED.read_text(encoding="utf-8"))
    return {code: [word.replace("+", " ") for word in words.split()] for code, words in found.items()}


class _Lists(WagtailAdminModelForm):
    """One list for every language, and one for all; kept together in the row."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        words = self.instance.words or shipped()
        for code in (ALL, *languages.codes()):
            self.initial[f"{PREFIX}{code}"] = "\n".join(words.get(code, ()))

    def save(self, commit: bool = True) -> Any:
        """Save each list without empty lines and doubles."""
        given = {code: self.cleaned_data[f"{PREFIX}{code}"].splitlines() for code in (ALL, *languages.codes())}
        self.instance.words = {code: sorted({word.strip() for word in words} - {""}) for code, words in given.items()}
        return super().save(commit)


def _field(label: Any, **attrs: str) -> forms.CharField:
    """One list, a word or a row of words in each line."""
    widget = forms.Textarea(attrs={"rows": 6, "spellcheck": "false", **attrs})
    return forms.CharField(label=label, required=False, max_length=LONGEST, widget=widget)


_fields: dict[str, Any] = {f"{PREFIX}{ALL}": _field(_("In all languages"), dir="auto")}
_fields |= {f"{PREFIX}{one.code}": _field(one.name, lang=one.tag, dir=one.direction) for one in languages.LANGUAGES}
ListsForm = type("ListsForm", (_Lists,), dict(_fields))


@register_setting(icon="no-view")
class NeverSuggest(BaseGenericSetting):
    """Words that are never suggested nor put in the place of what somebody typed. Who types one finds what there is."""

    words = models.JSONField(_("words"), default=dict, editable=False)

    opens_nothing: ClassVar[bool] = True
    """Who changes them cannot open the site to anybody: editors need no second factor for it (``members.factors.required``)."""

    base_form_class = ListsForm
    panels: ClassVar[list[Any]] = [FieldPanel(name) for name in _fields]

    class Meta:
        verbose_name = _("words never to suggest")
        verbose_name_plural = _("words never to suggest")

    @classmethod
    def listed(cls) -> Listed:
        """The words by language: those of the editors; until they have saved the list (to open it makes a row), those that the hub comes with. One
        query."""
        words: Listed | None = cls.objects.values_list("words", flat=True).first()
        return words or shipped()
