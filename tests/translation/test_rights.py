"""A translator into French sees and changes French, and the facts of no page: asked of every address of the admin."""

from __future__ import annotations

import re

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.test import Client
from django.urls import reverse
from wagtail.models import Page
from wagtail_localize.models import StringTranslation

from members.models import User
from resources.models import ServicePage
from tests import factories
from tests.admin_urls import Things, admin_urls
from tests.people import translator
from tests.translation import people
from translation.rights import languages_of, locales_of, works_in
from translation.states import translation_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("admins_index")]
SECRET = "Nobody should read this yet"
WORDS = ["Lamp in English", SECRET]


def three_languages() -> tuple[int, ...]:
    """The same service in English, French and Arabic, each with a draft that is nobody's business."""
    user = people.translator("fr")
    people.translator("ar")
    english = factories.full_service("Night Lamp", summary="Lamp in English.")
    french = factories.translate(english, "fr", title="Veilleuse")
    arabic = people.begun(english, "ar")
    english.title = f"{SECRET} (en)"
    english.save_revision()
    StringTranslation.objects.filter(translation_of__data="Night Lamp", locale=arabic.locale).first().delete()
    people.write(translation_of(arabic))
    StringTranslation.objects.filter(context__path="title", locale=arabic.locale).update(data=f"{SECRET} (ar)")
    Page.objects.filter(pk=arabic.pk).update(title=f"{SECRET} (ar)", draft_title=f"{SECRET} (ar)")
    return user.pk, english.pk, french.pk, arabic.pk


@pytest.fixture(scope="module")
def kept_pages(kept):
    return kept(three_languages)


@pytest.fixture
def pages(kept_pages, db):
    """A translator into French, and the service in English, French and Arabic."""
    user, *services = kept_pages
    return User.objects.get(pk=user), *(ServicePage.objects.get(pk=one) for one in services)


def everything() -> list[tuple]:
    """All that an address could have changed: the pages with their places, words, facts and drafts."""
    fields = ("pk", "path", "title", "draft_title", "slug", "live", "locked", "latest_revision_id", "owner_id")
    services = ServicePage.objects.order_by("pk").values_list("pk", "summary", "website", "listed", "organisation_id")
    phones = [(one.pk, [str(phone.number) for phone in one.phones.all()]) for one in ServicePage.objects.order_by("pk")]
    return [*Page.objects.exclude(locale__language_code="fr").order_by("pk").values_list(*fields), *services, *phones]


OF_LANGUAGES = re.compile(r"^(wagtail_localize|translation|wagtailadmin_pages|hub_)")
"""Addresses that have to do with languages and pages: the ordinary run asks the others in English only, and puts nothing there."""


@pytest.mark.parametrize(
    ("which", "asked"),
    [(1, OF_LANGUAGES), (3, OF_LANGUAGES), *(pytest.param(one, re.compile(""), marks=pytest.mark.soak) for one in (1, 3))],
    ids=["English", "Arabic", "English everywhere", "Arabic everywhere"],
)
def test_no_address_of_the_admin_shows_or_changes_another_language(client, pages, which, asked):
    user, page = pages[0], pages[which]
    client.force_login(user)
    client.raise_request_exception = False
    before, shown = everything(), []
    data = {"title": "Taken", "slug": "taken", "website": "https://evil.example.org/", "action-publish": "1", "action": "publish", "new_title": "T"}
    data |= {"new_slug": "taken", "new_parent_page": page.get_parent().pk, "value": "Taken", "hide": "1", "everywhere": "1", "body-count": "0"}
    things = Things(page, page.get_latest_revision(), translation_of(page))
    for url in filter(lambda one: asked.match(one.name), admin_urls(things, f"?id={page.pk}&q=Nobody&title=Nobody")):
        answers = [client.get(url.path), client.post(url.path, data)]
        if which == 3 or OF_LANGUAGES.match(url.name):
            answers.append(client.put(url.path, "value=Taken", "application/x-www-form-urlencoded"))
        for answer in answers:
            if SECRET in (b"" if answer.streaming else answer.content).decode(errors="ignore"):
                shown.append((url.name, url.path))
        assert everything() == before, url
    assert shown == []


