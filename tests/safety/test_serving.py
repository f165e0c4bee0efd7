"""gunicorn: its own messages must not tell who came, and nothing may be written about who read what."""

import logging
from urllib.parse import quote

import pytest
from gunicorn.config import Config

from safety import serving


@pytest.fixture
def quiet(listeners_as_they_were):
    """Makes the logger as gunicorn does, within the test: it takes hold of the stream of errors when it is made."""
    config = Config()
    config.set("errorlog", "-")
    config.set("accesslog", "-")
    yield lambda: serving.QuietLogger(config)
    for name in ("gunicorn.error", "gunicorn.access"):
        logging.getLogger(name).handlers.clear()


def test_a_broken_request_is_told_without_its_address(quiet, capfd):
    quiet().warning("Invalid request from ip=203.0.113.9: bad line")
    printed = capfd.readouterr().err
    assert "bad line" in printed
    assert "203.0.113.9" not in printed


def test_an_error_is_told_without_the_query_and_the_words(quiet, capfd):
    typed = "".join(("shel", "ter rabat"))
    try:
        raise ValueError(typed)
    except ValueError:
        quiet().exception("Error handling request %s %s", "GET", "/ar/search/?q=shelter")
    printed = capfd.readouterr().err
    assert "ValueError" in printed
    assert "shelter" not in printed


def test_there_is_no_access_log_even_if_it_is_asked_for(quiet, capfd):
    quiet().access(None, None, {"REMOTE_ADDR": "203.0.113.9"}, None)
    assert capfd.readouterr() == ("", "")


def test_gunicorn_reads_the_settings_of_the_hub():
    config = Config()
    for name in ("logger_class", "workers", "threads", "timeout", "max_requests", "preload_app", "control_socket_disable", "limit_request_line"):
        config.set(name, getattr(serving, name))
    assert config.logger_class is serving.QuietLogger
    assert config.worker_class_str == "gthread"


def test_an_address_may_hold_a_long_search_with_filters_in_any_script():
    words, filters = quote("幫助" * 100), "&topic=housing" * 40
    assert len(f"/zh-hant/search/?q={words}&near={quote('臺' * 120)}{filters}") < serving.limit_request_line
