"""Sixteen editors at once on SQLite: nobody sees an error, nothing is lost, the tree and the search documents are sound."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from django.db import connection
from wagtail.models import Page

from resources.models import Phone, ServicePage
from tests import factories

pytestmark = pytest.mark.django_db(transaction=True)

EDITORS = 16
ROUNDS = 2


def at_once(work: list[Callable[[], None]]) -> list[Exception]:
    """Run each piece of ``work`` in a thread of its own with its own connection, all starting together; return what was raised."""
    errors: list[Exception] = []
    start = threading.Barrier(len(work))

    def run(one: Callable[[], None]) -> None:
        try:
            start.wait(timeout=60)
            one()
        except Exception as error:  # noqa: BLE001  whatever it is, the test tells it
            errors.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(one,)) for one in work]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=300)
    assert not any(thread.is_alive() for thread in threads)
    return errors


def number(editor: int, turn: int) -> str:
    return f"+3319900{editor:02}{turn:02}"


def test_sixteen_editors_publish_and_add_at_once_and_nothing_is_lost(settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}  # as on a real site: what can wait is done by the worker
    shelf = factories.section()
    pages = [factories.full_service(f"Service {editor}", shelf) for editor in range(EDITORS)]

    def correct(editor: int) -> Callable[[], None]:
        def work() -> None:
            for turn in range(ROUNDS):
                page = ServicePage.objects.get(pk=pages[editor].pk)
                page.phones.set([Phone(number=number(editor, turn))])
                page.save_revision().publish()
            factories.service(f"New {editor}", Page.objects.get(pk=shelf.pk).specific)

        return work

    errors = at_once([correct(editor) for editor in range(EDITORS)])
    assert errors == []
    for editor, page in enumerate(pages):
        live = ServicePage.objects.get(pk=page.pk)
        assert [phone.number for phone in live.phones.all()] == [number(editor, ROUNDS - 1)]
        assert live.revisions.count() == ROUNDS + 1
    assert ServicePage.objects.child_of(shelf).count() == 2 * EDITORS
    assert Page.find_problems() == ([], [], [], [], [])
