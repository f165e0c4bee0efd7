"""The list of a language: what is missing, what changed and how much, in the order of the work; and the sheet to review."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from resources import codes
from resources.models import Alert, GuidePage
from resources.sheet import markdown, sheet
from tests import factories, many
from tests.conftest import ROOT
from tests.translation import people
from translation import due
from translation.models import TranslationState
from translation.queue import State, counts, queue
from translation.rows import changed_texts, rows

pytestmark = pytest.mark.django_db


@pytest.fixture
def user():
    return people.translator()


@pytest.fixture
def french(client, user):
    client.force_login(user)
    return client


def listed(client, query: str = "", code: str = "fr") -> str:
    return client.get(reverse("translation:list", args=[code]) + query).content.decode()


def change(page, **words):
    page = type(page).objects.get(pk=page.pk)
    for name, text in words.items():
        setattr(page, name, text)
    return factories.publish_page(page)


def aged(page, days: int):
    Page.objects.filter(pk=page.pk).update(first_published_at=timezone.now() - timedelta(days=days))
    return page


def test_newest_alerts_come_first_then_services_then_the_oldest(user):
    section = factories.section()
    factories.translate(section, "fr")
    today = timezone.localdate()
    aged(factories.guide("Old guide", section), 30)
    aged(factories.guide("Older guide", section), 60)
    aged(factories.service("Service", section), 1)
    aged(factories.service("Alert", section, alerts=[Alert(kind=codes.AlertKind.CLOSED, starts_on=today - timedelta(days=9))]), 3)
    aged(factories.service("New alert", section, alerts=[Alert(kind=codes.AlertKind.CLOSED, starts_on=today)]), 2)
    gone = Alert(kind=codes.AlertKind.HOURS, starts_on=today - timedelta(days=9), ends_on=today - timedelta(days=1))
    aged(factories.service("Alert of last week", section, alerts=[gone]), 2)
    names = [page.title for page in queue(factories.locale("fr")).filter(state=State.MISSING)]
    assert names == ["New alert", "Alert", "Alert of last week", "Service", "Older guide", "Old guide"]


def test_each_state_says_how_much_is_to_be_done(french, django_capture_on_commit_callbacks):
    people.begun(factories.guide("Begun", summary="One."), but=1)
    outdated = factories.guide("Changed", summary="One.", body=[{"type": "text", "value": "<p>One.</p><p>Two.</p>"}])
    people.published(outdated, capture=django_capture_on_commit_callbacks)
    change(outdated, summary="Other.", body=[{"type": "text", "value": "<p>One.</p><p>Three.</p><p>Four.</p>"}])
    people.published(factories.guide("Done"), capture=django_capture_on_commit_callbacks)
    factories.guide("Not begun")
    found = {row.page.title: row for row in rows(queue(factories.locale("fr")), factories.locale("fr"))}
    assert (found["Begun"].state, found["Begun"].done, found["Begun"].total) == (State.STARTED, 1, 2)
    assert (found["Changed"].state, found["Changed"].changed) == (State.OUTDATED, 3)
    assert (found["Not begun"].state, found["Not begun"].target) == (State.MISSING, None)
    text = listed(french)
    assert "1 of 2 texts are translated" in text
    assert "3 texts have changed since" in text
    assert ">Done<" not in text
    assert ">Done<" in listed(french, "?state=current")
    numbers = counts(factories.locale("fr"))
    assert numbers[State.OUTDATED] == 1
    assert sum(numbers.values()) == queue(factories.locale("fr")).count()


def test_filters_narrow_and_nonsense_does_not(french):
    factories.guide("A guide")
    factories.service("A service")
    assert "A service" not in listed(french, "?kind=guidepage")
    assert "A guide" in listed(french, "?kind=guidepage&state=missing")
    assert "A guide" not in listed(french, "?state=outdated")
    assert "A guide" in listed(french, "?kind=nonsense&state=nonsense&p=nonsense")


def test_drafts_and_hidden_and_private_originals_are_not_named(french):
    factories.guide("A draft", publish=False)
    factories.guide("A hidden one", listed=False)
    private = factories.guide("A private one")
    private.view_restrictions.create(restriction_type="login")
    draft = factories.guide("A live one")
    draft.title = "A new title"
    draft.save_revision()
    text = listed(french)
    assert "A live one" in text
    for secret in ("A draft", "A hidden one", "A private one", "A new title"):
        assert secret not in text, secret


def test_other_languages_have_other_lists(french, client):
    assert client.get(reverse("translation:index")).url == reverse("translation:list", args=["fr"])
    assert client.get(reverse("translation:list", args=["ar"])).status_code == 302
    client.force_login(factories.administrator())
    assert reverse("translation:list", args=["fr"]) in listed(client, code="en")


def test_the_menu_shows_it_to_whoever_translates(client, user):
    client.force_login(user)
    assert reverse("translation:index") in client.get(reverse("wagtailadmin_home")).content.decode()


@pytest.mark.parametrize("number", [20, 200])
def test_the_list_costs_the_same_however_long(french, number, django_assert_max_num_queries):
    section = factories.section()
    factories.translate(section, "fr")
    first = many.services(number, section)[0]
    people.begun(factories.guide("Begun", section), but=1)
    factories.translate(first, "fr")
    TranslationState.objects.update(source_changed_on=timezone.now())
    listed(french)
    with django_assert_max_num_queries(20):
        listed(french)


def test_the_dashboard_names_what_changed_to_whoever_translates_it(user, django_capture_on_commit_callbacks):
    guide = factories.guide("Changed", summary="One.")
    people.published(guide, capture=django_capture_on_commit_callbacks)
    assert list(due.outdated(user)) == []
    change(guide, summary="Other.")
    user = type(user).objects.get(pk=user.pk)
    (one,) = due.outdated(user)
    assert one.address == reverse("translation:list", args=["fr"]) + "?state=outdated"
    assert one.since == timezone.localdate()
    assert "French" in one.text
    assert list(due.outdated(factories.administrator())) == []


@pytest.mark.parametrize(
    ("before", "now", "number"),
    [
        ("<p>One.</p>", "<p>One.</p>", 0),
        ("<p>One.</p>", "<p>One.</p><p>Two.</p>", 1),
        ("<p>One.</p><p>Two.</p>", "<p>One.</p>", 1),
        ("", "<p>A</p>", 1),
    ],
)
def test_changed_texts_are_counted_by_paragraph(before, now, number):
    def content(html):
        return {"title": "Same", "body": f'[{{"id": "1", "type": "text", "value": "{html}"}}]'}

    assert changed_texts(content(before), content(now), GuidePage) == number


class TestSheet:
    def test_the_translators_page_names_each_sentence_as_it_is_now(self):
        text = (ROOT / "docs" / "translators.md").read_text()
        assert markdown("en").strip() in text, "run `manage.py review_sheet en` and put its lines into docs/translators.md"

    def test_it_has_four_parts_with_the_words_of_the_language(self, capsys):
        parts = dict(sheet("fr"))
        assert len(parts) == 4
        assert all(pairs and all(original and words for original, words in pairs) for pairs in parts.values())
        call_command("review_sheet", "fr")
        assert "Notes are kept about what you tell." in capsys.readouterr().out

    def test_it_opens_in_the_admin_for_ones_own_language(self, french):
        assert "Des notes sont gardées" in french.get(reverse("review_sheet", args=["fr"])).content.decode()
        assert french.get(reverse("review_sheet", args=["ar"])).status_code == 302
        assert reverse("review_sheet", args=["fr"]) in listed(french)
