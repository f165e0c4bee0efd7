"""The rows of facts of a service: each a small table on its facts page, edited in its form."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, PageChooserPanel
from wagtail.models import Orderable

from resources.codes import AccessKind, AlertKind, Answer, ConfidentialityKind, CostKind, LanguageHow, LocationKind, TimeUnit, VerifiedHow
from resources.help_languages import help_language_choices
from safety.register import work

from .widgets import LanguageSelect


class ServiceLanguage(Orderable):
    """A spoken or signed language of help (BCP 47, sign languages by ISO 639-3)."""

    page = ParentalKey("resources.ServicePage", on_delete=models.CASCADE, related_name="languages")
    code = models.CharField(_("language"), max_length=12, choices=help_language_choices)
    how = models.CharField(_("how"), max_length=11, choices=LanguageHow.choices, default=LanguageHow.STAFF)

    panels = [FieldRowPanel([FieldPanel("code", widget=LanguageSelect), FieldPanel("how")])]


class ServiceArea(Orderable):
    """Where people may be whom the service helps (HSDS ``service_area``)."""

    page = ParentalKey("resources.ServicePage", on_delete=models.CASCADE, related_name="areas")
    area = models.ForeignKey("taxonomy.Area", models.PROTECT, related_name="+", verbose_name=_("area"))
    residents_only = models.BooleanField(_("residents only"), default=False)

    panels = [FieldRowPanel([FieldPanel("area"), FieldPanel("residents_only")])]


class Access(Orderable):
    """What makes the service usable for disabled people: yes, no, or not known."""

    page = ParentalKey("resources.ServicePage", on_delete=models.CASCADE, related_name="access")
    kind = models.CharField(_("what"), max_length=15, choices=AccessKind.choices)
    answer = models.CharField(_("answer"), max_length=7, choices=Answer.choices, default=Answer.UNKNOWN)

    panels = [FieldRowPanel([FieldPanel("kind"), FieldPanel("answer")])]


ADDRESS_FIELDS = ("street", "postcode", "latitude", "longitude")
"""What only an exact location holds."""


class Location(Orderable):
    """A place where people are helped. One that is withheld or approximate holds an area and at most a town."""

    not_personal = ("street", "postcode")
    """Where a service is, as far as it wants that known; erased everywhere once it is withheld (``resources.erase``)."""
    page = ParentalKey("resources.ServicePage", on_delete=models.CASCADE, related_name="locations")
    kind = models.CharField(_("how much is told"), max_length=11, choices=LocationKind.choices, default=LocationKind.WITHHELD)
    area = models.ForeignKey("taxonomy.Area", models.PROTECT, related_name="+", verbose_name=_("area"))
    town = models.CharField(_("town"), max_length=100, blank=True)
    street = models.CharField(_("street and number"), max_length=200, blank=True)
    postcode = models.CharField(_("postcode"), max_length=20, blank=True)
    latitude = models.DecimalField(_("latitude"), max_digits=8, decimal_places=5, null=True, blank=True)
    longitude = models.DecimalField(_("longitude"), max_digits=8, decimal_places=5, null=True, blank=True)

    panels = [
        FieldRowPanel([FieldPanel("kind"), FieldPanel("area"), FieldPanel("town")]),
        FieldRowPanel([FieldPanel("street"), FieldPanel("postcode")]),
        FieldRowPanel([FieldPanel("latitude"), FieldPanel("longitude")]),
    ]

    class Meta(Orderable.Meta):
        constraints = [
            models.CheckConstraint(
                name="only_exact_places_hold_an_address",
                condition=models.Q(kind=LocationKind.EXACT) | models.Q(street="", postcode="", latitude=None, longitude=None),
            )
        ]

    @property
    def address(self) -> str:
        """The address in one line; of a place that is not exact there is none."""
        parts = [self.street, f"{self.postcode} {self.town}".strip()] if self.kind == LocationKind.EXACT else []
        return ", ".join(part for part in parts if part)

    def clean(self) -> None:
        """Drops what a withheld or approximate place must not hold: no error, for a message would repeat it."""
        super().clean()
        self.forget_address()

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save, without an address unless the place is an exact one."""
        self.forget_address()
        super().save(*args, **kwargs)

    def forget_address(self) -> None:
        """Empty the address unless the place is an exact one."""
        if self.kind != LocationKind.EXACT:
            self.street = self.postcode = ""
            self.latitude = self.longitude = None


