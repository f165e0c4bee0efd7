"""A page that was just made is not made again for the next reader; but nobody sees what was hidden, and nothing that one person asked is kept."""

from __future__ import annotations

import threading
import time

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client

from hub.admin.hiding import hide
from members.models import User
from resources.models import ServicePage
from safety.kept import Kept, Question
from tests import factories

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def keeping(settings):
    settings.PAGES_KEPT_FOR = 60


@pytest.fixture
def page():
    return factories.service(summary="The first words.")


def asked(client, address, **more):
    """The answer, and how many questions the database was asked for it."""
    questions = []
    with connection.execute_wrapper(lambda execute, sql, *rest: (questions.append(sql), execute(sql, *rest))[1]):
        answer = client.get(address, **more)
    return answer, len(questions)


def test_the_second_reader_costs_one_question(page, client):
    first, many = asked(client, page.url)
    second, few = asked(client, page.url)
    assert many > 10
    assert few == 1
    assert first.content == second.content
    kept = {name: value for name, value in first.items() if name != "Content-Length"}
    assert kept == {name: value for name, value in second.items() if name != "Content-Length"}
    again = client.get(page.url, headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_what_is_hidden_is_gone_with_the_next_request(page, client):
    assert client.get(page.url).status_code == 200
    hide(page)
    assert client.get(page.url).status_code == 404


def test_a_changed_number_and_changed_words_are_there_with_the_next_request(page, client):
    client.get(page.url)
    page = ServicePage.objects.get(pk=page.pk)
    page.summary = "Other words."
    page.save_revision().publish()
    assert b"Other words." in client.get(page.url).content


def test_after_its_seconds_a_page_is_made_anew(page, client, settings):
    settings.PAGES_KEPT_FOR = 0.05
    client.get(page.url)
    time.sleep(0.1)
    assert asked(client, page.url)[1] > 10


def test_people_with_a_session_get_pages_of_their_own_and_leave_none_to_others(page):
    editor, reader = Client(), Client()
    editor.force_login(User.objects.create_user("ali", password="password"))
    assert asked(editor, page.url)[1] > 10
    assert asked(reader, page.url)[1] > 10
    answer, many = asked(editor, page.url)
    assert many > 10
    assert answer["Cache-Control"] == "private, no-cache"


def test_each_language_and_the_discreet_way_have_pages_of_their_own(page, client):
    factories.translate(page, "fr", title="Autre page")
    assert b"Autre page" in client.get("/fr/get-help/night-lamp/").content
    assert b"Autre page" not in client.get("/en/get-help/night-lamp/").content
    assert b"<title>" in client.get("/en/p/").content
    assert client.get("/en/p/").content != client.get("/en/").content


@pytest.mark.parametrize("address", ["/en/?who=asks", "/en/search/", "/en/search/?q=help", "/en/report/state/", "/en/nowhere/", "/admin/login/"])
def test_what_one_person_asks_is_kept_by_nobody(client, address, monkeypatch):
    kept = []
    monkeypatch.setattr(Kept, "keep", lambda self, question, response: kept.append(question))
    client.get(address)
    assert [question for question in kept if question] == []


def test_many_who_come_at_once_wait_for_one_that_makes_the_page():
    made, kept = [], Kept()
    question = Question("localhost", False, "/en/", 1)

    def ask():
        with kept.made_once(question):
            if kept.answer(question) is None:
                made.append(1)
                time.sleep(0.2)
                kept.keep(question, HttpResponse("page"))

    readers = [threading.Thread(target=ask) for _ in range(5)]
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join()
    assert made == [1]
    assert kept.turns == {}


def test_a_page_that_could_not_be_made_keeps_nobody_waiting():
    kept, question = Kept(), Question("localhost", False, "/en/", 1)
    with pytest.raises(ValueError, match="broken"), kept.made_once(question):
        raise ValueError("broken")
    began = time.monotonic()
    with kept.made_once(question):
        assert time.monotonic() - began < 1


def test_very_many_pages_do_not_fill_the_memory(page, client, monkeypatch):
    monkeypatch.setattr("safety.kept.MOST", 2)
    for address in ("/en/safe/", "/fr/safe/", "/ar/safe/"):
        client.get(address)
    assert asked(client, "/ar/safe/")[1] == 1
    assert asked(client, "/en/safe/")[1] > 1
