"""The search as JSON does what docs/search-api.yml says, whatever it is asked: schemathesis makes up requests from that description, good and bad."""

from __future__ import annotations

from pathlib import Path

import pytest
import schemathesis
import yaml
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import content_type_conformance, not_a_server_error, response_schema_conformance, status_code_conformance

from search import indexer
from tests import factories

pytestmark = pytest.mark.django_db
DESCRIBED = Path(__file__).resolve().parents[2] / "docs" / "search-api.yml"
SEARCH, SUGGEST = "/{language}/search/", "/{language}/search/suggest/"
OPERATIONS = [("GET", "/healthz"), ("GET", SEARCH), ("GET", SUGGEST), ("POST", SEARCH), ("POST", SUGGEST)]
GOOD = [status_code_conformance, content_type_conformance, response_schema_conformance]
TRIED = [
    (method, path, mode)
    for method, path in OPERATIONS
    for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE)
    if (path, mode) != ("/healthz", GenerationMode.NEGATIVE)  # it takes nothing that could be bad
]
MANY = pytest.param(5000, marks=pytest.mark.soak)


@pytest.fixture(scope="module")
def schema():
    """The description, with the hub behind it."""
    schema = schemathesis.openapi.from_dict(yaml.safe_load(DESCRIBED.read_text()))
    schema.app = get_wsgi_application()
    return schema


@pytest.fixture
def described(schema):
    """As for Django's own test client, requests leave the connection of the test alone."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield schema
    for signal in signals:
        signal.connect(close_old_connections)


def test_every_operation_is_tried(described):
    assert sorted((one.ok().method.upper(), one.ok().path) for one in described.get_all_operations()) == OPERATIONS


@pytest.mark.parametrize("examples", [6, MANY])
@pytest.mark.parametrize(("method", "path", "mode"), TRIED)
def test_a_good_request_is_answered_as_described_and_a_bad_one_is_no_error_of_ours(index, described, method, path, mode, examples):
    factories.guide("Lantern", summary="Somebody listens.")
    indexer.update()
    checks = [] if path == "/healthz" else [not_a_server_error]  # it answers 503 on purpose where something is away
    checks += GOOD if mode is GenerationMode.POSITIVE else []

    @settings(max_examples=examples, deadline=None, suppress_health_check=list(HealthCheck), database=None)
    @given(described[path][method].as_strategy(generation_mode=mode))
    def law(case):
        case.validate_response(case.call(headers={"Accept-Encoding": "identity"}), checks=checks)

    law()
