"""The way out works at once, for everybody, and says nothing about where it leads from."""

import pytest
from django.conf import settings

from hub import languages
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("language", languages.LANGUAGES, ids=lambda one: one.code)
def test_leaving_goes_to_a_neutral_page_in_the_same_language(client, language):
    response = client.get("/exit/", {"in": language.code})
    assert response.status_code == 302
    assert response["Location"] == language.exit_page


def test_the_neutral_page_does_not_learn_where_the_reader_was(client):
    response = client.get("/exit/")
    assert response["Referrer-Policy"] == "no-referrer"
    assert response["Cache-Control"] == "no-store"


@pytest.mark.parametrize("wish", ["", "xx", "../../", "https://evil.example/", "EN", "zh-Hant"])
def test_no_address_makes_the_exit_lead_anywhere_else(client, wish):
    response = client.get("/exit/", {"in": wish})
    assert response["Location"] in {language.exit_page for language in languages.LANGUAGES}


def test_without_a_session_none_is_opened(client):
    assert not client.get("/exit/").cookies


def test_leaving_ends_the_session(client):
    client.force_login(factories.editor())
    client.get("/exit/")
    assert settings.SESSION_COOKIE_NAME not in client.cookies or not client.cookies[settings.SESSION_COOKIE_NAME].value
    assert client.get("/admin/").status_code == 302


def test_leaving_with_a_cookie_of_a_session_long_gone_works(client):
    client.cookies[settings.SESSION_COOKIE_NAME] = "0123456789abcdefghijklmnopqrstuv"
    assert client.get("/exit/").status_code == 302


def test_the_answer_is_quick_to_give(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        client.get("/exit/")
