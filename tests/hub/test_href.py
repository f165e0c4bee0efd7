"""The address of a page is worked out once, and is another one as soon as anything changes that it depends on."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from django.http import HttpRequest
from django.test import override_settings
from django.urls import set_urlconf
from django.utils import translation
from wagtail.models import Page, Site

from hub import href as addresses
from hub.href import href, open_href
from safety.discreet import discreetly
from safety.light import lightly
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def lamp():
    return factories.service("Night Lamp")


def test_is_the_one_that_wagtail_gives_in_every_language(lamp):
    pages = [lamp, lamp.get_parent(), factories.home(), *(factories.translate(lamp, code) for code in ("fr", "ar", "zh-hant"))]
    for code in ("en", "fr", "fa"):
        with translation.override(code):
            assert [open_href(page) for page in pages * 2] == [page.get_url_parts()[2] for page in pages * 2]


def test_does_not_ask_wagtail_again(lamp, monkeypatch):
    address = href(lamp)
    monkeypatch.setattr(Page, "get_url_parts", lambda page, request=None: 1 / 0)
    assert href(lamp) == address


def test_follows_a_page_that_is_moved_or_called_otherwise(lamp):
    assert href(lamp) == "/en/get-help/night-lamp/"
    lamp.slug = "day-lamp"
    lamp.save()
    assert href(lamp) == "/en/get-help/day-lamp/"
    lamp.move(factories.home(), pos="last-child")
    assert href(Page.objects.get(pk=lamp.pk)) == "/en/day-lamp/"


def test_follows_the_place_where_the_site_begins(lamp):
    href(lamp)
    Site.objects.update(root_page=lamp.get_parent())
    Site.clear_site_root_paths_cache()
    assert href(lamp) == "/en/night-lamp/"
    assert href(factories.home()) == ""


def test_goes_the_way_that_the_reader_goes(lamp):
    plain = href(lamp)
    with lightly():
        assert href(lamp) == f"/light{plain}"
    with discreetly():
        assert href(lamp) == f"/en/p/{lamp.pk}/"
    assert href(lamp) == plain


def test_asks_for_the_roots_once_in_a_request(lamp, monkeypatch):
    request, asked = HttpRequest(), []
    roots = Site.get_site_root_paths()
    monkeypatch.setattr(Site, "get_site_root_paths", lambda: asked.append(1) or roots)
    assert {href(lamp, request) for _time in range(3)} == {"/en/get-help/night-lamp/"}
    assert len(asked) == 1


def test_of_a_page_below_two_sites_is_that_of_the_site_that_is_asked(lamp):
    Site.objects.create(hostname="other.example.org", root_page=lamp.get_parent())
    Site.clear_site_root_paths_cache()
    with override_settings(ALLOWED_HOSTS=["*"]):
        for host, expected in (("localhost", "/en/get-help/night-lamp/"), ("other.example.org", "/en/night-lamp/")):
            request = HttpRequest()
            request.META = {"SERVER_NAME": host, "SERVER_PORT": "80"}
            assert href(lamp, request) == expected


def test_of_a_page_outside_of_every_site_is_empty_each_time():
    stray = factories.StandardPage(title="Nowhere", slug="nowhere", url_path="/nowhere/")
    assert [href(stray), href(stray)] == ["", ""]


def test_is_not_that_of_another_table_of_addresses(lamp):
    href(lamp)
    set_urlconf("tests.no_such_urls")
    try:
        with pytest.raises(ModuleNotFoundError):
            href(lamp)
    finally:
        set_urlconf(None)


def test_is_kept_for_as_many_pages_as_there_is_room_for(monkeypatch):
    monkeypatch.setattr(addresses, "MOST", 3)
    addresses._addresses.clear()
    pages = [SimpleNamespace(url_path=f"/elsewhere-{number}/", pk=number, get_url_parts=lambda request=None: None) for number in range(5)]
    assert [href(page) for page in pages] == [""] * 5
    assert len(addresses._addresses) == 2
