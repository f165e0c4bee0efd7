"""Forms without a cookie: nobody sends anything in a reader's name from another site, and no reader with an old browser is turned away."""

from __future__ import annotations

import pytest
from django.http import HttpResponse
from django.test import Client, RequestFactory

from safety.origin import from_elsewhere, own_forms_only

HERE = "https://testserver"


def sent(host: str = "testserver", **headers):
    return RequestFactory().post("/en/report/1/", headers={"Host": host, **headers})


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Origin": HERE},
        {"Origin": "http://testserver"},
        {"Origin": "HTTPS://TestServer"},
        {"Origin": f"{HERE}:443"},
        {"Origin": HERE, "Sec-Fetch-Site": "same-origin"},
        {"Sec-Fetch-Site": "none"},
        {"Sec-Fetch-Site": "same-origin"},
    ],
)
def test_a_reader_of_this_site_can_send(headers):
    assert not from_elsewhere(sent(**headers))


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://elsewhere.example"},
        {"Origin": "https://testserver.elsewhere.example"},
        {"Origin": "https://elsewhere.example@testserver"},
        {"Origin": f"{HERE}:8443"},
        {"Origin": "null"},
        {"Origin": ""},
        {"Origin": "https://["},
        {"Sec-Fetch-Site": "cross-site"},
        {"Origin": HERE, "Sec-Fetch-Site": "cross-site"},
        {"Origin": "https://shop.testserver", "Sec-Fetch-Site": "same-site"},
    ],
)
def test_another_site_cannot_send_for_a_reader(headers):
    assert from_elsewhere(sent(**headers))


def test_a_mirror_and_an_onion_service_have_forms_that_work(settings):
    settings.ALLOWED_HOSTS = ["*"]
    assert not from_elsewhere(sent("abcdef.onion", Origin="http://abcdef.onion"))
    assert not from_elsewhere(sent("mirror.example:8000", Origin="http://mirror.example:8000"))
    assert from_elsewhere(sent("mirror.example", Origin=HERE))


@pytest.mark.django_db
def test_what_is_refused_never_reaches_the_view_and_says_what_to_do():
    seen = []
    view = own_forms_only(lambda request: seen.append(request) or HttpResponse("kept"))
    answer = view(sent(Origin="https://elsewhere.example"))
    assert answer.status_code == 403
    assert "Open the page here and send it again" in answer.content.decode()
    assert seen == []
    assert not answer.cookies


def test_reading_is_never_refused():
    view = own_forms_only(lambda request: HttpResponse("read"))
    asked = RequestFactory().get("/", headers={"Origin": "https://elsewhere.example", "Sec-Fetch-Site": "cross-site"})
    assert view(asked).status_code == 200


@pytest.mark.django_db
def test_a_form_needs_no_cookie_where_django_would_ask_for_one():
    answer = Client(enforce_csrf_checks=True).post("/en/report/state/", {"code": "2222-2222-2222-2222"})
    assert answer.status_code == 200
    assert not answer.cookies
