"""What somebody may not see is not offered as a page to link to, nor named where it would be moved."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from wagtail.models import PageViewRestriction

from tests import factories
from tests import people as workers

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("admins_index")]


@pytest.fixture
def board():
    return Group.objects.create(name="Board")


@pytest.fixture
def private(board):
    """A section for the board only, with a service in it."""
    section = factories.section("Board room")
    PageViewRestriction.objects.create(page=section, restriction_type="groups").groups.add(board)
    factories.service("Night Owl", section)
    return section


@pytest.fixture
def editor(private):
    """Somebody who edits another section."""
    return workers.section_editor(factories.section("Learn"))


def offered(client, user, **asked) -> str:
    """What the chooser says: below the home page, and to a search."""
    client.force_login(user)
    answers = [client.get(reverse("wagtailadmin_choose_page_child", args=[factories.home().pk]), asked)]
    answers.append(client.get(reverse("wagtailadmin_choose_page_search"), {"q": "Night Owl", **asked}))
    assert [one.status_code for one in answers] == [200, 200]
    return " ".join(one.json().get("html", "") if "json" in one["Content-Type"] else one.content.decode() for one in answers)


def test_an_editor_of_another_section_is_not_offered_it(client, editor, private):
    text = offered(client, editor)
    assert "Learn" in text
    assert "Board room" not in text
    assert "Night Owl</" not in text
    assert client.get(reverse("wagtailadmin_choose_page_child", args=[private.pk]), follow=True).status_code == 404


def test_a_member_of_the_group_and_whoever_edits_it_are(client, editor, private, board):
    editor.groups.add(board)
    assert "Board room" in offered(client, editor)
    for worker in (workers.section_editor(private, "owner"), factories.administrator()):
        assert "Board room" in offered(client, worker)
        assert client.get(reverse("wagtailadmin_choose_page_child", args=[private.pk])).status_code == 200


def test_where_nothing_is_private_everything_is_offered(client, editor):
    PageViewRestriction.objects.all().delete()
    assert "Board room" in offered(client, editor)


def test_only_who_may_move_a_page_is_asked_where_to(client, editor, private):
    page = private.get_children().get()
    address = reverse("wagtailadmin_pages:move_confirm", args=[page.pk, private.pk])
    client.force_login(editor)
    answer = client.get(address)
    assert answer.status_code == 302
    assert "Night Owl" not in client.get(answer.url).content.decode()
    client.force_login(factories.administrator())
    assert "Night Owl" in client.get(address).content.decode()


def test_who_may_not_correct_facts_of_a_page_that_is_not_public_does_not_read_its_name(client, editor, private):
    client.force_login(editor)
    refused = client.get(reverse("hub_correct_facts", args=[private.get_children().get().pk]))
    assert (refused.status_code, "Night Owl" in refused.content.decode()) == (403, False)
    public = factories.service("Day Owl", factories.section("Get help"))
    assert "Day Owl" in client.get(reverse("hub_correct_facts", args=[public.pk])).content.decode()
