"""Two values of the same fact are told in words that an editor knows from the form, never as codes and keys."""

from __future__ import annotations

import pytest

from hub.admin.conflicts import told_conflicts
from hub.corrections.facts import facts_in, facts_of, with_facts
from hub.corrections.merge import merge
from resources.models import ServicePage
from tests import factories

pytestmark = pytest.mark.django_db


def told(page: ServicePage, ours: dict, theirs: dict) -> list[tuple[str, str, str]]:
    """What an editor reads where one set of facts meets another."""
    base = facts_in(page)
    conflicts = merge(base, {**base, **ours}, {**base, **theirs}).conflicts
    return [(one.label, one.typed, one.published) for one in told_conflicts(page, conflicts)]


@pytest.fixture
def page(full_service):
    return full_service


def test_a_choice_is_told_by_its_label(page):
    assert told(page, {"status": "defunct"}, {"status": "inactive"}) == [("Status", "No longer exists", "Inactive for now")]


def test_what_is_on_or_off_is_told_as_yes_or_no_and_nothing_as_empty(page):
    assert told(page, {"website": ""}, {"website": "https://b.example.org/"}) == [("Website", "empty", "https://b.example.org/")]
    base = {"listed": None}
    (one,) = told_conflicts(page, merge(base, {"listed": True}, {"listed": False}).conflicts)
    assert (one.typed, one.published) == ("yes", "no")


def test_another_page_is_told_by_its_title(page):
    other, third = factories.organisation("Other"), factories.organisation("Third")
    assert told(page, {"organisation": other.pk}, {"organisation": third.pk}) == [("Organisation", "Other", "Third")]


def test_a_field_of_a_row_is_told_with_its_row(page):
    phones = facts_in(page)["phones"]
    mine, theirs = ([{**phones[0], "number": number}, phones[1]] for number in ("+33199005678", "+33199009999"))
    assert told(page, {"phones": mine}, {"phones": theirs}) == [("Telephone number: Number", "+33199005678", "+33199009999")]


def test_a_row_of_a_row_is_told_too(page):
    phones = facts_in(page)["phones"]
    mine, theirs = ([{**phones[0], "hours": [{**phones[0]["hours"][0], "zone": zone}]}, phones[1]] for zone in ("Europe/Rome", "Europe/Oslo"))
    ((label, typed, published),) = told(page, {"phones": mine}, {"phones": theirs})
    assert label.endswith("Time zone")
    assert (typed, published) == ("Europe/Rome", "Europe/Oslo")


def test_a_row_that_was_taken_away_is_told_as_that_beside_what_it_became(page):
    phones = facts_in(page)["phones"]
    ((_label, typed, published),) = told(page, {"phones": [{**phones[0], "number": "+33199005678"}, phones[1]]}, {"phones": phones[1:]})
    assert "+33199005678" in typed
    assert published == "taken away"


def test_facts_of_a_page_are_those_of_its_revision_and_no_words(page):
    facts = facts_in(page)
    assert facts == facts_of(ServicePage, page.latest_revision.content)
    assert "summary" not in facts
    assert all("page" not in row for row in facts["phones"])


def test_a_page_with_other_facts_keeps_its_words_and_is_not_saved(page):
    other = with_facts(page, {**facts_in(page), "website": "https://b.example.org/"})
    assert (other.summary, other.website) == (page.summary, "https://b.example.org/")
    assert ServicePage.objects.get(pk=page.pk).website == page.website
