"""The headers of every answer: without them a page of another site can show ours in a frame, or a note can tell where a reader came from."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse

from hub.href import href
from hub.models import HubDocument
from tests import factories
from tests.safety.uploads import papers

pytestmark = pytest.mark.django_db
SAME = {"Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Resource-Policy": "same-origin", "X-Content-Type-Options": "nosniff"}
FORBIDDEN = ("unsafe-inline", "unsafe-eval", "unsafe-hashes", "http:", "https:", "data:", "*", "blob:")


def policy(answer) -> dict[str, str]:
    return {name: value for name, _, value in (part.strip().partition(" ") for part in answer["Content-Security-Policy"].split(";"))}


def is_guarded(answer, frames: str = "DENY") -> None:
    for name, value in SAME.items():
        assert answer[name] == value, name
    assert answer["X-Frame-Options"] == frames
    assert "camera=()" in answer["Permissions-Policy"]


def is_strict(answer) -> None:
    is_guarded(answer)
    assert not [word for word in FORBIDDEN if word in answer["Content-Security-Policy"]]
    said = policy(answer)
    assert (said["default-src"], said["script-src"], said["style-src"]) == ("'none'", "'self'", "'self'")
    assert (said["base-uri"], said["frame-ancestors"], said["form-action"]) == ("'none'", "'none'", "'self'")
    assert answer["Referrer-Policy"] == "same-origin"


@pytest.mark.parametrize(
    "address", ["/en/", "/ar/nowhere/", "/", "/en/search/?q=a", "/en/search", "/healthz", "/documents/9/none.pdf", "/en/report/"]
)
def test_readers_get_the_strict_policy_with_pages_redirects_and_errors(client, address):
    factories.publish_page(factories.home())
    is_strict(client.get(address))


def test_every_kind_of_page_has_the_strict_policy(client):
    service = factories.service()
    for page in (service.get_parent(), service, factories.guide(), factories.standard_page()):
        is_strict(client.get(href(page)))


def test_a_refused_form_a_wrong_host_and_a_broken_page_have_it_too(client, settings):
    is_strict(client.post("/en/report/", {}, headers={"Sec-Fetch-Site": "cross-site"}))
    is_strict(client.get("/en/", headers={"Host": "wrong.example"}))
    settings.ROOT_URLCONF = "tests.safety.broken_urls"
    broken = Client(raise_request_exception=False).get("/broken/")
    assert broken.status_code == 500
    is_strict(broken)


def test_files_of_ours_have_it_too(client):
    is_strict(client.get("/static/css/base.css"))


def test_the_exit_tells_nobody_where_the_reader_was(client):
    answer = client.get("/exit/")
    is_guarded(answer)
    assert answer["Referrer-Policy"] == "no-referrer"


def test_a_document_is_a_stranger_in_our_origin(client, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    document = HubDocument.objects.create(title="Letter", file=ContentFile(papers.telling(), "letter.pdf"), file_hash="a")
    served = client.get(document.url)
    again = client.get(document.url, headers={"If-None-Match": served.get("ETag", "")})
    for answer in (served, again):
        is_guarded(answer)
        said = policy(answer)
        assert ("sandbox" in said, said["default-src"], said["frame-ancestors"]) == (True, "'none'", "'none'")
    assert again.status_code == 304


def test_the_admin_is_framed_by_itself_only_and_runs_no_handler_no_eval_and_nothing_of_others(client):
    client.force_login(factories.administrator())
    answer = client.get(reverse("wagtailadmin_home"))
    is_guarded(answer, "SAMEORIGIN")
    said = policy(answer)
    assert (said["script-src"], said["script-src-attr"], said["script-src-elem"]) == ("'self'", "'none'", "'self' 'unsafe-inline'")
    assert (said["style-src-attr"], said["object-src"], said["frame-ancestors"]) == ("'none'", "'none'", "'self'")
    assert "eval" not in answer["Content-Security-Policy"]
    assert "http" not in answer["Content-Security-Policy"]


def test_the_sign_in_runs_nothing_inline(client):
    answer = client.get(reverse("wagtailadmin_login"))
    is_guarded(answer, "SAMEORIGIN")
    assert "unsafe" not in answer["Content-Security-Policy"]


def test_the_guard_stands_outermost_so_that_nothing_leaves_without_it():
    assert settings.MIDDLEWARE[0] == "safety.headers.Headers"
