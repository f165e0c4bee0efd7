"""What Wagtail keeps of a form that is previewed: never the address of a place that is withheld or approximate.

Wagtail stores each form it previews as it was typed, seconds after it was typed and before anybody saves (``FormState``, for a day). An address
typed for a place that must hold none is taken out before it is written: the preview shows none, and the form in the browser is not touched.
"""

from __future__ import annotations

import re
from typing import Any, Final

from django.db.models.signals import pre_save
from django.http import QueryDict
from wagtail.admin.models import FormState

from resources.codes import LocationKind
from resources.models.rows import ADDRESS_FIELDS

FIELD: Final = re.compile(rf"(?P<row>locations-[^-]+)-(?:{'|'.join(ADDRESS_FIELDS)})")


def without_addresses(data: str) -> str:
    """``data`` (a form, URL-encoded) without the addresses of places that are not exact, or are taken off the page."""
    form = QueryDict(data, mutable=True)
    for name in list(form):
        field = FIELD.fullmatch(name)
        if field and not _exact(form, field["row"]):
            form[name] = ""
    return form.urlencode()


def _exact(form: QueryDict, row: str) -> bool:
    """May ``row`` of ``form`` hold an address?"""
    return form.get(f"{row}-kind") == LocationKind.EXACT and not form.get(f"{row}-DELETE")


def connect() -> None:
    """Watch what Wagtail writes."""
    pre_save.connect(_clean, sender=FormState, dispatch_uid="resources.previews")


def _clean(sender: Any, instance: FormState, **_: Any) -> None:
    """Just before it is written."""
    instance.data = without_addresses(instance.data)