class Cost(Orderable):
    """What help costs."""

    page = ParentalKey("resources.ServicePage", on_delete=models.CASCADE, related_name="costs")
    kind = models.CharField(_("kind"), max_length=9, choices=CostKind.choices)
    amount = models.DecimalField(_("amount"), max_digits=9, decimal_places=2, null=True, blank=True, validators=[MinValueValidator(0)])
    currency = models.CharField(_("currency"), max_length=3, blank=True, help_text=_("ISO 4217, for example EUR."))

    panels = [FieldRowPanel([FieldPanel("kind"), FieldPanel("amount"), FieldPanel("currency")])]

    def clean(self) -> None:
        """Raises ValidationError for a fixed amount without amount or currency."""
        super().clean()
        if self.kind == CostKind.FIXED and (self.amount is None or not self.currency):
            raise ValidationError({"amount": _("Give the amount and its currency.")})


class Confidentiality(Orderable):
    """One thing that stays private, does not, or is not known."""

    page = ParentalKey("resources.ServicePage", on_delete=models.CASCADE, related_name="confidentiality")
    kind = models.CharField(_("what"), max_length=11, choices=ConfidentialityKind.choices)
    answer = models.CharField(_("answer"), max_length=7, choices=Answer.choices, default=Answer.UNKNOWN)

    panels = [FieldRowPanel([FieldPanel("kind"), FieldPanel("answer")])]


class WaitingTime(Orderable):
    """How long people wait, as somebody reported it on a day."""

    page = ParentalKey("resources.ServicePage", on_delete=models.CASCADE, related_name="waiting_times")
    value = models.PositiveIntegerField(_("at most"))
    unit = models.CharField(_("unit"), max_length=6, choices=TimeUnit.choices)
    as_of = models.DateField(_("as of"))
    source = models.URLField(_("source"), blank=True)

    panels = [FieldRowPanel([FieldPanel("value"), FieldPanel("unit"), FieldPanel("as_of"), FieldPanel("source")])]


class Alert(Orderable):
    """Something that readers must know at once. It ends by itself."""

    page = ParentalKey("resources.ServicePage", on_delete=models.CASCADE, related_name="alerts")
    kind = models.CharField(_("kind"), max_length=6, choices=AlertKind.choices)
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"), null=True, blank=True, help_text=_("The last day on which it holds."))
    instead = models.ForeignKey(
        "resources.ServicePage", models.RESTRICT, null=True, blank=True, related_name="stands_in", verbose_name=_("go instead to")
    )
    asked_on = models.DateField(_("said to be so on"), null=True, blank=True)
    """When an editor last said that it still holds (``resources.admin.closing``); without it, the day it began."""

    panels = [FieldRowPanel([FieldPanel("kind"), FieldPanel("starts_on"), FieldPanel("ends_on")]), PageChooserPanel("instead")]

    def clean(self) -> None:
        """Raises ValidationError for dates the wrong way round."""
        super().clean()
        if self.ends_on and self.starts_on and self.ends_on < self.starts_on:
            raise ValidationError({"ends_on": _("This day lies before “from”. Choose a later one.")})


class Verification(Orderable):
    """Somebody checked all facts of the service. Pages tell when and how, never who."""

    page = ParentalKey("resources.ServicePage", on_delete=models.CASCADE, related_name="verifications")
    on = models.DateField(_("checked on"))
    how = models.CharField(_("how"), max_length=7, choices=VerifiedHow.choices)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("by"))
    due = models.DateField(_("next check due"), null=True, blank=True)

    retention = work("on", "by")

    panels = [FieldRowPanel([FieldPanel("on"), FieldPanel("how"), FieldPanel("by"), FieldPanel("due")])]

    def clean(self) -> None:
        """Raises ValidationError for a check that nobody can have made yet, and for a next one that lies before it."""
        super().clean()
        if self.on and self.on > timezone.localdate() + timedelta(days=1):
            raise ValidationError({"on": _("This day is still to come. Choose today or an earlier day.")})
        if self.on and self.due and self.due < self.on:
            raise ValidationError({"due": _("This day lies before “checked on”. Choose a later one.")})
