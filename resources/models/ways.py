"""Ways to reach a service: hours, telephone numbers and channels, each with languages and hours of its own."""

from __future__ import annotations

from collections.abc import Collection

import phonenumbers
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel
from wagtail.models import Orderable

from hub.models import CodesField
from resources.codes import Answer, CallCost, ChannelKind, PhoneKind
from resources.help_languages import help_language_choices

from .hours import Hours
from .widgets import LANGUAGES_WIDGET


def bare_number(typed: str) -> str:
    """``typed`` in E.164 where it is international: people copy numbers as they are printed, with spaces, hyphens and "(0)". Else as it is."""
    try:
        parsed = phonenumbers.parse(typed.strip()) if typed.strip().startswith("+") else None
    except phonenumbers.NumberParseException:
        parsed = None
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164) if parsed and not parsed.extension else typed.strip()


def check_number(number: str) -> None:
    """Raises ValidationError unless ``number`` is E.164 (ITU-T) of a plan that exists; short national numbers such as 112 are three to six digits."""
    if number.isdigit() and 3 <= len(number) <= 6:
        return
    try:
        valid = number.startswith("+") and phonenumbers.is_possible_number(phonenumbers.parse(number))
    except phonenumbers.NumberParseException:
        valid = False
    if not valid:
        raise ValidationError(_("Write the number in international form, for example +33 1 99 00 12 34, or a short national number such as 112."))


class OpeningHours(Hours):
    """When the service as a whole is open."""

    page = ParentalKey("resources.ServicePage", on_delete=models.CASCADE, related_name="opening_hours")


class Phone(Orderable, ClusterableModel):
    """A telephone number.

    What a call costs and whether it shows on the bill is known for one area only: elsewhere readers are told that we do not know.
    """

    not_personal = ("number",)
    """The number of a service, made to be published."""
    page = ParentalKey("resources.ServicePage", on_delete=models.CASCADE, related_name="phones")
    number = models.CharField(_("number"), max_length=20, validators=[check_number], help_text=_("In international form, for example +33199001234."))
    kind = models.CharField(_("kind"), max_length=10, choices=PhoneKind.choices, default=PhoneKind.VOICE)
    languages = CodesField(_("languages"), codes=help_language_choices, widget=LANGUAGES_WIDGET, help_text=_("Empty: the languages of the service."))
    on_bill = models.CharField(_("shows on a telephone bill"), max_length=7, choices=Answer.choices, default=Answer.UNKNOWN)
    call_cost = models.CharField(_("cost of a call"), max_length=7, choices=CallCost.choices, default=CallCost.UNKNOWN)
    known_in = models.ForeignKey(
        "taxonomy.Area", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("bill and cost hold for calls from")
    )

    panels = [
        FieldRowPanel([FieldPanel("number"), FieldPanel("kind")]),
        FieldPanel("languages"),
        FieldRowPanel([FieldPanel("on_bill"), FieldPanel("call_cost"), FieldPanel("known_in")]),
        InlinePanel("hours", heading=_("Hours of this number"), label=_("Hours")),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("telephone number")
        verbose_name_plural = _("telephone numbers")

    def __str__(self) -> str:
        return self.number

    def clean_fields(self, exclude: Collection[str] | None = None) -> None:
        """As Django's, of the number as it is kept."""
        self.number = bare_number(self.number)
        super().clean_fields(exclude=exclude)

    def clean(self) -> None:
        """Raises ValidationError for a bill or cost that names no area."""
        super().clean()
        if self.known_in is None and (self.on_bill != Answer.UNKNOWN or self.call_cost != CallCost.UNKNOWN):
            raise ValidationError({"known_in": _("Say from where calls cost this and show on the bill, or choose “we do not know”.")})


class PhoneHours(Hours):
    """When a number is answered, where that differs from the service's hours."""

    phone = ParentalKey(Phone, on_delete=models.CASCADE, related_name="hours")


class Channel(Orderable, ClusterableModel):
    """A way to be helped by writing or on a screen."""

    not_personal = ("address",)
    """The address of a service, made to be published."""
    page = ParentalKey("resources.ServicePage", on_delete=models.CASCADE, related_name="channels")
    kind = models.CharField(_("kind"), max_length=10, choices=ChannelKind.choices)
    address = models.CharField(
        _("address"),
        max_length=500,
        blank=True,
        help_text=_("A web address (https://…), or an e-mail address. Of letters: a post box; never a place that must not be known."),
    )
    languages = CodesField(_("languages"), codes=help_language_choices, widget=LANGUAGES_WIDGET, help_text=_("Empty: the languages of the service."))

    panels = [
        FieldRowPanel([FieldPanel("kind"), FieldPanel("address")]),
        FieldPanel("languages"),
        InlinePanel("hours", heading=_("Hours of this channel"), label=_("Hours")),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("channel")
        verbose_name_plural = _("channels")

    def clean(self) -> None:
        """Raises ValidationError for an address that does not fit the kind."""
        super().clean()
        web = self.address.startswith(("https://", "http://"))
        if self.kind == ChannelKind.EMAIL and "@" not in self.address:
            raise ValidationError({"address": _("Write an e-mail address.")})
        if self.kind in (ChannelKind.CHAT, ChannelKind.VIDEO, ChannelKind.SELF_HELP) and self.address and not web:
            raise ValidationError({"address": _("Write a web address that begins with https://.")})


class ChannelHours(Hours):
    """When a channel is answered, where that differs from the service's hours."""

    channel = ParentalKey(Channel, on_delete=models.CASCADE, related_name="hours")
