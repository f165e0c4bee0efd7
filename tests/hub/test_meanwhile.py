"""A form that stood open while somebody corrected the facts: saving it keeps the correction, and the words of both."""

from __future__ import annotations

import pytest
from wagtail.models import Revision

from resources.models import Phone, ServicePage
from tests import factories
from tests.correcting import correct, signed_in
from tests.forms import filled, of_page

pytestmark = pytest.mark.django_db
OLD, NEW, OTHER = "+33199001234", "+33199005678", "+33199009999"


@pytest.fixture
def page(full_service):
    return full_service


@pytest.fixture
def admin(page):
    return signed_in(factories.administrator())


def plain(data) -> dict[str, str]:
    """One value for each field."""
    return dict(data.items())


@pytest.fixture
def form(opened_page) -> dict[str, str]:
    """Wagtail's form of the page, as somebody opened it."""
    return plain(opened_page)


@pytest.fixture
def facts(opened_facts):
    """The form of Correct facts."""
    return opened_facts.copy()


def save(client, page, data: dict[str, str], publish: bool = True, follow: bool = False, **changes: str):
    """Send it."""
    return client.post(f"/admin/pages/{page.pk}/edit/", {**data, **changes, **({"action-publish": "1"} if publish else {})}, follow=follow)


def fresh(page) -> ServicePage:
    return ServicePage.objects.get(pk=page.pk)


def numbers(page) -> list[str]:
    return [row.number for row in page.phones.all()]


def test_words_published_from_an_old_form_bring_back_no_old_number(page, admin, form, facts):
    correct(admin, page, facts, **{"phones-0-number": NEW, "website": "https://new.example.org/"})
    save(admin, page, form, title="Night Lantern")
    live = fresh(page)
    assert (live.title, live.website, numbers(live)[0]) == ("Night Lantern", "https://new.example.org/", NEW)
    assert [row.pk for row in live.phones.all()] == [row.pk for row in page.phones.all()]


def test_a_draft_saved_from_an_old_form_keeps_the_correction_too(page, admin, form, facts):
    correct(admin, page, facts, **{"phones-0-number": NEW})
    save(admin, page, form, publish=False, title="Night Lantern")
    draft = fresh(page).get_latest_revision_as_object()
    assert (draft.title, numbers(draft)[0], numbers(fresh(page))[0]) == ("Night Lantern", NEW, NEW)


def test_other_facts_of_the_old_form_are_saved(page, admin, form, facts):
    correct(admin, page, facts, **{"phones-0-number": NEW})
    save(admin, page, form, website="https://mine.example.org/")
    assert (numbers(fresh(page))[0], fresh(page).website) == (NEW, "https://mine.example.org/")


def test_of_two_values_of_one_fact_the_published_one_stays_and_the_other_is_told(page, admin, form, facts):
    correct(admin, page, facts, **{"phones-0-number": NEW})
    html = save(admin, page, form, follow=True, **{"phones-0-number": OTHER, "title": "Night Lantern"}).content.decode()
    assert (numbers(fresh(page))[0], fresh(page).title) == (NEW, "Night Lantern")
    assert OTHER in html
    assert NEW in html


def test_a_row_taken_away_meanwhile_stays_away_and_one_added_stays(page, admin, form, facts):
    correct(admin, page, facts, **{"phones-1-DELETE": "1"})
    live = fresh(page)
    live.phones.add(Phone(number=OTHER))
    live.save_revision().publish()
    response = save(admin, page, form, title="Night Lantern")
    assert response.status_code == 302
    assert (fresh(page).title, numbers(fresh(page))) == ("Night Lantern", [OLD, OTHER])


def test_a_form_with_a_mistake_stays_old_until_it_is_saved(page, admin, form, facts):
    correct(admin, page, facts, **{"phones-0-number": NEW})
    response = save(admin, page, form, title="")
    again = {**plain(filled(response.content.decode(), "page-edit-form")), "body-count": "0"}
    assert again["phones-0-number"] == OLD
    save(admin, page, again, title="Night Lantern")
    assert (fresh(page).title, numbers(fresh(page))[0]) == ("Night Lantern", NEW)


def test_a_page_that_was_never_published_keeps_what_another_editor_saved(admin):
    page = factories.full_service("New house", publish=False)
    page.save_revision()
    form = plain(of_page(admin, page))
    draft = fresh(page).get_latest_revision_as_object()
    draft.website = "https://new.example.org/"
    draft.save_revision()
    save(admin, page, form, publish=False, summary="Other words.")
    draft = fresh(page).get_latest_revision_as_object()
    assert (draft.website, draft.summary) == ("https://new.example.org/", "Other words.")


def test_a_version_that_the_form_saved_itself_is_where_it_begins(page, admin, form, facts):
    own = dict(form, title="Lantern")
    kept = admin.post(f"/admin/pages/{page.pk}/edit/", own, headers={"accept": "application/json"}).json()
    assert kept["success"], kept
    correct(admin, page, facts, **{"phones-0-number": NEW})
    response = save(admin, page, form, publish=False, follow=True, title="Night Lantern", overwrite_revision_id=str(kept["revision_id"]))
    assert "Cannot overwrite" not in response.content.decode()
    draft = fresh(page).get_latest_revision_as_object()
    assert (draft.title, numbers(draft)[0], numbers(fresh(page))[0]) == ("Night Lantern", NEW, NEW)
    assert Revision.objects.filter(pk=kept["revision_id"]).exists()


def test_a_form_kept_by_itself_is_refused_while_somebody_else_corrected(page, admin, form, facts):
    correct(admin, page, facts, **{"phones-0-number": NEW})
    answer = admin.post(f"/admin/pages/{page.pk}/edit/", form, headers={"accept": "application/json"}).json()
    assert (answer["success"], answer["error_code"]) == (False, "invalid_revision")


def test_a_form_that_names_no_version_is_saved_as_it_is(page, admin, form):
    del form["loaded_revision_id"]
    for wrong in ("", "0", "x", "99999999999999999999"):
        save(admin, page, {**form, "loaded_revision_id": wrong}, **{"phones-0-number": OTHER, "title": f"Lamp {wrong}"})
        assert (fresh(page).title, numbers(fresh(page))[0]) == (f"Lamp {wrong}".strip(), OTHER)
