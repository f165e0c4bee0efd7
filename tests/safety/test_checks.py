"""A site that goes out with demo content sends people to help that does not exist."""

import pytest
from django.contrib.auth import get_user_model
from django.core.checks import run_checks
from django.db import DatabaseError, connection

from safety import checks


def found():
    return [message.id for message in checks.no_demo_content(None)]


@pytest.mark.django_db
def test_a_site_without_demo_content_may_go_out():
    assert found() == []


@pytest.mark.django_db
def test_a_demo_account_keeps_the_site_in():
    get_user_model().objects.create_user("editor", is_demo=True)
    assert found() == ["safety.E001"]


@pytest.mark.django_db
def test_every_page_type_can_be_told_apart_from_examples():
    from hub.models.visibility import hub_page_models

    assert set(hub_page_models()) <= set(checks.demo_models())


@pytest.mark.django_db
def test_a_demo_page_keeps_the_site_in():
    from wagtail.models import Page

    from home.models import HomePage

    Page.objects.get(depth=1).add_child(instance=HomePage(title="Example", slug="example-only", is_demo=True))
    message = checks.no_demo_content(None)[0]
    assert message.obj is HomePage
    assert "load_demo --remove" in message.hint


@pytest.mark.django_db
def test_the_check_belongs_to_the_deploy_checks(monkeypatch):
    get_user_model().objects.create_user("editor", is_demo=True)
    assert "safety.E001" in [message.id for message in run_checks(tags=["safety"], include_deployment_checks=True)]
    assert run_checks(tags=["safety"]) == []


def test_a_database_that_does_not_answer_is_not_taken_for_clean(monkeypatch):
    def away():
        raise DatabaseError("away")

    monkeypatch.setattr(connection.introspection, "table_names", away)
    assert found() == ["safety.W001"]
