"""Facts that somebody changed and nobody else has looked at yet: the second pair of eyes (DESIGN §4, "Correct facts")."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from safety.register import work


class FactChange(models.Model):
    """One number, address or link of a facts page that was changed and waits for a second editor, with what stood there before.

    ``fact`` is the name in ``fact_fields``; ``row`` the key of the row, where the fact is rows. The entry goes when somebody confirms the change, so
    the old value is kept no longer than it is needed.
    """

    page = models.ForeignKey(Page, models.CASCADE, related_name="fact_changes", verbose_name=_("page"))
    fact = models.CharField(_("fact"), max_length=60)
    row = models.PositiveBigIntegerField(_("row"), null=True, blank=True)
    before = models.TextField(_("before"), blank=True)
    after = models.TextField(_("after"), blank=True)
    changed_on = models.DateTimeField(_("changed on"))
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("changed by"))

    retention = work("changed_on", "changed_by")

    class Meta:
        verbose_name = _("change of a fact")
        verbose_name_plural = _("changes of facts")
        default_permissions = ()
        permissions = [("change_facts", _("Can change facts"))]
        constraints = [
            models.UniqueConstraint(fields=["page", "fact", "row"], name="one_open_change_a_row"),
            models.UniqueConstraint(fields=["page", "fact"], condition=models.Q(row=None), name="one_open_change_a_fact"),
        ]

    def __str__(self) -> str:
        return f"{self.page_id}: {self.fact}"
