"""Where help is: the world, UN M49 regions, ISO 3166 countries and subdivisions, and the places below that editors made."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from hub import languages
from taxonomy.fold import fold

CODE = RegexValidator(r"^([0-9]{3}|[A-Z]{2}(-[A-Z0-9]{1,3})?(\.[\w-]+)*)$", _("Codes look like “150”, “DE”, “DE-BE” or, of a place, “DE-BE.mitte”."))


def _degrees(name: Any, most: int) -> models.DecimalField[Any, Any]:
    """A coordinate in degrees (WGS 84), at most ``most`` away from nought."""
    limits = [MinValueValidator(Decimal(-most)), MaxValueValidator(Decimal(most))]
    return models.DecimalField(name, max_digits=8, decimal_places=5, null=True, blank=True, validators=limits)


class Area(models.Model):
    """An area of the world. ``path`` holds the codes from the world down to itself, each with a slash behind it: ``001/150/155/DE/``."""

    class Kind(models.TextChoices):
        """The levels of the tree, widest first."""

        WORLD = "world", _("World")
        REGION = "region", _("Region")
        COUNTRY = "country", _("Country or territory")
        SUBDIVISION = "subdivision", _("State, province or other part")
        PLACE = "place", _("Town or place")

    class Caution(models.TextChoices):
        """How much may be said there of a service that meets people in person."""

        NONE = "none", _("No caution")
        BY_CONSENT = "by_consent", _("In person only as far as the service agreed to be listed")
        REMOTE_ONLY = "remote_only", _("Only help from a distance")

    code = models.CharField(_("code"), max_length=80, unique=True, validators=[CODE])
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("lies in"))
    path = models.CharField(max_length=255, unique=True, editable=False)
    latitude = _degrees(_("latitude"), 90)
    longitude = _degrees(_("longitude"), 180)
    caution = models.CharField(_("caution"), max_length=12, choices=Caution.choices, default=Caution.NONE)
    caution_source = models.CharField(_("source of the caution"), max_length=255, blank=True)
    caution_on = models.DateField(_("caution as of"), null=True, blank=True)

    class Meta:
        """In the order of the tree."""

        verbose_name = _("area")
        verbose_name_plural = _("areas")
        ordering = ("path",)

    def __str__(self) -> str:
        """The code: names differ by language (``taxonomy.names``)."""
        return self.code

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write the path with every save; what lies below moves along."""
        before, self.path = self.path, self.path_below_parent()
        if before and before != self.path and kwargs.get("update_fields") is not None:
            kwargs["update_fields"] = {*kwargs["update_fields"], "path"}
        super().save(*args, **kwargs)
        if before and before != self.path:
            self._move_descendants(before)

    def clean(self) -> None:
        """Refuse half a point, a caution that does not say where it comes from, and a parent that lies below."""
        if (self.latitude is None) != (self.longitude is None):
            raise ValidationError({"longitude": _("Give latitude and longitude, or neither.")})
        if self.caution != self.Caution.NONE and not (self.caution_source and self.caution_on):
            raise ValidationError({"caution_source": _("Say where the caution comes from and from which day it is.")})
        if self.pk and self.parent and self.parent.path.startswith(self.path):
            raise ValidationError({"parent": _("An area cannot lie in itself. Choose another one.")})

    def path_below_parent(self) -> str:
        """The path that this area has where it lies."""
        return f"{self.parent.path if self.parent else ''}{self.code}/"

    def _move_descendants(self, before: str) -> None:
        """Give the areas whose path began with ``before`` their new path."""
        for area in Area.objects.filter(path__startswith=before).exclude(pk=self.pk):
            Area.objects.filter(pk=area.pk).update(path=self.path + area.path.removeprefix(before))

    @property
    def lineage(self) -> list[str]:
        """The codes from the world down to this area itself."""
        return self.path.split("/")[:-1]

    @classmethod
    def strictest(cls, cautions: Iterable[str]) -> Area.Caution:
        """The strictest of ``cautions``."""
        found = set(cautions)
        return next((one for one in (cls.Caution.REMOTE_ONLY, cls.Caution.BY_CONSENT) if one in found), cls.Caution.NONE)

    def inherited_caution(self) -> Area.Caution:
        """The strictest caution of this area and of those it lies in (one query): what is unsafe in a country is unsafe in its towns."""
        return self.strictest(Area.objects.filter(code__in=self.lineage).values_list("caution", flat=True))


class AreaLabel(models.Model):
    """The name of an area in one language, where CLDR has none or where another one is better."""

    area = models.ForeignKey(Area, models.CASCADE, related_name="labels", verbose_name=_("area"))
    language = models.CharField(_("language"), max_length=12, choices=languages.choices)
    name = models.CharField(_("name"), max_length=120)
    folded = models.CharField(max_length=120, editable=False, db_index=True)

    class Meta:
        """One name per area and language."""

        verbose_name = _("name of an area")
        verbose_name_plural = _("names of areas")
        ordering = ("area", "language")
        constraints = (models.UniqueConstraint(fields=("area", "language"), name="taxonomy_area_language"),)

    def __str__(self) -> str:
        """The name."""
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the folded form beside the name, so that a name is found however it is typed."""
        self.folded = fold(self.name)[:120]
        if kwargs.get("update_fields") is not None:
            kwargs["update_fields"] = {*kwargs["update_fields"], "folded"}
        super().save(*args, **kwargs)
