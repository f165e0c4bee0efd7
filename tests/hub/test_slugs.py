"""A page that an editor makes can be reached: none stands at an address where the hub itself answers."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from hub.href import href
from hub.slugs import OWN
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("slug", sorted(OWN))
def test_an_address_of_the_hub_is_refused_right_below_a_home_page(slug):
    with pytest.raises(ValidationError, match="an address of the site itself"):
        factories.standard_page("Anything", slug=slug)


def test_deeper_down_every_slug_is_free(client):
    page = factories.standard_page("Report", factories.section())
    assert page.slug == "report"
    assert client.get(href(page)).status_code == 200


def test_a_title_that_sounds_like_an_address_of_the_hub_gets_another_one(client):
    page = factories.standard_page("Report")
    assert page.slug == "report-page"
    assert client.get(href(page)).status_code == 200
    assert factories.standard_page("Report").slug == "report-page-2"


def form(**more):
    return {"title": "Report", "slug": "report", "summary": "", "body-count": 0, "comments-TOTAL_FORMS": 0, "comments-INITIAL_FORMS": 0, **more}


def test_the_form_says_so_and_nothing_is_lost(client):
    client.force_login(factories.administrator())
    answer = client.post(f"/admin/pages/add/home/standardpage/{factories.home().pk}/", form())
    assert answer.status_code == 200
    assert "is an address of the site itself" in answer.content.decode()
    assert 'value="Report"' in answer.content.decode()


def test_a_copy_cannot_take_one_either(client):
    client.force_login(factories.administrator())
    page = factories.standard_page("Anything")
    answer = client.post(f"/admin/pages/{page.pk}/copy/", {"new_title": "x", "new_slug": "search", "new_parent_page": factories.home().pk})
    assert answer.status_code == 200
    assert "is an address of the site itself" in answer.content.decode()


def test_a_page_is_not_moved_to_where_nobody_could_reach_it(client):
    client.force_login(factories.administrator())
    page = factories.standard_page("Report", factories.section())
    client.post(f"/admin/pages/{page.pk}/move/{factories.home().pk}/confirm/")
    page.refresh_from_db()
    assert page.depth == 4
