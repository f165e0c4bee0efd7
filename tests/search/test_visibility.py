"""Nothing that the database refuses is ever shown or counted: right after the change, with an index that has not heard of it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from search import indexer
from tests import factories
from tests.search.asking import ask, page, titles

pytestmark = pytest.mark.django_db

SECRET = "Lantern cellar"


def restrict(page: Page) -> PageViewRestriction:
    return PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)


def make_shelf():
    """Two services in a section; the second is the one that disappears."""
    section = factories.section("Shelf")
    kept = factories.service("Lantern attic", section, topics=["housing"])
    secret = factories.service(SECRET, section, topics=["housing"], summary="A lantern below the house.")
    assert set(titles(ask(q="lantern"))) == {kept.title, SECRET}
    return section, secret


@pytest.fixture
def shelf(module_shelf):
    return module_shelf


def unpublish(section, secret):
    secret.unpublish()


def delete(section, secret):
    secret.delete()


def unlist(section, secret):
    secret.listed = False
    factories.publish_page(secret)


def restrict_it(section, secret):
    restrict(secret)


def move_behind_a_restriction(section, secret):
    private = factories.section("Private")
    restrict(private)
    secret.move(private, pos="last-child")


def expire(section, secret):
    secret.expire_at = timezone.now() + timedelta(days=1)
    factories.publish_page(secret)
    indexer.update()
    Page.objects.filter(pk=secret.pk).update(expire_at=timezone.now() - timedelta(seconds=1))


def not_yet(section, secret):
    Page.objects.filter(pk=secret.pk).update(go_live_at=timezone.now() + timedelta(hours=1))


def behind_the_back_of_all_signals(section, secret):
    Page.objects.filter(pk=secret.pk).update(live=False)


HIDDEN = [unpublish, delete, unlist, restrict_it, move_behind_a_restriction, expire, not_yet, behind_the_back_of_all_signals]


@pytest.mark.parametrize("hide", HIDDEN, ids=lambda one: one.__name__)
def test_a_page_that_was_hidden_is_neither_shown_nor_counted_before_the_index_hears_of_it_nor_after(shelf, hide):
    hide(*shelf)
    for asked in ({"q": "lantern"}, {"topic": "housing"}, {"q": "lantern", "kind": "service"}):
        answer = ask(fresh=False, **asked)
        assert titles(answer) == ["Lantern attic"], asked
        assert answer["total"] == 1
        assert SECRET not in page(fresh=False, **asked)
    indexer.update()
    assert titles(ask(fresh=False, q="lantern")) == ["Lantern attic"]
    indexer.rebuild()
    assert titles(ask(fresh=False, q="lantern")) == ["Lantern attic"]


def test_the_numbers_behind_filters_leave_out_what_is_hidden(shelf):
    _section, secret = shelf
    secret.unpublish()
    (kind,) = [one for one in ask(fresh=False, q="lantern")["facets"]["kind"] if one["value"] == "service"]
    assert kind["count"] == 1


def test_words_of_a_hidden_page_are_not_lent_to_corrections(shelf):
    _section, secret = shelf
    secret.title = "Lantern crypt"
    factories.publish_page(secret)
    assert ask(q="crypr")["corrected"] == "crypt"
    secret.unpublish()
    assert ask(fresh=False, q="crypr")["corrected"] is None
    assert ask(q="crypr")["corrected"] is None


def test_a_section_that_is_restricted_takes_all_its_pages_along_in_every_language_and_gives_them_back(shelf):
    section, secret = shelf
    factories.translate(secret, "fr", title="Lantern cave")
    indexer.update()
    restriction = restrict(section)
    assert ask(fresh=False, q="lantern")["total"] == 0
    assert ask("fr", fresh=False, q="cave")["total"] == 0
    restriction.delete()
    assert set(titles(ask(q="lantern"))) == {"Lantern attic", SECRET}
    assert titles(ask("fr", q="cave")) == ["Lantern cave"]


def test_a_page_whose_time_has_come_is_found_without_anybody_saving_it(shelf):
    _section, secret = shelf
    secret.go_live_at = timezone.now() + timedelta(hours=1)
    secret.save()
    assert titles(ask(q="lantern")) == ["Lantern attic"]
    past = timezone.now() - timedelta(minutes=1)
    Page.objects.filter(pk=secret.pk).update(go_live_at=past)
    indexer.reconcile()
    assert set(titles(ask(fresh=False, q="lantern"))) == {"Lantern attic", SECRET}


def test_a_page_that_was_published_again_is_found_again(shelf):
    _section, secret = shelf
    secret.unpublish()
    assert ask(q="lantern")["total"] == 1
    factories.publish_page(secret)
    assert ask(q="lantern")["total"] == 2


def test_a_page_outside_of_every_site_is_not_offered(shelf):
    nowhere = factories.section("Lantern of nowhere", factories.home())
    stray = Page.objects.get(depth=1).add_child(instance=factories.HomePage(title="Stray lantern", locale=factories.locale("en"), live=True))
    nowhere.move(stray, pos="last-child")
    assert set(titles(ask(q="lantern"))) == {"Lantern attic", SECRET}


def test_somebody_who_is_signed_in_finds_what_everybody_finds(shelf):
    section, _secret = shelf
    restrict(section)
    client = Client()
    client.force_login(factories.administrator())
    response = client.post("/en/search/", {"q": "lantern"}, HTTP_ACCEPT="application/json")
    assert response.json()["total"] == 0