def test_a_translator_changes_no_facts_through_any_address_of_a_french_page(client, pages):
    user, english, french, _arabic = pages
    client.force_login(user)
    client.raise_request_exception = False
    facts = (english.website, [phone.number for phone in english.phones.all()])
    data = {"title": "Lampe", "website": "https://evil.example.org/", "phones-TOTAL_FORMS": "0", "body-count": "0", "action-publish": "1"}
    for url in admin_urls(Things(french, french.get_latest_revision())):
        if url.name.endswith((":delete", ":unpublish")) or "bulk" in url.name:
            continue
        client.post(url.path, data)
    english = ServicePage.objects.get(pk=english.pk)
    assert (english.website, [phone.number for phone in english.phones.all()]) == facts


@pytest.mark.parametrize(
    "name", ["edit", "delete", "unpublish", "copy", "move", "history", "usage", "view_draft", "workflow_history", "revisions_index"]
)
def test_pages_of_other_languages_answer_as_to_anything_that_is_not_allowed(client, pages, name):
    client.force_login(pages[0])
    for page in (pages[1], pages[3]):
        answer = client.get(reverse(f"wagtailadmin_pages:{name}", args=[page.pk]))
        assert (answer.status_code, answer.url) == (302, reverse("wagtailadmin_home"))


def test_the_own_pages_open(client, pages):
    client.force_login(pages[0])
    for name in ("edit", "history", "usage", "workflow_history"):
        assert client.get(reverse(f"wagtailadmin_pages:{name}", args=[pages[2].pk])).status_code == 200, name
    assert client.get(reverse("wagtailadmin_explore", args=[pages[2].get_parent().pk])).status_code == 200
    assert client.get(reverse("wagtailadmin_home")).status_code == 200


def test_choosers_and_reports_name_french_pages_only(client, pages):
    client.force_login(pages[0])
    assert "Night Lamp" not in client.get(reverse("wagtailadmin_choose_page_search"), {"q": "Night"}).content.decode()
    assert "Veilleuse" in client.get(reverse("wagtailadmin_choose_page_search"), {"q": "Veilleuse"}).content.decode()
    report = client.get("/admin/reports/page-types-usage/")
    assert report.status_code == 200
    assert "Veilleuse" in report.content.decode()
    assert "Night Lamp" not in client.get("/admin/reports/page-types-usage/?page_locale=en").content.decode()
    assert client.get(reverse("wagtail_localize:translations_report")).url == reverse("translation:index")


def test_an_editor_of_all_languages_is_not_narrowed(client, pages):
    client.force_login(factories.editor())
    for page in pages[1:]:
        assert client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).status_code == 200
    assert "Night Lamp" in client.get(reverse("wagtailadmin_choose_page_search"), {"q": "Night"}).content.decode()
    assert client.get("/admin/reports/page-types-usage/").status_code == 200


def test_rights_follow_from_the_tree(pages):
    user, english, french, _arabic = pages
    assert languages_of(user) == {french.locale_id}
    assert works_in(user, french)
    assert not works_in(user, english)
    assert [language.code for language, _locale in locales_of(user)] == ["fr"]
    assert not user.has_perm("wagtail_localize.submit_translation")
    assert not user.has_perm("hub.change_facts")
    assert languages_of(factories.administrator()) is None


def test_the_editor_of_segments_leads_to_the_public_original_and_names_no_draft_of_others(client, pages):
    user = pages[0]
    section = factories.section("Learn")
    guide = factories.guide("Keeping calm", section, summary="Breathe.")
    people.begun(guide, "ar")
    Page.objects.filter(translation_key=guide.translation_key, locale__language_code="ar").update(title=SECRET)
    page = people.begun(guide, "fr")
    client.force_login(user)
    text = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert "Breathe." in text
    assert f'href="/en/learn/{guide.slug}/"' in text
    assert reverse("wagtailadmin_pages:edit", args=[guide.pk]) not in text
    assert SECRET not in text


def test_one_command_makes_the_group(capsys):
    with pytest.raises(CommandError):
        call_command("make_translators", "ru")
    people.translator("ru")
    call_command("make_translators", "ru")
    call_command("make_translators", "ru")
    assert "Русский" in capsys.readouterr().out


def test_the_menu_leads_translators_to_their_language_and_editors_to_all_facts():
    factories.service()

    def menu(user) -> set[str]:
        client = Client()
        client.force_login(user)
        return set(re.findall(r'"url": "(/admin/(?:services|organisations|translations)/[^"]*)"', client.get("/admin/").content.decode()))

    assert menu(people.translator("es")) == {"/admin/translations/"}
    assert {"/admin/services/", "/admin/organisations/", "/admin/services/new/"} <= menu(factories.administrator())
    writes_english = menu(translator("en", "writer"))
    assert "/admin/services/" in writes_english
    assert "/admin/services/new/" not in writes_english
