"""The tags that pages are written with."""

from datetime import date

import pytest
from django.core.paginator import Paginator
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import translation

from hub import languages
from hub.context import LanguageLink
from hub.dates import day_text
from hub.href import href
from safety.light import in_language
from tests import factories


def render(source: str, **context: object) -> str:
    return Template("{% load hub %}" + source).render(Context({"request": RequestFactory().get("/en/"), **context}))


@pytest.mark.django_db
def test_a_link_to_a_page_names_no_host():
    page = factories.standard_page("About us")
    assert render("{% href page %}", page=page) == href(page) == "/en/about-us/"


@pytest.mark.django_db
def test_a_page_that_lies_nowhere_has_no_address():
    assert href(factories.StandardPage(title="Nowhere", slug="nowhere", url_path="/nowhere/")) == ""


@pytest.mark.parametrize(
    ("address", "code", "expected"),
    [
        ("/en/get-help/", "ar", "/ar/get-help/"),
        ("/zh-hant/x/", "en", "/en/x/"),
        ("/en", "fr", "/fr"),
        ("/exit/", "fr", "/fr/"),
        ("/enough/", "fr", "/fr/"),
    ],
)
def test_the_same_page_in_another_language_is_one_code_away(address: str, code: str, expected: str):
    assert in_language(address, code) == expected


@pytest.mark.django_db
def test_the_way_to_a_page_leaves_out_what_is_not_public():
    section = factories.section("Get help")
    inner = factories.section("Shelters", section)
    service = factories.service(parent=inner)
    source = "{% crumbs_of page as crumbs %}{% for one in crumbs %}{{ one.title }}={{ one.address }};{% endfor %}"
    assert render(source, page=service) == "Get help=/en/get-help/;Shelters=/en/get-help/shelters/;"
    inner.unpublish()
    assert render(source, page=service) == "Get help=/en/get-help/;"


@pytest.mark.django_db
def test_a_draft_translation_is_not_offered_to_readers():
    page = factories.standard_page("About us")
    factories.translate(page, "fr", publish=False)
    factories.translate(page, "ar", title="من نحن")
    source = "{% translations_of page as others %}{% for one in others %}{{ one.language.code }}:{{ one.title }}{% endfor %}"
    assert render(source, page=page) == "ar:من نحن"


@pytest.mark.django_db
def test_a_preview_of_a_page_never_saved_has_no_translations_and_no_crumbs():
    page = factories.StandardPage(title="New")
    assert render("{% translations_of page as others %}{{ others|length }}{% crumbs_of page as crumbs %}{{ crumbs|length }}", page=page) == "00"


@pytest.mark.django_db
def test_areas_are_named_in_the_language_of_the_reader():
    with translation.override("ar"):
        assert render("{% area_names areas as names %}{{ names.0 }}", areas=[factories.area("FR")]) == "فرنسا"


@pytest.mark.parametrize(
    ("address", "expected"),
    [("https://www.example.org/a/b?c", "example.org"), ("http://x.example.org:8000/", "x.example.org"), ("no address", ""), ("http://[", "")],
)
def test_readers_see_where_a_link_leads(address: str, expected: str):
    assert render("{{ address|host }}", address=address) == expected


@pytest.mark.parametrize(("number", "expected"), [("+33199001234", "+33 1 99 00 12 34"), ("112", "112"), ("", "")])
def test_numbers_can_be_read_out(number: str, expected: str):
    assert render("{{ number|phone_number }}", number=number) == expected


def test_a_long_list_shows_first_last_and_near_pages():
    listing = Paginator(range(200), 10).page(9)
    assert render("{{ listing|page_numbers|join:' ' }}", listing=listing) == "1 0 8 9 10 0 20"


def test_an_icon_that_an_editor_misspelt_breaks_no_page():
    assert render("{% icon name %}", name="no-such-icon") == render('{% icon "topic" %}')


@pytest.mark.parametrize(("code", "text"), [("en", "November 3, 2026"), ("fr", "3 novembre 2026"), ("zh-hant", "2026年11月3日")])
def test_a_date_is_written_the_same_way_on_every_page(code, text):
    with translation.override(code):
        assert render("{{ moment|day }}", moment=date(2026, 11, 3)) == text == day_text(date(2026, 11, 3))


def test_a_long_address_goes_on_in_the_next_line_between_its_parts_only():
    assert render("{{ text|breakable }}", text="help@night.example.org") == "help@<wbr>night<wbr>.example<wbr>.org"


def test_an_address_cannot_bring_markup_along():
    assert "<script" not in render("{{ text|breakable }}", text="<script>@x.org")


def test_the_way_to_every_language_stands_in_its_own_name():
    arabic = languages.language("ar")
    made = render("{% language_links links %}", links=[LanguageLink(arabic, '/ar/"<b>', True), LanguageLink(languages.language("en"), "/en/", False)])
    assert f'<a href="/ar/&quot;&lt;b&gt;" hreflang="ar" aria-current="true"><bdi lang="ar" dir="rtl">{arabic.name}</bdi></a>' in made
    assert '<a href="/en/" hreflang="en"><bdi lang="en" dir="ltr">English</bdi></a>' in made
