"""A form as a browser would send it, were nothing changed. By lxml: a form of the admin has ten thousand elements."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import QueryDict
from django.test import Client
from lxml import html as lxml_html
from wagtail.models import Page

SILENT = {"submit", "button", "image", "reset", "file"}


def filled(html: str, form_id: str) -> QueryDict:
    """What the form ``form_id`` of the page ``html`` would send."""
    form = lxml_html.fromstring(html).get_element_by_id(form_id)
    for pattern in form.xpath(".//template"):
        pattern.drop_tree()
    data = QueryDict(mutable=True)
    for field in form.xpath(".//input[@name] | .//select[@name] | .//textarea[@name]"):
        for value in _values(field):
            data.appendlist(field.name, value)
    return data


def of_page(client: Client, page: Page) -> QueryDict:
    """The form of a page as ``client`` would send it, were nothing changed."""
    html = client.get(f"/admin/pages/{page.pk}/edit/").content.decode()
    data = filled(html, "w-editor-form" if 'id="w-editor-form"' in html else "page-edit-form")
    data.update({f"{name}-count": "0" for name in ("body", "sources")})  # Streams are built by a script from their data.
    return data


def _values(field: Any) -> Iterator[str]:
    """What one field sends."""
    if field.get("disabled") is not None or field.get("type") in SILENT:
        return
    if field.tag == "textarea":
        yield (field.text or "").removeprefix("\n")
    elif field.tag == "select":
        yield from field.value if field.multiple else [field.value or ""]
    elif field.get("type") not in ("checkbox", "radio"):
        yield field.get("value", "")
    elif field.checked:
        yield field.get("value", "on")
