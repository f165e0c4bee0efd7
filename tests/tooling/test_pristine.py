"""Tests with real transactions find the tree, the languages and the areas, whatever ran before them."""

import pytest
from wagtail.models import Locale, Page

from hub import languages
from taxonomy.models import Area
from tests import factories


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("turn", [1, 2])
def test_each_finds_what_the_migrations_made_and_nothing_else(turn):
    assert set(Locale.objects.values_list("language_code", flat=True)) == set(languages.codes())
    assert Page.objects.filter(depth=2).count() == 1
    assert Area.objects.filter(code="FR").exists()
    factories.standard_page("Left over")
    assert Page.objects.filter(title="Left over").count() == 1


def test_a_live_server_finds_it_too(live_server, transactional_db):
    assert not Page.objects.filter(title="Left over").exists()
    assert Page.objects.filter(depth=2).count() == 1


@pytest.mark.django_db
def test_ordinary_tests_are_not_disturbed():
    assert Page.objects.filter(depth=2).count() == 1


@pytest.fixture(scope="module")
def shelf(committed):
    """A page that is committed once for the tests below."""
    return committed(lambda: factories.standard_page("Committed once")).pk


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("turn", [1, 2])
def test_what_a_module_commits_is_there_for_each_of_its_tests_as_it_was_made(shelf, turn):
    assert Page.objects.get(pk=shelf).title == "Committed once"
    assert not Page.objects.filter(title="Left over").exists()
    Page.objects.filter(pk=shelf).update(title="Changed")
    factories.standard_page("Left over")


def test_a_live_server_finds_that_too(shelf, live_server, transactional_db):
    assert Page.objects.get(pk=shelf).title == "Committed once"
