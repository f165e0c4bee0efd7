"""Copies, moves and aliases through the admin: a family stays together, and never gets a second home for its facts (DESIGN §4, §5)."""

from __future__ import annotations

import pytest
from django.urls import reverse
from wagtail.models import Page

from hub.href import href
from resources.models import ResourceIndexPage, ServicePage
from tests import factories, people

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(client):
    client.force_login(factories.administrator())
    return client


@pytest.fixture
def night_lamp(full_service):
    return full_service


def copy(client, page, **more):
    data = {"new_title": "Copy", "new_slug": "copy", "new_parent_page": str(page.get_parent().pk), "publish_copies": "on", **more}
    return client.post(reverse("wagtailadmin_pages:copy", args=[page.pk]), data, follow=True)


def move(client, page, target):
    return client.post(reverse("wagtailadmin_pages:move_confirm", args=[page.pk, target.pk]), follow=True)


def path(page):
    return Page.objects.get(pk=page.pk).url_path.split("/", 2)[2]


class TestACopy:
    def test_of_an_original_has_facts_of_its_own(self, admin, night_lamp):
        copy(admin, night_lamp)
        made = ServicePage.objects.get(slug="copy")
        assert made.keeps_facts
        assert made.translation_key != night_lamp.translation_key
        numbers = {row.number for row in night_lamp.phones.all()}
        assert {row.number for row in made.phones.all()} == numbers
        made.phones.all().delete()
        assert ServicePage.objects.get(pk=night_lamp.pk).phones.count() == len(numbers)

    def test_of_a_translation_is_a_family_of_its_own(self, admin, night_lamp):
        french = factories.translate(night_lamp, "fr")
        copy(admin, french)
        made = ServicePage.objects.get(slug="copy")
        assert made.keeps_facts
        assert made.phones.count() == night_lamp.phones.count()
        assert night_lamp.members.count() == 1

    def test_of_a_section_takes_the_pages_below_it_each_as_a_family_of_its_own(self, admin, night_lamp):
        factories.translate(night_lamp, "fr")
        section = night_lamp.get_parent()
        copy(admin, section, copy_subpages="on")
        made = ServicePage.objects.get(url_path__endswith="/copy/night-lamp/")
        assert made.keeps_facts
        assert made.phones.count() == night_lamp.phones.count()
        assert made.get_translations().count() == 0
        assert ServicePage.objects.get(pk=night_lamp.pk).get_translations().count() == 1

    def test_of_a_translated_section_copies_the_facts_along(self, admin, night_lamp):
        french = factories.translate(night_lamp, "fr")
        copy(admin, french.get_parent(), copy_subpages="on")
        made = ServicePage.objects.get(url_path__endswith="/copy/night-lamp/")
        assert made.keeps_facts
        assert made.phones.count() == night_lamp.phones.count()

    def test_is_never_an_alias(self, admin, night_lamp):
        answer = copy(admin, night_lamp, alias="on")
        assert "have no aliases" in answer.content.decode()
        assert not Page.objects.filter(alias_of__isnull=False).exists()
        assert not ServicePage.objects.filter(slug="copy").exists()


class TestAnAlias:
    def test_is_not_made_of_a_translation(self, admin, night_lamp):
        french = factories.translate(night_lamp, "fr")
        for send in (admin.get, admin.post):
            send(f"/admin/localize/page/{french.pk}/convert_to_alias/")
            assert Page.objects.get(pk=french.pk).alias_of_id is None

    def test_that_came_from_elsewhere_is_not_converted(self, admin, night_lamp):
        other = factories.service("Other")
        Page.objects.filter(pk=other.pk).update(alias_of=night_lamp.pk)
        answer = admin.post(reverse("wagtailadmin_pages:convert_alias", args=[other.pk]), follow=True)
        assert "have no aliases" in answer.content.decode()
        assert Page.objects.get(pk=other.pk).alias_of_id == night_lamp.pk


class TestAMove:
    def test_between_sections_takes_the_translations_along(self, admin, night_lamp):
        french = factories.translate(night_lamp, "fr")
        target = factories.section("Learn")
        factories.translate(target, "fr")
        move(admin, night_lamp, target)
        assert path(night_lamp) == path(french)
        assert path(night_lamp).endswith("learn/night-lamp/")
        admin.logout()
        assert admin.get("/fr/learn/night-lamp/").status_code == 200

    def test_to_a_section_that_is_not_translated_makes_it_a_draft_there(self, admin, night_lamp):
        french = factories.translate(night_lamp, "fr")
        target = factories.section("Learn")
        move(admin, night_lamp, target)
        assert path(french) == path(night_lamp)
        made = target.get_translation(factories.locale("fr"))
        assert not made.live
        assert made.facts_page_id == target.pk

    def test_by_an_editor_of_one_tree_takes_the_other_languages_along(self, client, night_lamp):
        """Where it stands is a matter of the original, whoever may publish the other languages."""
        french = factories.translate(night_lamp, "fr")
        target = factories.section("Learn")
        factories.translate(target, "fr")
        client.force_login(people.section_editor(factories.home()))
        move(client, night_lamp, target)
        assert path(night_lamp).endswith("learn/night-lamp/")
        assert path(french) == path(night_lamp)

    def test_of_several_originals_takes_their_translations_along(self, admin, night_lamp):
        french = factories.translate(night_lamp, "fr")
        target = factories.section("Learn")
        factories.translate(target, "fr")
        address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "move"]) + f"?id={night_lamp.pk}"
        admin.post(address, {"chooser": str(target.pk)})
        assert path(french) == path(night_lamp)
        assert path(night_lamp).endswith("learn/night-lamp/")

    def test_of_a_section_takes_all_below_it_in_every_language(self, admin, night_lamp):
        french = factories.translate(night_lamp, "fr")
        target = factories.section("Learn")
        factories.translate(target, "fr")
        move(admin, night_lamp.get_parent(), target)
        assert path(french) == path(night_lamp)
        assert path(night_lamp).endswith("learn/get-help/night-lamp/")
        assert ServicePage.objects.get(pk=french.pk).facts_page_id == night_lamp.pk

    def test_of_a_translation_alone_is_refused_and_says_what_to_do(self, admin, night_lamp):
        french = factories.translate(night_lamp, "fr")
        target = factories.translate(factories.section("Learn"), "fr")
        before = path(french)
        for answer in (move(admin, french, target), admin.get(reverse("wagtailadmin_pages:move_confirm", args=[french.pk, target.pk]), follow=True)):
            assert "Move the original “Night Lamp”" in answer.content.decode()
        address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "move"]) + f"?id={french.pk}"
        assert "Move the original “Night Lamp”" in admin.post(address, {"chooser": str(target.pk)}, follow=True).content.decode()
        assert path(french) == before

    def test_of_a_translation_to_where_its_original_went_is_allowed(self, admin, night_lamp):
        """A way back for trees from before, where the translations had stayed behind."""
        french = factories.translate(night_lamp, "fr")
        target = factories.section("Learn")
        french_target = factories.translate(target, "fr")
        taken = factories.service("Night Lamp", ResourceIndexPage.objects.get(pk=french_target.pk))
        move(admin, night_lamp, target)
        assert path(french) != path(night_lamp)
        taken.delete()
        move(admin, french, french_target)
        assert path(french) == path(night_lamp)
        assert href(ServicePage.objects.get(pk=french.pk)) == "/fr/learn/night-lamp/"
