"""Sixteen editors at once on SQLite: nobody sees an error, nothing is lost, the tree and the search documents are sound."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from django.db import connection
from wagtail.models import Page

from hub.corrections.correct import correct
from hub.corrections.facts import facts_in
from hub.models import FactChange
from resources.models import Phone, ServicePage
from tests import factories

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("admins_index")]

EDITORS = 16


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


@pytest.mark.parametrize(("made", "rounds"), [(factories.service, 1), pytest.param(factories.full_service, 3, marks=pytest.mark.soak)])
def test_sixteen_editors_publish_and_add_at_once_and_nothing_is_lost(settings, made, rounds):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}  # as on a real site: what can wait is done by the worker
    shelf = factories.section()
    pages = [made(f"Service {editor}", shelf) for editor in range(EDITORS)]

    def publish(editor: int) -> Callable[[], None]:
        def work() -> None:
            for turn in range(rounds):
                page = ServicePage.objects.get(pk=pages[editor].pk)
                page.phones.set([Phone(number=number(editor, turn))])
                page.save_revision().publish()
            factories.service(f"New {editor}", Page.objects.get(pk=shelf.pk).specific)

        return work

    errors = at_once([publish(editor) for editor in range(EDITORS)])
    assert errors == []
    for editor, page in enumerate(pages):
        live = ServicePage.objects.get(pk=page.pk)
        assert [phone.number for phone in live.phones.all()] == [number(editor, rounds - 1)]
        assert live.revisions.count() == rounds + 1
    assert ServicePage.objects.child_of(shelf).count() == 2 * EDITORS
    assert Page.find_problems() == ([], [], [], [], [])


def correcting(page: ServicePage, editors: int) -> list[Exception]:
    """Each of ``editors`` corrects another number of one page, in a form that all of them opened before anybody saved."""
    users = [factories.administrator(f"editor{editor}") for editor in range(editors)]
    base = facts_in(ServicePage.objects.get(pk=page.pk))

    def work(editor: int) -> Callable[[], None]:
        typed = {**base, "phones": [{**row, "number": number(editor, 9)} if place == editor else row for place, row in enumerate(base["phones"])]}

        def run() -> None:
            assert correct(ServicePage.objects.get(pk=page.pk), base, typed, users[editor]) == []

        return run

    return at_once([work(editor) for editor in range(editors)])


@pytest.mark.parametrize("editors", [4, pytest.param(EDITORS, marks=pytest.mark.soak)])
def test_editors_who_correct_different_numbers_of_one_service_at_once_all_succeed(settings, editors):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    page = factories.full_service(phones=[Phone(number=number(editor, 0)) for editor in range(editors)])
    draft = ServicePage.objects.get(pk=page.pk)
    draft.summary = "Half a sentence"
    draft.save_revision()
    assert correcting(page, editors) == []
    wanted = [number(editor, 9) for editor in range(editors)]
    live = ServicePage.objects.get(pk=page.pk)
    assert [row.number for row in live.phones.all()] == wanted
    waiting = live.get_latest_revision_as_object()
    assert ([row.number for row in waiting.phones.all()], waiting.summary) == (wanted, "Half a sentence")
    assert FactChange.objects.filter(page=page.pk).values("changed_by").distinct().count() == editors
    assert Page.find_problems() == ([], [], [], [], [])
