"""Nobody can start to keep something about people in silence: each model says why and until when, and the engine holds it to that."""

from __future__ import annotations

import re
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import models
from django.test import Client
from django.test.utils import isolate_apps
from django.utils import timezone, translation

from hub import languages
from members.models import User
from reports.models import Report
from safety.checks import about_people, people_are_declared
from safety.declaration import Retention
from safety.locked import LockedTextField
from safety.register import OTHERS, work
from safety.retention import declared, held
from tests import factories

pytestmark = pytest.mark.django_db


def made(**fields) -> type[models.Model]:
    """A model of an app that is not there, with ``fields``."""
    return type("Letter", (models.Model,), {"__module__": __name__, "Meta": type("Meta", (), {"app_label": "safety"}), **fields})


class TestTheCheck:
    def test_all_models_of_the_site_are_declared(self):
        assert people_are_declared(None) == []

    @pytest.mark.parametrize(
        "field",
        [
            models.EmailField(),
            models.GenericIPAddressField(),
            models.ForeignKey(User, models.CASCADE, related_name="+"),
            LockedTextField(),
        ],
    )
    def test_a_field_about_people_is_seen_by_its_kind(self, field):
        with isolate_apps("safety"):
            assert list(about_people(made(anything=field))) == ["anything"]

    @pytest.mark.parametrize("name", ["display_name", "phone", "home_address", "email_2", "nickname", "text", "message", "contact", "last_ip"])
    def test_or_by_its_name(self, name):
        with isolate_apps("safety"):
            assert list(about_people(made(**{name: models.CharField(max_length=9)}))) == [name]

    @pytest.mark.parametrize("name", ["title", "description", "zip_code_format", "shipping", "telephoned_on", "texture"])
    def test_what_only_sounds_like_it_is_not(self, name):
        with isolate_apps("safety"):
            assert list(about_people(made(**{name: models.CharField(max_length=9)}))) == []

    def test_a_model_that_says_nothing_is_refused_with_its_fields(self, monkeypatch):
        monkeypatch.delattr(Report, "retention")
        (message,) = people_are_declared(None)
        assert (message.id, message.obj) == ("safety.E002", Report)
        assert "contact, text" in message.msg

    def test_a_declaration_that_cannot_work_is_refused(self, monkeypatch):
        wrong = Retention("what", "purpose", "basis", "until", ("text", "contact", "nobody"), timedelta(days=1), "")
        monkeypatch.setattr(Report, "retention", wrong)
        assert {one.id for one in people_are_declared(None)} == {"safety.E003", "safety.E004"}


class TestTheRegister:
    def test_every_declaration_is_a_sentence_in_words_and_names_its_days(self):
        for model, one in declared():
            for text in (one.what, one.purpose, one.basis, one.until):
                assert str(text).strip(), model
            assert ("%(time)s" in str(one.until)) == bool(one.keep), model
            assert "%(" not in one.until_text

    def test_the_command_prints_every_model(self):
        said = StringIO()
        call_command("privacy_report", stdout=said)
        text = said.getvalue()
        for model, _one in declared():
            assert model._meta.label in text
        assert "30 days after it is closed." in re.sub(r"\s+", " ", text)

    def test_counts_tell_how_many_and_how_old_and_never_who(self):
        person = factories.administrator("wanda")
        factories.full_service().save_revision(user=person)
        said = StringIO()
        call_command("privacy_report", "--counts", stdout=said)
        assert "wanda" not in said.getvalue()
        (line,) = (line for line in said.getvalue().splitlines() if "wagtailcore.Revision" in line)
        assert timezone.localdate().isoformat() in line
        assert held(User, User.retention).rows == 1

    @pytest.mark.parametrize("code", languages.codes())
    def test_readers_see_it_in_their_language(self, code):
        html = Client().get(f"/{code}/protection/").content.decode()
        with translation.override("en"):
            kinds = {str(one.what) for _model, one in declared()}
        assert html.count('<section class="kept">') == len(kinds)
        assert len(kinds) < 12
        if code != "en":
            assert not [one for one in kinds if one in html]

    def test_what_concerns_readers_stands_first(self):
        html = Client().get("/en/protection/").content.decode()
        assert html.index("What a reader tells us") < html.index("Accounts of the team")

    def test_models_of_others_are_declared_by_names_that_exist(self):
        assert set(OTHERS) <= {model._meta.label for model, _one in declared()}
        assert work("on", "by").cut == ("by",)


@pytest.mark.django_db
@pytest.mark.parametrize("code", languages.codes())
def test_readers_are_told_of_backups_in_their_language_where_any_are_made(code, settings, client):
    without = client.get(f"/{code}/protection/").content.decode()
    settings.BACKUP_KEYS = ["age1key"]
    told = client.get(f"/{code}/protection/").content.decode()
    assert len(told) > len(without) + 100
    assert ("A copy of all this" in told) == (code == "en")
