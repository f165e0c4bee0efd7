"""At the end of what the search found there is a person to ask."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from reports.models import Kind, Report
from tests import factories
from tests.search.asking import page

pytestmark = pytest.mark.django_db


@pytest.fixture
def index(settings, tmp_path):
    settings.HUB_DATA = tmp_path


class TestAskUs:
    def test_stands_at_the_end_of_an_answer_and_leads_to_a_form_that_says_what_happens(self, index):
        factories.guide("Lantern")
        html = page(q="xyzzy")
        address = re.search(r'href="(/en/report/\d+/\?kind=missing)"', html)
        assert address
        form = Client().get(address[1]).content.decode()
        assert "<h1>Ask us</h1>" in form
        assert re.search(r'value="missing"\s+checked', form)

    def test_what_is_asked_reaches_the_people_who_run_the_site(self, index):
        home = factories.home()
        answer = Client().post(f"/en/report/{home.pk}/", {"kind": "missing", "text": "Someone to talk to in Fiji", "token": "t"})
        assert answer.status_code == 200
        assert Report.objects.get().kind == Kind.MISSING

    def test_a_kind_that_nobody_knows_is_none(self, index):
        form = Client().get(f"/en/report/{factories.home().pk}/", {"kind": "<b>"}).content.decode()
        assert "Something is wrong here" in form
        assert "<b>" not in form
