"""Who may not change facts reads them in Wagtail's form, and nothing that is posted changes one."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group, Permission
from wagtail.models import GroupPagePermission

from resources.models import ResourceIndexPage, ServicePage
from tests import factories
from tests.correcting import signed_in
from tests.forms import filled

pytestmark = pytest.mark.django_db


@pytest.fixture
def translator():
    """Somebody who may add, change and publish on the whole tree, but change no facts."""
    factories.home()
    group = Group.objects.create(name="Translators of French")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    for name in ("add_page", "change_page", "publish_page"):
        GroupPagePermission.objects.create(group=group, page=factories.home(), permission=Permission.objects.get(codename=name))
    user = factories.editor("translator")
    user.groups.set([group])
    return signed_in(user)


def edit(client, page, address: str = "", **changes: str):
    """Open Wagtail's form, change, publish."""
    address = address or f"/admin/pages/{page.pk}/edit/"
    html = client.get(address).content.decode()
    data = dict(filled(html, "page-edit-form").items())
    return client.post(f"/admin/pages/{page.pk}/edit/", {**data, "body-count": "0", "action-publish": "1", **changes})


FACTS = {"website": "https://posted.example.org/", "listed": "", "phones-TOTAL_FORMS": "0", "phones-INITIAL_FORMS": "0", "status": "defunct"}


def test_a_translator_reads_the_facts_of_a_page_and_finds_no_way_to_change_them(translator):
    page = factories.full_service()
    html = translator.get(f"/admin/pages/{page.pk}/edit/").content.decode()
    assert "+33199001234" in html
    assert 'name="phones-0-number"' not in html
    assert f"/admin/facts/{page.pk}/" not in html
    assert "Open the page with the facts" not in html


def test_facts_that_a_translator_posts_change_nothing_and_the_words_are_published(translator):
    page = factories.full_service()
    assert edit(translator, page, title="Night Lantern", **FACTS).status_code == 302
    page = ServicePage.objects.get(pk=page.pk)
    assert page.title == "Night Lantern"
    assert (page.website, page.status, page.listed, page.phones.count()) == ("https://lamp.example.org/", "active", True, 2)


def test_going_back_to_old_words_brings_back_no_old_number(translator):
    page = factories.full_service()
    old = page.latest_revision
    page.website, page.summary = "https://new.example.org/", "New words"
    page.phones.first().delete()
    page = ServicePage.objects.get(pk=page.pk)
    page.website, page.summary = "https://new.example.org/", "New words"
    factories.publish_page(page)
    assert edit(translator, page, f"/admin/pages/{page.pk}/revisions/{old.pk}/revert/").status_code == 302
    page = ServicePage.objects.get(pk=page.pk)
    assert page.summary == "Someone to talk to, in the evening and at night."
    assert (page.website, page.phones.count()) == ("https://new.example.org/", 1)


def test_a_translator_may_begin_a_family_without_facts(translator):
    shelf = factories.section()
    address = f"/admin/pages/add/resources/servicepage/{shelf.pk}/"
    html = translator.get(address).content.decode()
    assert 'name="website"' not in html
    data = dict(filled(html, "page-edit-form").items())
    answer = translator.post(address, {**data, "title": "Neu", "slug": "neu", "body-count": "0", **FACTS})
    assert answer.status_code == 302
    made = ServicePage.objects.get(slug="neu")
    assert (made.website, made.status, made.listed) == ("", "active", True)


def test_a_copy_that_a_translator_makes_has_the_facts_of_the_page(translator):
    page = factories.full_service()
    data = {"new_title": "Copy", "new_slug": "copy", "new_parent_page": str(page.get_parent().pk), **FACTS}
    assert translator.post(f"/admin/pages/{page.pk}/copy/", data).status_code == 302
    assert ServicePage.objects.get(slug="copy").website == page.website


def test_an_editor_edits_words_and_facts_in_one_form_as_ever():
    page = factories.full_service()
    html = signed_in(factories.editor()).get(f"/admin/pages/{page.pk}/edit/").content.decode()
    assert 'name="phones-0-number"' in html
    tabs = [tab.get_text(strip=True) for tab in BeautifulSoup(html, "html.parser").select("a[role=tab]")]
    assert len([tab for tab in tabs if tab.startswith("Facts")]) == 1


def test_sections_too_keep_their_facts(translator):
    shelf = factories.section(listed=True)
    assert edit(translator, shelf, title="Help", listed="").status_code == 302
    shelf = ResourceIndexPage.objects.get(pk=shelf.pk)
    assert (shelf.title, shelf.listed) == ("Help", True)
