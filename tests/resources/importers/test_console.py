"""An operator who waits must see that an import goes on, and what was wrong when it could not begin."""

from __future__ import annotations

import pytest
from django.core.management.base import CommandError

from resources.importers import console
from tests.resources.importers.helpers import guides, lesson, run, services, write
from tests.resources.importers.test_withheld import MAPPING

pytestmark = pytest.mark.django_db


def test_a_log_shows_how_far_a_long_import_has_come(tmp_path, monkeypatch, capfd):
    monkeypatch.setattr(console, "EVERY", 0.0)
    guides(write(tmp_path, {"en/a/s_x.md": lesson("Words.", title="X"), "fr/a/s_x.md": lesson("Mots.", title="X")}))
    said = capfd.readouterr().err
    assert "1 of 4 done: en/a" in said
    assert "4 of 4 done: fr/a/s_x.md" in said


def test_services_are_counted_too(tmp_path, monkeypatch, capfd):
    monkeypatch.setattr(console, "EVERY", 0.0)
    services(tmp_path, [{"id": number, "name": f"House {number}", "about": "Help."} for number in (1, 2)], MAPPING)
    assert "2 of 2 done" in capfd.readouterr().err


def test_a_short_import_says_nothing_on_the_way(tmp_path, capfd):
    guides(write(tmp_path, {"en/s_x.md": lesson("Words.", title="X")}))
    assert "done" not in capfd.readouterr().err


@pytest.mark.parametrize("name", ["nowhere", "a file"])
def test_a_folder_that_is_none_is_named(tmp_path, name):
    (tmp_path / "a file").write_text("")
    with pytest.raises(CommandError, match=f"{name} is not a folder"):
        run("import_guides", tmp_path / name)


def test_a_folder_without_languages_says_what_it_must_hold(tmp_path):
    with pytest.raises(CommandError, match="named after a language"):
        run("import_guides", tmp_path)
