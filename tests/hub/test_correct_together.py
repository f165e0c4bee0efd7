"""Several people correct facts at once: each is told of the other, and nothing that anybody typed is overwritten in silence."""

from __future__ import annotations

import pytest

from tests import factories
from tests.correcting import form_in, fresh, numbers, open_form, send, signed_in

pytestmark = pytest.mark.django_db
OLD, NEW, OTHER = "+33199001234", "+33199005678", "+33199009999"


@pytest.fixture
def page(full_service):
    return full_service


@pytest.fixture
def admin(page):
    return signed_in(factories.administrator())


@pytest.fixture
def form(opened_facts):
    """The form, as somebody opened it."""
    return opened_facts.copy()


def test_two_people_who_correct_different_facts_both_succeed(page, admin, form):
    second = signed_in(factories.administrator("second"))
    mine, theirs = form, form.copy()
    assert send(second, page, theirs, **{"channels-0-address": "https://other.example.org/"}).status_code == 302
    assert send(admin, page, mine, **{"phones-0-number": NEW}).status_code == 302
    live = fresh(page)
    assert (numbers(live)[0], live.channels.first().address) == (NEW, "https://other.example.org/")


def test_two_people_who_correct_the_same_number_see_both_and_nothing_is_overwritten_in_silence(page, admin, form):
    second = signed_in(factories.administrator("second"))
    mine, theirs = form, form.copy()
    send(second, page, theirs, **{"phones-0-number": OTHER})
    answer = send(admin, page, mine, **{"phones-0-number": NEW, "website": "https://typed.example.org/"})
    html = answer.content.decode()
    assert answer.status_code == 409
    assert NEW in html
    assert OTHER in html
    assert "Nothing is saved yet" in html
    assert numbers(fresh(page))[0] == OTHER
    again = form_in(answer)
    assert (again["phones-0-number"], again["website"]) == (NEW, "https://typed.example.org/")
    assert send(admin, page, again).status_code == 302
    assert (numbers(fresh(page))[0], fresh(page).website) == (NEW, "https://typed.example.org/")


def test_a_new_row_that_was_typed_survives_the_question(page, admin, form):
    second = signed_in(factories.administrator("second"))
    mine, theirs = form, form.copy()
    send(second, page, theirs, website="https://theirs.example.org/")
    mine["costs-TOTAL_FORMS"] = "3"
    added = {"costs-2-kind": "insurance", "costs-2-amount": "", "costs-2-currency": "", "costs-2-id": "", "costs-2-ORDER": "3", "costs-2-DELETE": ""}
    answer = send(admin, page, mine, **added, website="https://mine.example.org/")
    assert answer.status_code == 409
    assert send(admin, page, form_in(answer)).status_code == 302
    assert fresh(page).costs.count() == 3


def test_a_number_that_somebody_else_took_away_is_asked_about(page, admin, form):
    second = signed_in(factories.administrator("second"))
    mine, theirs = form, form.copy()
    send(second, page, theirs, **{"phones-1-DELETE": "1"})
    answer = send(admin, page, mine, **{"phones-1-number": NEW})
    assert answer.status_code == 409
    assert "taken away" in answer.content.decode()
    assert numbers(fresh(page)) == [OLD]


def test_ages_that_two_people_made_impossible_together_are_said(page, admin, form):
    second = signed_in(factories.administrator("second"))
    mine, theirs = form, form.copy()
    send(second, page, theirs, age_from="30")
    answer = send(admin, page, mine, age_to="20")
    assert answer.status_code == 200
    assert "This age is lower than" in answer.content.decode()
    assert fresh(page).age_to is None


def test_a_form_of_another_page_or_of_nobody_changes_nothing(page, admin, form):
    other = factories.full_service("Other")
    data = form
    assert send(admin, page, data, began=open_form(admin, other)["began"]).status_code == 302
    assert send(admin, page, data, began="nonsense", **{"phones-0-number": NEW}).status_code == 302
    assert numbers(fresh(page))[0] == OLD


def test_an_address_that_was_withheld_in_the_meantime_does_not_come_back(page, admin, form):
    second = signed_in(factories.administrator("second"))
    mine, theirs = form, form.copy()
    send(second, page, theirs, **{"locations-0-kind": "withheld"})
    assert send(admin, page, mine, **{"phones-0-number": NEW}).status_code == 302
    assert (fresh(page).locations.first().street, numbers(fresh(page))[0]) == ("", NEW)
