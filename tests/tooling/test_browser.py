"""Chromium in the tests: it opens pages of this machine and nothing else, as readers' browsers must never be sent elsewhere."""

import http.server
import threading

import pytest
from playwright.sync_api import Error

pytestmark = pytest.mark.browser


@pytest.fixture
def neighbour():
    """A server on this machine."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), http.server.SimpleHTTPRequestHandler)
    server.RequestHandlerClass.log_message = lambda *args: None
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://localhost:{server.server_port}/README.md"
    server.shutdown()
    thread.join()
    server.server_close()


def test_pages_of_this_machine_open(page, neighbour):
    assert page.goto(neighbour).status == 200


@pytest.mark.parametrize("url", ["http://example.org/", "http://192.0.2.1/"])
def test_no_other_host_is_reached(page, url):
    with pytest.raises(Error, match="ERR_"):
        page.goto(url, timeout=5000)


def test_a_browser_without_javascript_can_be_had(new_context, neighbour):
    page = new_context(java_script_enabled=False).new_page()
    assert page.goto(neighbour).status == 200


def test_the_running_browser_can_be_had_by_itself(chromium):
    assert chromium.version


@pytest.mark.django_db
def test_the_database_can_be_asked_while_a_browser_is_open(page):
    from django.contrib.auth import get_user_model

    assert get_user_model().objects.count() == 0
