"""Unpublish on an original asks which is meant: to hide in all languages, or to take away only its words."""

from __future__ import annotations

import pytest
from django.urls import reverse

from hub.href import href
from resources.models import ServicePage
from tests import factories, people

pytestmark = pytest.mark.django_db


@pytest.fixture
def moderator(client):
    user = people.moderator()
    client.force_login(user)
    return user


@pytest.fixture
def night_lamp(full_service):
    return full_service


def unpublish_address(page):
    return reverse("wagtailadmin_pages:unpublish", args=[page.pk])


def bulk_address(*pages):
    return reverse("wagtail_bulk_action", args=["wagtailcore", "page", "unpublish"]) + "?" + "&".join(f"id={page.pk}" for page in pages)


def state(page):
    page = ServicePage.objects.get(pk=page.pk)
    return {"live": page.live, "listed": page.facts.listed}


def test_the_original_asks_and_does_nothing_before_the_answer(client, moderator, night_lamp):
    asked = client.get(unpublish_address(night_lamp)).content.decode()
    for text in ("Which of the two do you mean", "Hide in all languages now", "Take away only these words", "English"):
        assert text in asked
    answer = client.post(unpublish_address(night_lamp), follow=True).content.decode()
    assert "Nothing was unpublished" in answer
    assert "Which of the two do you mean" in answer
    assert state(night_lamp) == {"live": True, "listed": True}


def test_hide_takes_it_away_in_every_language_and_unpublishes_nothing(client, moderator, night_lamp):
    french = factories.translate(night_lamp, "fr")
    client.post(unpublish_address(night_lamp), {"meaning": "hide"})
    assert state(night_lamp) == {"live": True, "listed": False}
    assert not ServicePage.visible().filter(pk__in=[night_lamp.pk, french.pk]).exists()


def test_only_the_words_leaves_the_facts_to_the_other_languages(client, moderator, night_lamp):
    french = factories.translate(night_lamp, "fr", title="Lampe de nuit")
    client.post(unpublish_address(night_lamp), {"meaning": "words"})
    assert state(night_lamp) == {"live": False, "listed": True}
    client.logout()
    assert "tel:+33199001234" in client.get(href(french)).content.decode()
    assert "tel:+33199001234" in client.get(href(night_lamp)).content.decode()


def test_only_the_words_of_a_section_may_take_the_words_below_along(client, moderator, night_lamp):
    section = night_lamp.get_parent()
    assert "include_descendants" in client.get(unpublish_address(section)).content.decode()
    client.post(unpublish_address(section), {"meaning": "words", "include_descendants": "on"})
    assert state(night_lamp) == {"live": False, "listed": True}


def test_a_translation_is_unpublished_as_in_any_wagtail(client, moderator, night_lamp):
    french = factories.translate(night_lamp, "fr")
    assert "Which of the two" not in client.get(unpublish_address(french)).content.decode()
    client.post(unpublish_address(french))
    assert state(french) == {"live": False, "listed": True}
    assert state(night_lamp) == {"live": True, "listed": True}


def test_who_may_not_change_facts_is_not_offered_to_hide(client, night_lamp):
    moderator = people.moderator()
    moderator.groups.get().permissions.filter(codename="change_facts").delete()
    client.force_login(type(moderator).objects.get(pk=moderator.pk))
    asked = client.get(unpublish_address(night_lamp)).content.decode()
    assert "Hide in all languages now" not in asked
    assert "Take away only these words" in asked
    client.post(unpublish_address(night_lamp), {"meaning": "hide"})
    assert state(night_lamp) == {"live": True, "listed": True}


class TestSeveralAtOnce:
    def test_are_asked_about_and_hidden(self, client, moderator, night_lamp):
        other = factories.service("Other")
        asked = client.get(bulk_address(night_lamp, other)).content.decode()
        assert "original pages among them" in asked
        assert client.post(bulk_address(night_lamp, other), {"meaning": "hide"}).status_code == 302
        assert state(night_lamp) == state(other) == {"live": True, "listed": False}

    def test_an_answer_is_needed_and_said_beside_the_question(self, client, moderator, night_lamp):
        answer = client.post(bulk_address(night_lamp))
        assert answer.status_code == 200
        assert "This field is required" in answer.content.decode()
        assert state(night_lamp) == {"live": True, "listed": True}

    def test_translations_among_them_are_unpublished_and_originals_hidden(self, client, moderator, night_lamp):
        french = factories.translate(factories.service("Other"), "fr")
        client.post(bulk_address(night_lamp, french), {"meaning": "hide"})
        assert state(night_lamp) == {"live": True, "listed": False}
        assert state(french) == {"live": False, "listed": True}

    def test_translations_alone_are_not_asked_about(self, client, moderator, night_lamp):
        french = factories.translate(night_lamp, "fr")
        assert "meaning" not in client.get(bulk_address(french)).content.decode()
        client.post(bulk_address(french))
        assert state(french) == {"live": False, "listed": True}

    def test_only_the_words_go_where_that_is_meant(self, client, moderator, night_lamp):
        client.post(bulk_address(night_lamp), {"meaning": "words"})
        assert state(night_lamp) == {"live": False, "listed": True}

    def test_who_may_not_hide_is_offered_the_words_only(self, client, night_lamp):
        moderator = people.moderator()
        moderator.groups.get().permissions.filter(codename="change_facts").delete()
        client.force_login(type(moderator).objects.get(pk=moderator.pk))
        assert client.post(bulk_address(night_lamp), {"meaning": "hide"}).status_code == 200
        assert state(night_lamp) == {"live": True, "listed": True}
