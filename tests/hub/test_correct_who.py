"""Correct facts is for whoever may publish facts, and one click away for them; others are told why not."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Group, Permission
from django.utils import timezone
from wagtail.models import GroupPagePermission

from resources.models import ServicePage
from tests import factories
from tests.correcting import address, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(full_service):
    return full_service


@pytest.fixture
def admin(page):
    return signed_in(factories.administrator())


def test_a_translation_leads_to_the_page_with_its_facts(page, admin):
    french = factories.translate(page, "fr")
    assert admin.get(address(french)).url == address(page)
    assert admin.get(f"/admin/facts/{factories.home().get_parent().pk}/", follow=True).status_code == 404


def test_a_page_that_somebody_locked_says_by_whom(page):
    owner, editor = factories.administrator("owner"), factories.editor()
    editor.groups.add(Group.objects.get(name="Moderators"))
    ServicePage.objects.filter(pk=page.pk).update(locked=True, locked_by=owner, locked_at=timezone.now())
    answer = signed_in(editor).get(address(page))
    assert answer.status_code == 423
    assert "was locked" in answer.content.decode()


class TestWhoMay:
    """Facts are for editors; whoever may not is told why."""

    def group(self, *permissions: str, facts: bool = True) -> Group:
        group = Group.objects.create(name="Some")
        names = ["access_admin", "change_facts"] if facts else ["access_admin"]
        group.permissions.add(*Permission.objects.filter(codename__in=names))
        for permission in permissions:
            GroupPagePermission.objects.create(group=group, page=factories.home(), permission=Permission.objects.get(codename=permission))
        return group

    def member(self, group: Group):
        user = factories.editor("some")
        user.groups.set([group])
        return signed_in(user)

    @pytest.mark.parametrize(
        ("permissions", "facts", "status"),
        [(["change", "publish"], True, 200), (["change", "publish"], False, 403), (["change"], True, 403), (["publish"], True, 403)],
    )
    def test_only_who_may_change_facts_and_publish_the_page(self, page, permissions, facts, status):
        group = self.group(*[f"{name}_page" for name in permissions], facts=facts)
        client = self.member(group)
        answer = client.get(address(page))
        assert answer.status_code == status
        if status == 403:
            assert "may not" in answer.content.decode()
            assert client.post(address(page), {"phones-0-number": "+33199005678"}).status_code == 403

    def test_a_reader_is_asked_to_sign_in(self, page, client):
        assert client.get(address(page)).status_code == 302


class TestTheWayThere:
    """At most five clicks from signing in to a corrected number: the list, the service, the form."""

    def test_the_lists_lead_to_the_form_in_one_click(self, page, admin):
        html = admin.get("/admin/services/").content.decode()
        assert f'href="{address(page)}"' in html
        assert "Correct facts of Night Lamp" in html
        assert f'href="{address(page.organisation)}"' in admin.get("/admin/organisations/").content.decode()

    def test_the_menu_of_the_page_and_its_row_in_the_section_lead_there(self, page, admin):
        assert f'href="{address(page)}"' in admin.get(f"/admin/pages/{page.pk}/edit/").content.decode()
        assert f'href="{address(page)}' in admin.get(f"/admin/pages/{page.get_parent().pk}/").content.decode()

    def test_a_translation_shows_the_way_beside_its_facts(self, page, admin):
        french = factories.translate(page, "fr")
        assert f'href="{address(page)}"' in admin.get(f"/admin/pages/{french.pk}/edit/").content.decode()
