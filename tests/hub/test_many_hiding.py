"""Eight editors (sixteen in `make soak`) close, hide, show and publish at once on SQLite: nobody sees an error, nothing is lost, and what is
hidden stays hidden."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Page

from resources.models import ServicePage
from tests import factories, people
from tests.hub.test_many_editors import at_once

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("admins_index")]


@pytest.mark.parametrize("editors", [8, pytest.param(16, marks=pytest.mark.soak)])
def test_many_editors_close_hide_and_publish_at_once(settings: Any, editors: int):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}  # as on a real site: what can wait is done by the worker
    shelf = factories.section()
    pages = [factories.service(f"Service {number}", shelf) for number in range(editors)]
    shared = factories.service("Shared", shelf)
    clients = [Client() for _editor in range(editors)]
    for number, client in enumerate(clients):
        client.force_login(people.moderator(f"moderator-{number}"))

    def work(number: int) -> Callable[[], None]:
        def send(name: str, page: ServicePage, **data: str) -> None:
            answer = clients[number].post(reverse(name, args=[page.pk]), data)
            assert answer.status_code == 302, (name, answer.status_code)

        def run() -> None:
            own = pages[number]
            send("service_close", own, kind="closed")
            send("hub_hide", own)
            page = ServicePage.objects.get(pk=own.pk)
            page.summary = f"Written by {number}"
            page.save_revision().publish()
            if number % 2:
                send("hub_show", own)
            send("service_close", shared, kind=("closed", "number", "full", "moved")[number % 4])

        return run

    assert at_once([work(number) for number in range(editors)]) == []
    for number, page in enumerate(pages):
        found = ServicePage.objects.get(pk=page.pk)
        assert (found.listed, found.summary) == (bool(number % 2), f"Written by {number}")
        assert [alert.kind for alert in found.alerts.all()] == ["closed"]
    assert sorted(alert.kind for alert in ServicePage.objects.get(pk=shared.pk).alerts.all()) == ["closed", "full", "moved", "number"]
    assert Page.find_problems() == ([], [], [], [], [])
