"""The form of Correct facts as a browser sends it."""

from __future__ import annotations

from typing import Any

from bs4 import BeautifulSoup
from django.http import QueryDict
from django.test import Client
from wagtail.models import Page
from wagtail.test.utils.form_data import querydict_from_html


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
    html = answer.content.decode()
    data = querydict_from_html(html, form_id="w-editor-form")
    soup = BeautifulSoup(html, "html.parser").find(id="w-editor-form")
    for box in soup.find_all("input", type="checkbox", checked=True, value=False):
        data[box["name"]] = "on"
    for several in soup.find_all("select", multiple=True):
        if not several.find("option", selected=True):
            data.pop(several["name"], None)
    return data


def send(client: Client, page: Page, data: QueryDict, follow: bool = False, **changes: str) -> Any:
    """Publish the form with ``changes``."""
    values = {name: many if len(many) > 1 else many[0] for name, many in data.lists()}
    return client.post(address(page), {**values, **changes}, follow=follow)


def correct(client: Client, page: Page, **changes: str) -> Any:
    """Open, change, publish; the answer must lead back to the form."""
    answer = send(client, page, open_form(client, page), **changes)
    assert answer.status_code == 302, answer.content.decode()[:20000]
    return answer


def signed_in(user: Any) -> Client:
    """A browser in which ``user`` is signed in."""
    client = Client()
    client.force_login(user)
    return client
