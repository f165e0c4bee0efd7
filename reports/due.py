"""Reports on the dashboard."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from hub.admin.due import Due

from .access import reports_for
from .models import OPEN


def reports_due(user: Any) -> Iterator[Due]:
    """Each open report that ``user`` sees. An address or a danger is urgent, and so is what nobody answered for two months."""
    for one in reports_for(user).filter(state__in=OPEN).by_urgency().select_related("page"):
        sentence = _("Told long ago and not answered: %(what)s") if one.overdue else _("A reader says: %(what)s")
        text = sentence % {"what": one.get_kind_display()}
        yield Due("report", text, one.page.title, reverse("reader-reports:inspect", args=[one.pk]), one.created_on, one.urgent or one.overdue)
