"""The forms of areas: caution and point of any, names of those that CLDR does not name, and a new place or part of a country."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.widgets import AdminDateInput

from hub import languages
from taxonomy import subdivisions
from taxonomy.admin.fields import AreaField, LineField
from taxonomy.areas import area_for
from taxonomy.models import Area, AreaLabel

OWN_NAMES = (Area.Kind.SUBDIVISION, Area.Kind.PLACE)
"""The kinds of areas that editors name."""
HOLDS_PLACES = (Area.Kind.COUNTRY, Area.Kind.SUBDIVISION)


class AreaForm(WagtailAdminModelForm):
    """An area that exists. Its code and where it lies stay."""

    class Meta:
        """Caution and point."""

        model = Area
        fields = ("caution", "caution_source", "caution_on", "latitude", "longitude")
        widgets = {"caution_on": AdminDateInput}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Ask for names where CLDR has none."""
        super().__init__(*args, **kwargs)
        if not self.instance.pk or self.instance.kind in OWN_NAMES:
            known = dict(self.instance.labels.values_list("language", "name")) if self.instance.pk else {}
            for language in languages.LANGUAGES:
                self.fields[f"name_{language.code}"] = self._name_field(language, known.get(language.code, ""))

    @staticmethod
    def _name_field(language: languages.Language, name: str) -> forms.Field:
        """The field for the name in one language."""
        widget = forms.TextInput(attrs={"lang": language.tag, "dir": language.direction})
        return LineField(label=_("Name in %(language)s") % {"language": language.name}, max_length=120, required=False, initial=name, widget=widget)

    def names(self) -> dict[str, str]:
        """The names that were given, by language."""
        return {code: name for code in languages.codes() if (name := self.cleaned_data.get(f"name_{code}"))}

    def save(self, commit: bool = True) -> Area:
        """Save the area and its names; those that were emptied go."""
        area: Area = super().save(commit=commit)
        if commit and f"name_{languages.DEFAULT.code}" in self.fields:
            area.labels.exclude(language__in=self.names()).delete()
            for language, name in self.names().items():
                AreaLabel.objects.update_or_create(area=area, language=language, defaults={"name": name})
        return area


class NewAreaForm(AreaForm):
    """A place that editors make below a country or a part of it, or a part of a country by its ISO 3166-2 code."""

    code = LineField(
        label=_("ISO 3166-2 code"),
        required=False,
        max_length=6,
        help_text=_("For a state, province or other part of a country only. Empty for a town."),
    )
    within = AreaField(
        label=_("Lies in"),
        required=False,
        help_text=_("For a town: the country, state or province, by its name in any language or its code."),
    )

    field_order = ("code", "within", *(f"name_{code}" for code in languages.codes()))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Ask first for what the area is."""
        super().__init__(*args, **kwargs)
        self.order_fields(self.field_order)

    def clean(self) -> dict[str, Any]:
        """Find out which area it becomes."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if not {"code", "within"} & self.errors.keys():
            self._become_subdivision(cleaned["code"].upper()) if cleaned["code"] else self._become_place(cleaned["within"])
        return cleaned

    def _become_subdivision(self, code: str) -> None:
        """The part of a country that has this code."""
        if Area.objects.filter(code=code).exists():
            raise ValidationError({"code": _("This area is there already: look for it in the list.")})
        if not (above := subdivisions.parent_of(code)):
            raise ValidationError({"code": _("ISO 3166-2 has no such code. A code looks like DE-BE.")})
        self.instance.code, self.instance.kind, self.instance.parent = code, Area.Kind.SUBDIVISION, area_for(above)

    def _become_place(self, within: Area | None) -> None:
        """A place of the given names in ``within``."""
        if not within or within.kind not in HOLDS_PLACES:
            raise ValidationError({"within": _("A place lies in a country, or in a state or province. Which one?")})
        if not (names := self.names()):
            raise ValidationError({f"name_{languages.DEFAULT.code}": _("Give the name of the place in at least one language.")})
        self.instance.code = self._free_code(f"{within.code}.{slugify(next(iter(names.values())), allow_unicode=True)[:40] or 'place'}")
        self.instance.kind, self.instance.parent = Area.Kind.PLACE, within

    @staticmethod
    def _free_code(code: str) -> str:
        """``code``, with a number behind it where it is taken."""
        tries = [code, *(f"{code}-{number}" for number in range(2, 100))]
        taken = set(Area.objects.filter(code__in=tries).values_list("code", flat=True))
        return next(one for one in tries if one not in taken)
