"""System checks: a convention that is forgotten shows before a reader is hurt by it."""

from types import SimpleNamespace

import pytest
from django.core.checks import run_checks
from wagtail_localize.fields import TranslatableField

from hub import checks
from hub.models.visibility import hub_page_models
from hub.models.watched import Watched
from resources.models import ServicePage


@pytest.fixture
def changed(monkeypatch):
    """The service page as it would be after a mistake."""

    def change(**attributes):
        for name, value in attributes.items():
            monkeypatch.setattr(ServicePage, name, value, raising=False)
        return ServicePage

    return change


def without(name):
    return [one for one in ServicePage.fact_fields if one != name]


def ids(*messages):
    return [message.id for message in messages]


def said(model):
    return [message for check in checks.PAGE_CHECKS for message in check(model)]


def test_a_page_type_that_keeps_the_conventions_is_fine():
    assert said(ServicePage) == []


def test_a_number_that_would_be_translated_is_refused(changed):
    found = said(changed(translatable_fields=[*ServicePage.translatable_fields, TranslatableField("status")]))
    assert ids(*found) == ["hub.E001"]
    assert "'status'" in found[0].msg


@pytest.mark.parametrize("name", ["status", "phones", "topics"])
def test_a_field_or_rows_that_nobody_sorted_are_refused(changed, name):
    found = said(changed(fact_fields=without(name), watched_facts=[]))
    assert ids(*found) == ["hub.E002"]
    assert f"'{name}'" in found[0].msg


def test_a_fact_that_was_renamed_is_noticed(changed):
    assert ids(*said(changed(fact_fields=[*ServicePage.fact_fields, "telephone"]))) == ["hub.E003"]


def test_a_page_type_that_the_search_would_not_find_is_refused(changed):
    assert ids(*said(changed(search_documents=None))) == ["hub.E004"]


def test_a_page_type_without_template_is_refused(changed):
    assert ids(*said(changed(template="resources/nowhere.html"))) == ["hub.E005"]


@pytest.mark.parametrize(
    "watched",
    [
        Watched("summary", "a word"),
        Watched("phones", "rows without a part"),
        Watched("phones", "no such part", "colour"),
        Watched("website", "no rows", "part"),
    ],
)
def test_a_number_that_is_watched_under_a_wrong_name_is_noticed(changed, watched):
    assert ids(*said(changed(watched_facts=[watched]))) == ["hub.E008"]


def test_every_message_says_what_to_do_and_where(changed):
    found = said(changed(fact_fields=["gone"], template="nowhere.html", search_documents=None))
    assert {message.id for message in found} == {"hub.E002", "hub.E003", "hub.E004", "hub.E005", "hub.E008"}
    assert all(message.hint and message.obj is ServicePage for message in found)


def test_languages_of_settings_and_table_must_agree(settings):
    settings.LANGUAGES = [("en", "English")]
    assert "hub.E006" in ids(*checks.one_table_of_languages(None))


def test_a_language_without_catalogue_is_noticed(settings, tmp_path):
    settings.LOCALE_PATHS = [tmp_path]
    found = checks.one_table_of_languages(None)
    assert ids(*found) == ["hub.W001"] * len(settings.LANGUAGES)
    assert "locale/zh_Hant/" in found[-1].hint


def test_a_package_that_would_hide_pythons_locale_is_refused(settings, tmp_path):
    settings.LOCALE_PATHS = [tmp_path]
    (tmp_path / "__init__.py").touch()
    assert "hub.E007" in ids(*checks.one_table_of_languages(None))


def test_the_hub_itself_keeps_its_conventions():
    assert run_checks(tags=["hub"]) == []


def test_every_page_type_is_looked_at(monkeypatch):
    monkeypatch.setattr(checks, "PAGE_CHECKS", (lambda model: [SimpleNamespace(id=model.__name__)],))
    assert sorted(ids(*checks.page_types(None))) == sorted(model.__name__ for model in hub_page_models())
