"""Notices over all pages: at once, in the reader's language, gone on time, and never put up without a second person hearing of it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group
from django.core import mail
from django.core.cache import cache
from django.db.utils import OperationalError
from django.urls import reverse
from django.utils import formats, timezone, translation

from home.banners import MOST, SECONDS, shown
from home.models import Banner, BannerKind
from hub import languages
from tests import factories

pytestmark = pytest.mark.django_db
WORDS = {"en": "Storm on the coast.", "ar": "عاصفة على الساحل."}


def banner(**more) -> Banner:
    given = {"kind": BannerKind.DISASTER, "ends_at": timezone.now() + timedelta(days=2), **more}
    return Banner.objects.create(**given)


def told(client, address: str) -> list[str]:
    return [one.text.strip() for one in BeautifulSoup(client.get(address).content, "html.parser").select(".banner p bdi")]


@pytest.fixture
def form() -> dict[str, str]:
    now = timezone.now()
    words = {f"words_{code}": WORDS.get(code, "") for code in languages.codes()}
    return {"kind": "danger", "starts_at": f"{now:%Y-%m-%d %H:%M}", "ends_at": f"{now + timedelta(days=1):%Y-%m-%d %H:%M}", "more": "", **words}


def test_every_page_says_it_in_the_words_of_its_language(client):
    factories.home()
    service = factories.service("Lamp")
    banner(words=WORDS)
    for address in ("/en/", f"/en/{service.get_parent().slug}/", "/en/search/", "/en/no-such-page/"):
        assert told(client, address) == [WORDS["en"]], address
    assert told(client, "/ar/search/") == [WORDS["ar"]]


def test_a_language_without_words_gets_the_kind_in_that_language(client):
    factories.home()
    banner(words=WORDS)
    with translation.override("fr"):
        expected = str(BannerKind.DISASTER.label)
    assert told(client, "/fr/search/") == [expected]
    assert expected.startswith("Après")


def test_it_comes_and_goes_by_its_times(client):
    now = timezone.now()
    factories.home()
    banner(starts_at=now + timedelta(hours=1))
    banner(starts_at=now - timedelta(hours=2), ends_at=now - timedelta(hours=1))
    assert told(client, "/en/") == []


def test_only_the_newest_few_are_shown(client):
    factories.home()
    for _number in range(MOST + 2):
        banner()
    assert len(told(client, "/en/")) == MOST


def test_a_new_notice_and_a_deleted_one_show_at_once_where_they_were_made(client):
    factories.home()
    assert told(client, "/en/") == []
    one = banner(words=WORDS)
    assert told(client, "/en/") == [WORDS["en"]]
    one.delete()
    assert told(client, "/en/") == []


def test_other_processes_read_it_well_within_a_minute():
    assert SECONDS <= 30


def test_it_leads_to_a_page_in_the_readers_language(client):
    factories.home()
    page = factories.standard_page("Stay safe")
    factories.translate(page, "fr", title="Rester en sécurité")
    banner(more=page)
    assert [(one.title, one.address) for one in shown("fr")] == [("Rester en sécurité", "/fr/stay-safe/")]


def test_it_leads_to_no_page_that_nobody_may_see():
    factories.home()
    banner(more=factories.standard_page("Stay safe", listed=False))
    assert shown("en")[0].address == ""


def test_markup_in_words_is_shown_as_text(client):
    factories.home()
    banner(words={"en": "<script>alert(1)</script>"})
    assert "<script>alert(1)" not in client.get("/en/").content.decode()


def test_pages_stand_without_the_database(monkeypatch):
    def away(*args, **kwargs):
        raise OperationalError("away")

    cache.clear()
    monkeypatch.setattr(Banner, "in_force", away)
    assert shown("en") == []


def test_a_page_asks_for_notices_at_most_once(client, django_assert_num_queries):
    factories.home()
    client.get("/en/")
    with django_assert_num_queries(0):
        shown("en")


def test_an_editor_puts_one_up_and_the_others_hear_of_it(client, form, django_capture_on_commit_callbacks):
    editor, second = factories.editor(), factories.editor("second")
    client.force_login(editor)
    with django_capture_on_commit_callbacks(execute=True):
        response = client.post(reverse("banners:add"), form)
    assert response.status_code == 302, response.context["form"].errors
    saved = Banner.objects.get()
    assert (saved.words, saved.changed_by) == (WORDS, editor)
    assert [sent.to for sent in mail.outbox] == [[second.email]]
    assert not [word for word in WORDS.values() if word in mail.outbox[0].body]


def test_a_time_that_ends_before_it_begins_is_refused_beside_the_field(client, form):
    client.force_login(factories.editor())
    response = client.post(reverse("banners:add"), {**form, "ends_at": "2020-01-01 10:00"})
    assert response.context["form"].errors["ends_at"]
    assert response.context["form"]["words_ar"].value() == WORDS["ar"]


def test_the_list_says_which_are_shown_now(client):
    client.force_login(factories.editor())
    banner(words=WORDS)
    html = client.get(reverse("banners:index")).content.decode()
    assert "Shown now" in html
    assert "العربية" in html


def test_the_list_says_on_which_day_a_notice_ends_instead_of_counting_from_now(client):
    client.force_login(factories.editor())
    ends_at = banner(words=WORDS, ends_at=timezone.now() + timedelta(days=2)).ends_at
    html = client.get(reverse("banners:index")).content.decode()
    assert formats.date_format(timezone.localtime(ends_at), "DATETIME_FORMAT") in html
    assert "0\xa0minutes" not in html


def test_whoever_has_no_right_to_notices_is_refused(client, form):
    editor = factories.editor()
    group = Group.objects.get(name="Editors")
    group.permissions.remove(*group.permissions.filter(content_type__app_label="home"))
    client.force_login(type(editor).objects.get(pk=editor.pk))
    assert client.post(reverse("banners:add"), form).status_code == 302
    assert not Banner.objects.exists()
    assert reverse("banners:index") not in client.get("/admin/").content.decode()


def test_editors_delete_no_notice_but_let_it_end(client):
    one = banner()
    client.force_login(factories.editor())
    client.post(reverse("banners:delete", args=[one.pk]))
    assert Banner.objects.filter(pk=one.pk).exists()
