"""The word list of the search holds no word of a page that not everybody may see, nor keeps one in the free pages of its file."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from search import indexer, wordlist
from search.wordlist import site_words
from tests import factories
from tests.search.asking import few_labels

pytestmark = pytest.mark.django_db
CANARIES = {
    "open": "quorvexa",
    "private": "zembliqua",
    "draft": "fandorble",
    "expired": "plimquarth",
    "scheduled": "vostrimble",
    "hidden": "jaxquell",
}


@pytest.fixture
def pages(settings, tmp_path):
    """One guide of each kind, in English and French, that says its canary in both."""
    settings.HUB_DATA = tmp_path
    few_labels()
    made = {}
    for name, word in CANARIES.items():
        parent = factories.section("Board") if name == "private" else None
        made[name] = factories.guide(f"Lamp {word}", parent, summary=f"A {word} lamp.")
        factories.translate(made[name], "fr", title=f"Lampe {word}", summary=f"Une lampe {word}.", publish=name != "draft")
    restriction = PageViewRestriction.objects.create(page=made["private"].get_parent(), restriction_type="groups")
    restriction.groups.add(Group.objects.create(name="Board"))
    for name, dates in {"expired": {"expire_at": -1}, "scheduled": {"go_live_at": 1}}.items():
        when = {field: timezone.now() + timedelta(hours=hours) for field, hours in dates.items()}
        Page.objects.filter(translation_key=made[name].translation_key).update(**when)
    type(made["hidden"]).objects.filter(pk=made["hidden"].pk).update(listed=False)
    indexer.update()
    indexer.reconcile()
    return made


def held() -> set[str]:
    content = site_words().path.read_bytes()
    return {name for name, word in CANARIES.items() if word[:6].encode() in content}


def test_only_words_that_everybody_may_read_are_learnt(pages):
    wordlist.refresh()
    assert held() == {"open"}


def test_words_of_a_page_that_is_hidden_later_leave_the_file(pages):
    wordlist.refresh()
    pages["open"].unpublish()
    indexer.update()
    wordlist.refresh(at_most_every=timedelta(0))
    assert held() == set()
