"""What a reader told us about a page: as little as it takes to correct it, and nothing about who told it unless they wished to be asked back."""

from __future__ import annotations

from datetime import timedelta

from django.db import models
from django.db.models import Case, Value, When
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from safety.declaration import Retention
from safety.locked import LockedTextField


class Kind(models.TextChoices):
    """What is wrong."""

    NUMBER = "number", _("A number, an hour or another detail is wrong")
    CLOSED = "closed", _("It is closed or does not exist any more")
    ADDRESS = "address", _("There is an address that must not be public")
    UNSAFE = "unsafe", _("It is not safe")
    MISSING = "missing", _("I looked for help and did not find it")
    OTHER = "other", _("Something else")


class State(models.TextChoices):
    """How far it is."""

    NEW = "new", _("New")
    LOOKING = "looking", _("Being looked at")
    CORRECTED = "corrected", _("Corrected")
    NOTHING = "nothing", _("Nothing to correct")
    ELSEWHERE = "elsewhere", _("Not ours to correct")


URGENT = (Kind.ADDRESS, Kind.UNSAFE)
OPEN = (State.NEW, State.LOOKING)
RESULTS = [choice for choice in State.choices if choice[0] not in OPEN]
ANSWER_WITHIN = timedelta(days=60)
"""A report that nobody closed for so long is urgent: it is never purged unread."""


class ReportQuerySet(models.QuerySet["Report"]):
    """Reports."""

    def by_urgency(self) -> ReportQuerySet:
        """Open ones first; of these an address or a danger first; then the oldest."""
        rank = Case(When(state__in=OPEN, kind__in=URGENT, then=Value(0)), When(state__in=OPEN, then=Value(1)), default=Value(2))
        return self.order_by(rank, "created_on", "pk")


class Report(models.Model):
    """One report. Days instead of moments, and no address, no browser, no account: nobody can tell later who sat where when it was sent."""

    page = models.ForeignKey(Page, models.CASCADE, related_name="+", verbose_name=_("page"))
    """The facts page of the family. When it goes there is nothing left to correct, nor anybody who could see the report: it goes as well."""
    kind = models.CharField(_("what is wrong"), max_length=10, choices=Kind.choices)
    text = LockedTextField(_("in the reader's words"), blank=True)
    contact = LockedTextField(_("where to ask back"), max_length=200, blank=True)
    works_there = models.BooleanField(_("works there"), default=False)
    language = models.CharField(_("language"), max_length=12)
    receipt = models.CharField(max_length=64, unique=True, editable=False)
    """The seal of the code that the reader has."""
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.NEW)
    called_back = models.BooleanField(_("asked back"), default=False)
    created_on = models.DateField(_("told on"), default=timezone.localdate)
    closed_on = models.DateField(_("closed on"), null=True, blank=True)

    objects = ReportQuerySet.as_manager()

    retention = Retention(
        what=_("What a reader tells us under “Something is wrong here”: the words, and where to ask back"),
        purpose=_("To correct what a reader told us is wrong, and to ask back where the reader wished it."),
        basis=_("The reader sent it to us for this."),
        until=_("%(time)s after it is closed."),
        fields=("text", "contact"),
        keep=timedelta(days=30),
        after="closed_on",
        readers=True,
    )
    wagtail_reference_index_ignore = True
    """Else "used by" of a page would name its reports to everybody who may open it."""

    class Meta:
        verbose_name = _("reader report")
        verbose_name_plural = _("reader reports")
        default_permissions = ()
        indexes = [models.Index(fields=["state", "created_on"])]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"

    @property
    def is_open(self) -> bool:
        """Does it wait for somebody?"""
        return self.state in OPEN

    @property
    def urgent(self) -> bool:
        """Is somebody in danger, or could be?"""
        return self.kind in URGENT

    @property
    def overdue(self) -> bool:
        """Has it waited too long?"""
        return self.is_open and self.created_on + ANSWER_WITHIN <= timezone.localdate()

    def take(self) -> None:
        """Somebody looks at it."""
        type(self).objects.filter(pk=self.pk, state=State.NEW).update(state=State.LOOKING)

    def close(self, result: str, called_back: bool = False) -> None:
        """Somebody has answered it."""
        self.state, self.called_back, self.closed_on = result, called_back, timezone.localdate()
        self.save(update_fields=["state", "called_back", "closed_on"])
