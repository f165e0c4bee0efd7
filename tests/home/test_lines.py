"""Where a page is missing or the site is broken, there is still somebody to call."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.db.utils import OperationalError
from django.test import Client
from django.utils import timezone

from home import lines
from hub import duties, languages
from hub.views.errors import server_error, unavailable
from resources.models import Phone, ServiceArea, ServiceLanguage
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def data(settings, tmp_path):
    settings.HUB_DATA = tmp_path
    return tmp_path


def line(title: str, number: str = "+33199001234", **content):
    rows = {
        "phones": [Phone(number=number)],
        "areas": [ServiceArea(area=factories.area("001"))],
        "languages": [ServiceLanguage(code="fr")],
        **content,
    }
    return factories.service(title, **rows)


def called(response) -> list[str]:
    html = BeautifulSoup(response.content.decode(), "html.parser")
    return [one["href"] for one in html.select("main .ways a")]


def away(*args):
    raise OperationalError("the database is away")


def test_a_missing_page_and_a_broken_site_name_somebody_to_call(client, rf):
    line("Night Lamp")
    lines.keep()
    assert called(client.get("/en/nowhere/")) == ["tel:+33199001234"]
    for view in (server_error, unavailable):
        response = view(rf.get("/ar/"))
        assert called(response) == ["tel:+33199001234"]
        html = BeautifulSoup(response.content.decode(), "html.parser")
        assert (html.html["lang"], html.select_one("main .ways bdi")["lang"]) == ("ar", "en")


@pytest.mark.parametrize("address", ["/fr/", "/ar/search/?q=lamp", "/fr/p/5/", "/light/fr/"])
def test_without_a_database_the_page_is_in_the_readers_language_and_names_somebody_to_call(address):
    line("Night Lamp")
    lines.keep()
    with connection.execute_wrapper(away):
        response = Client(raise_request_exception=False).get(address)
    assert response.status_code == 503
    html = BeautifulSoup(response.content.decode(), "html.parser")
    assert html.html["lang"] in address
    assert called(response) == ["tel:+33199001234"]
    assert html.select_one("header .exit")


def test_who_answers_day_and_night_comes_first_then_who_speaks_the_language():
    line("Evenings", "+33199000001", opening_hours=[factories.evenings()])
    line("In Arabic", "+33199000002", languages=[ServiceLanguage(code="ar")])
    line("Always", "+33199000003", opening_hours=[factories.always()])
    line("Written only", phones=[])
    lines.keep()
    assert [one.name for one in lines.lines("ar", database=False)] == ["Always", "In Arabic", "Evenings"]
    assert [one.name for one in lines.lines("fr", database=False)] == ["Always", "Evenings", "In Arabic"]


def test_who_was_hidden_since_is_not_named_while_the_database_can_be_asked(client, django_assert_num_queries):
    hidden = line("Night Lamp")
    lines.keep()
    hidden.listed = False
    factories.publish_page(hidden)
    with django_assert_num_queries(1):
        assert lines.lines("en", database=True) == []
    lines.keep()
    assert lines.lines("en", database=False) == []


@pytest.mark.parametrize("rubbish", ["", "null", "[]", '{"at": 1}', '{"at": 99999999999, "lines": {"en": [{"odd": 1}]}}'])
def test_a_broken_file_breaks_no_error_page(client, data, rubbish):
    lines.kept_in().write_text(rubbish)
    assert called(client.get("/en/nowhere/")) == []


def test_numbers_of_long_ago_are_not_named():
    line("Night Lamp")
    lines.keep()
    kept = json.loads(lines.kept_in().read_text())
    kept["at"] = (timezone.now() - timedelta(days=2)).timestamp()
    lines.kept_in().write_text(json.dumps(kept))
    assert lines.lines("en", database=False) == []


def test_the_worker_keeps_them_for_every_language():
    line("Night Lamp")
    next(one for one in duties.duties() if one.name == "help lines").do()
    assert all(lines.lines(code, database=False) for code in languages.codes())
