"""An editor's day in Wagtail's form: words and facts in one, workflow, preview, copies, moves."""

from __future__ import annotations

import pytest
from django.urls import reverse

from hub.models.facts import FACTS_NOT_PUBLISHED
from resources.models import ServicePage
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(client):
    client.force_login(factories.administrator())
    return client


def form_of(page: ServicePage, **changes: str) -> dict[str, str]:
    """What the form of a translation posts."""
    return {"title": page.title, "summary": page.summary, "seo_title": "", "search_description": "", "body-count": "0", **changes}


def test_a_translation_that_waits_for_its_facts_says_so_and_keeps_its_words(admin):
    draft = factories.service("Draft", publish=False)
    draft.save_revision()
    french = factories.translate(draft, "fr", title="Brouillon", publish=False)
    address = reverse("wagtailadmin_pages:edit", args=[french.pk])
    answer = admin.post(address, form_of(french, title="Un brouillon", **{"action-publish": "1"}), follow=True)
    assert str(FACTS_NOT_PUBLISHED) in answer.content.decode()
    french = ServicePage.objects.get(pk=french.pk)
    assert not french.live
    assert french.get_latest_revision_as_object().title == "Un brouillon"


def test_moving_the_original_moves_its_translations_along(admin):
    page = factories.service("Night Lamp")
    french = factories.translate(page, "fr")
    target = factories.section("Learn")
    factories.translate(target, "fr")
    admin.post(reverse("wagtailadmin_pages:move_confirm", args=[page.pk, target.pk]))
    for one in (ServicePage.objects.get(pk=page.pk), ServicePage.objects.get(pk=french.pk)):
        assert one.url_path.endswith("/learn/night-lamp/")


def test_a_copy_made_in_the_admin_is_a_family_of_its_own(admin):
    page = factories.full_service("Night Lamp")
    french = factories.translate(page, "fr")
    data = {"new_title": "Autre", "new_slug": "autre", "new_parent_page": str(french.get_parent().pk), "copy_subpages": "", "publish_copies": "on"}
    assert admin.post(reverse("wagtailadmin_pages:copy", args=[french.pk]), data).status_code == 302
    copy = ServicePage.objects.get(slug="autre")
    assert copy.keeps_facts
    assert copy.phones.count() == page.phones.count() > 0


def test_history_and_comparison_of_a_service_open(admin):
    page = factories.full_service("Night Lamp")
    first = page.latest_revision
    page.summary = "Another sentence."
    second = page.save_revision()
    for name, args in {"history": [page.pk], "revisions_compare": [page.pk, first.pk, second.pk], "usage": [page.pk]}.items():
        assert admin.get(reverse(f"wagtailadmin_pages:{name}", args=args)).status_code == 200
    assert "Another sentence." in admin.get(reverse("wagtailadmin_pages:revisions_compare", args=[page.pk, first.pk, second.pk])).content.decode()
