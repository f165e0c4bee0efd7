"""Hours: what opening hours of a service, a telephone number and a channel have in common (HSDS ``schedule``)."""

from __future__ import annotations

from functools import cache
from zoneinfo import available_timezones

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import Orderable

from hub.models import CodesField
from resources.codes import Day


@cache
def zones() -> frozenset[str]:
    """All zones of the IANA database: hundreds of files, which are not looked through again for each row of each form."""
    return frozenset(available_timezones())


def check_zone(name: str) -> None:
    """Raises ValidationError unless ``name`` is one of them."""
    if name not in zones():
        raise ValidationError(_("“%(name)s” is not a time zone. Write it like Europe/Paris."), params={"name": name})


class Hours(Orderable):
    """On these days from ``opens`` to ``closes`` in the zone's local time; ``closes`` at or before ``opens`` means the next day. ``always`` means
    day and night, every day."""

    days = CodesField(_("days"), codes=lambda: Day.choices)
    opens = models.TimeField(_("opens"), null=True, blank=True)
    closes = models.TimeField(_("closes"), null=True, blank=True)
    always = models.BooleanField(_("day and night, every day"), default=False)
    zone = models.CharField(
        _("time zone"), max_length=60, default="UTC", validators=[check_zone], help_text=_("As in the IANA database, for example Europe/Paris.")
    )
    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    valid_until = models.DateField(_("valid until"), null=True, blank=True)

    panels = [
        FieldPanel("always"),
        FieldPanel("days"),
        FieldRowPanel([FieldPanel("opens"), FieldPanel("closes")]),
        FieldPanel("zone"),
        FieldRowPanel([FieldPanel("valid_from"), FieldPanel("valid_until")]),
    ]

    class Meta(Orderable.Meta):
        abstract = True

    def clean(self) -> None:
        """Raises ValidationError for hours that say nothing, and for dates the wrong way round."""
        super().clean()
        if not self.always and not (self.days and self.opens and self.closes):
            raise ValidationError(_("Give days, opening and closing time, or tick “day and night, every day”."))
        if self.valid_from and self.valid_until and self.valid_until < self.valid_from:
            raise ValidationError({"valid_until": _("This day lies before “valid from”. Choose a later one.")})
