"""The same site at its main host, at a mirror and as an onion service: nobody is led from one to another, and everywhere people can sign in."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.test import Client

from hub.href import href
from members.models import User
from tests import factories
from tests.tooling.test_settings import production

NAME = "hub" + "a2b3c4d5e6f7" * 4 + "abcde" + ".onion"
ONION, MAIN, MIRROR = f"http://{NAME}", "hub.example.org", "mirror.example.net"
HOSTS = {MAIN: "https", MIRROR: "https", NAME: "http"}
ADDRESS = re.compile(r"""https?://[^\s"'<>)]+""")


@pytest.fixture(autouse=True)
def as_in_production(settings):
    settings.ALLOWED_HOSTS = list(HOSTS)
    settings.ONION, settings.WAGTAILADMIN_BASE_URL = ONION, f"https://{MAIN}"
    settings.SECURE_SSL_REDIRECT, settings.SECURE_REDIRECT_EXEMPT = True, [""]
    settings.SECURE_HSTS_SECONDS = 60
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = True


def at(host: str, **more) -> Client:
    """A reader at ``host``, as the proxy in front passes the request on."""
    return Client(headers={"host": host, "x-forwarded-proto": HOSTS[host]}, **more)


@pytest.fixture
def walk(db):
    """Public pages of each kind, and what is not a page."""
    service = factories.full_service()
    factories.translate(service, "ar")
    pages = [href(page) for page in (factories.publish_page(factories.home()), service.get_parent(), service, factories.guide())]
    return [
        *pages,
        "/ar/get-help/night-lamp/",
        "/en/p/",
        "/en/search/",
        "/en/safe/",
        "/fr/protection/",
        f"/en/report/{service.pk}/",
        "/en/nowhere/",
        "/",
    ]


@pytest.mark.parametrize("host", HOSTS)
def test_no_page_leads_to_another_host_of_ours(walk, host):
    reader = at(host)
    for address in walk:
        answer = reader.get(address)
        said = [answer.get("Location", ""), answer.get("Link", ""), *ADDRESS.findall(answer.content.decode())]
        own = [one for one in said if urlsplit(one).hostname in HOSTS]
        assert (address, own) == (address, [])
        assert answer.status_code == (404 if "nowhere" in address else 302 if address == "/" else 200), address
        assert "upgrade-insecure-requests" not in answer["Content-Security-Policy"]
        assert not answer.cookies
        told = ONION + address if host == MAIN and answer.status_code == 200 else None
        assert answer.get("Onion-Location") == told, "whoever reads the main host over https is told of the onion"


@pytest.mark.parametrize("address", ["/admin/login/", "/healthz", "/en/nowhere/", "/static/css/base.css", "/exit/"])
def test_what_is_no_public_page_does_not_tell_of_it(db, address):
    answer = at(MAIN).get(address)
    assert not answer.has_header("Onion-Location") or answer["Content-Type"].startswith("text/html")
    assert "admin" not in address or not answer.has_header("Onion-Location")


@pytest.mark.django_db
def test_plain_http_does_not_tell_of_it(settings):
    settings.SECURE_SSL_REDIRECT = False
    answer = Client(headers={"host": MAIN}).get("/en/safe/")
    assert (answer.status_code, answer.has_header("Onion-Location")) == (200, False)


@pytest.mark.django_db
def test_everybody_but_the_onion_is_sent_to_https(client):
    answer = client.get("/en/?a=b", headers={"host": MIRROR})
    assert (answer.status_code, answer["Location"]) == (301, f"https://{MIRROR}/en/?a=b")
    assert client.get("/healthz", headers={"host": MAIN}).status_code != 301
    answer = at(NAME).get("/en/nowhere/")
    assert answer.status_code == 404
    assert not answer.has_header("Strict-Transport-Security")
    assert at(MAIN).get("/en/nowhere/").has_header("Strict-Transport-Security")


def sign_in(browser: Client, host: str):
    """As a browser does: with the hidden field of the form, and the origin that it is on."""
    form = browser.get("/admin/login/")
    token = re.search(rb'name="csrfmiddlewaretoken" value="([^"]+)"', form.content)[1].decode()
    origin = f"{HOSTS[host]}://{host}"
    said = {"username": "amina", "password": "password", "csrfmiddlewaretoken": token, "next": "/admin/"}
    return browser.post("/admin/login/", said, headers={"origin": origin, "referer": f"{origin}/admin/login/"})


@pytest.mark.parametrize("host", HOSTS)
def test_people_sign_in_at_each_of_them(db, host):
    User.objects.create_superuser("amina", "amina@example.org", "password")
    browser = at(host, enforce_csrf_checks=True)
    answer = sign_in(browser, host)
    assert (answer.status_code, answer["Location"]) == (302, "/admin/")
    assert bool(answer.cookies["session"]["secure"]) == (HOSTS[host] == "https"), "over http a browser would not send it back"
    assert answer.cookies["session"]["httponly"]
    assert browser.get("/admin/").status_code == 200


def test_a_form_of_another_site_is_refused_at_the_onion_too(db):
    User.objects.create_superuser("amina", "amina@example.org", "password")
    browser = at(NAME, enforce_csrf_checks=True)
    browser.get("/admin/login/")
    answer = browser.post("/admin/login/", {"username": "amina", "password": "password"}, headers={"origin": "http://elsewhere.example"})
    assert answer.status_code == 403


@pytest.mark.django_db
def test_without_an_onion_nothing_is_different(client, settings):
    settings.ONION, settings.SECURE_REDIRECT_EXEMPT = "", [r"^healthz$"]
    assert client.get("/en/", headers={"host": MAIN})["Location"] == f"https://{MAIN}/en/"
    assert not at(MAIN).get("/en/safe/").has_header("Onion-Location")


def test_a_real_site_refuses_what_is_no_onion_and_answers_for_its_own(tmp_path):
    shown = "settings.ALLOWED_HOSTS, settings.WAGTAILADMIN_BASE_URL, settings.SECURE_REDIRECT_EXEMPT"
    done = production(tmp_path, shown, HUB_ONION=ONION + "/")
    assert done.stdout == f"['hub.example.org', '{NAME}'] https://hub.example.org ['']\n", done.stderr
    assert ImproperlyConfigured.__name__ in production(tmp_path, HUB_ONION="https://hub.example.org").stderr
