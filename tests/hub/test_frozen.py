"""A question that is put into SQL once: what it finds is what the question finds that Django puts together each time, wherever it is asked."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.db.models import Count, Exists, OuterRef, Q
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from hub.models.frozen import frozen
from hub.models.visibility import _all_types, _of, let_in, visible_of, visible_pages
from resources.models import GuidePage, ServicePage
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def pages(kept):
    """Services that everybody may see, that are hidden, whose facts are, and that stand in a restricted section; two with facts elsewhere."""

    def make():
        shown, hidden = factories.service("Night Lamp"), factories.service("Hidden Lamp", listed=False)
        closed = factories.section("Closed")
        within = factories.service("Closed Lamp", closed)
        PageViewRestriction.objects.create(page=closed, restriction_type="login")
        return [shown, hidden, within, factories.translate(shown, "fr"), factories.translate(hidden, "fr")]

    return kept(make)


def both(model):
    """The question as it was, and as it is kept."""
    plain = _of(model) if model else _all_types()
    return plain, frozen(plain)


def same(one, other):
    """Both find the same rows, and some."""
    found = set(one.values_list("pk", flat=True))
    assert found
    assert set(other.values_list("pk", flat=True)) == found


NARROWED = {
    "as it is": lambda question, pages: question,
    "narrowed": lambda question, pages: question.filter(pk__in=[page.pk for page in pages]),
    "by a table that it knows": lambda question, pages: question.filter(locale__language_code="fr"),
    "by two that are one": lambda question, pages: question.filter(Q(locale__language_code="fr") | Q(title="Night Lamp")).select_related("locale"),
    "all but some": lambda question, pages: question.exclude(pk=pages[0].pk),
    "put together": lambda question, pages: question.filter(title="Night Lamp") | question.filter(locale__language_code="fr"),
    "what both find": lambda question, pages: question & type(question)(question.model).filter(depth__gt=3),
    "one after the other": lambda question, pages: (
        question.order_by().filter(title="Night Lamp").union(question.order_by().filter(locale__language_code="fr"))
    ),
    "counted": lambda question, pages: question.annotate(number=Count("view_restrictions")).filter(number=0),
    "in order": lambda question, pages: question.order_by("-path")[:3],
}


@pytest.mark.parametrize("model", [ServicePage, None], ids=["services", "all"])
@pytest.mark.parametrize("narrow", NARROWED.values(), ids=NARROWED)
def test_finds_what_the_whole_question_finds(pages, narrow, model):
    plain, kept = both(model)
    same(narrow(plain, pages), narrow(kept, pages))


WITHIN = {
    "a list": lambda question: Page.objects.filter(pk__in=question.values("pk")),
    "page by page": lambda question: Page.objects.filter(Exists(question.filter(pk=OuterRef("pk")))),
    "not page by page": lambda question: Page.objects.filter(~Exists(question.filter(pk=OuterRef("pk")))),
    "families": lambda question: question.filter(translation_key__in=question.filter(locale__language_code="fr").values("translation_key")),
    "two deep": lambda question: Page.objects.filter(pk__in=question.filter(pk__in=question.filter(title="Night Lamp").values("pk")).values("pk")),
    "told with each": lambda question: Page.objects.annotate(seen=Exists(question.filter(pk=OuterRef("pk")))).filter(seen=True),
}


@pytest.mark.parametrize("model", [ServicePage, None], ids=["services", "all"])
@pytest.mark.parametrize("within", WITHIN.values(), ids=WITHIN)
def test_finds_it_within_another_question_too(pages, within, model):
    plain, kept = both(model)
    same(within(plain), within(kept))
    same(within(plain), within(kept))  # from what is kept


def test_what_is_counted_is_what_is_found(pages):
    plain, kept = both(ServicePage)
    assert kept.count() == plain.count() == 2
    assert kept.filter(pk=pages[0].pk).exists()
    assert not kept.filter(pk=pages[1].pk).exists()


def test_what_is_changed_is_what_is_found(pages):
    assert both(ServicePage)[1].update(summary="New") == 2
    assert set(ServicePage.objects.filter(summary="New")) == {pages[0], pages[3]}


def test_a_question_that_nothing_answers_stays_one(pages):
    assert not frozen(ServicePage.objects.none()).filter(title="Night Lamp").exists()
    assert frozen(ServicePage.objects.all()).count() == 5


def test_the_text_is_made_once():
    kept = frozen(GuidePage.objects.filter(title="x"))
    part = kept.query.where.children[0]
    with CaptureQueriesContext(connection) as asked:
        list(kept.filter(pk=1)), list(kept.filter(pk=2))
    assert len(asked) == 2
    assert len(part._in_sql) == 1


def test_what_is_visible_follows_the_clock_though_the_question_is_kept(pages):
    shown = pages[0]
    for found in (visible_of(ServicePage), let_in(ServicePage), visible_pages()):
        assert found.filter(pk=shown.pk).exists()
    ServicePage.objects.filter(pk=shown.pk).update(expire_at=timezone.now() - timedelta(seconds=1))
    for found in (visible_of(ServicePage), let_in(ServicePage), visible_pages()):
        assert not found.filter(pk=shown.pk).exists()


def test_a_restriction_is_left_to_whoever_looks_at_it_reader_by_reader(pages):
    within = pages[2]
    assert let_in(ServicePage).filter(pk=within.pk).exists()
    assert not visible_of(ServicePage).filter(pk=within.pk).exists()
