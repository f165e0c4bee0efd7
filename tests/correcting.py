"""The form of Correct facts as a browser sends it."""

from __future__ import annotations

from typing import Any

from django.http import QueryDict
from django.test import Client
from wagtail.models import Page

from resources.models import ServicePage
from tests.forms import filled


def address(page: Page) -> str:
    """Where the facts of ``page`` are corrected."""
    return f"/admin/facts/{page.pk}/"


def open_form(client: Client, page: Page) -> QueryDict:
    """What the browser would send if nothing was changed."""
    answer = client.get(address(page))
    assert answer.status_code == 200, answer.status_code
    return form_in(answer)


def form_in(answer: Any) -> QueryDict:
    """The form on a page that the admin answered with."""
    return filled(answer.content.decode(), "w-editor-form")


def send(client: Client, page: Page, data: QueryDict, follow: bool = False, **changes: str) -> Any:
    """Publish the form with ``changes``."""
    values = {name: many if len(many) > 1 else many[0] for name, many in data.lists()}
    return client.post(address(page), {**values, **changes}, follow=follow)


def correct(client: Client, page: Page, form: QueryDict | None = None, **changes: str) -> Any:
    """Open (where ``form`` is not open yet), change, publish; the answer must lead back to the form."""
    answer = send(client, page, form or open_form(client, page), **changes)
    assert answer.status_code == 302, answer.content.decode()[:20000]
    return answer


def fresh(page: Page) -> ServicePage:
    """The service as it is now."""
    return ServicePage.objects.get(pk=page.pk)


def numbers(page: Any) -> list[str]:
    """Its telephone numbers."""
    return [row.number for row in page.phones.all()]


def signed_in(user: Any) -> Client:
    """A browser in which ``user`` is signed in."""
    client = Client()
    client.force_login(user)
    return client
