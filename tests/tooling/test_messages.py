"""Catalogues: a header without its rule of plurals makes "1 services", and one that changes by itself hides what changed."""

import polib
import pytest

from tools import messages

FRESH = """# SOME DESCRIPTIVE TITLE.
#, fuzzy
msgid ""
msgstr ""
"Project-Id-Version: PACKAGE VERSION\\n"
"POT-Creation-Date: 2026-11-23 09:11+0000\\n"
"Language-Team: LANGUAGE <LL@li.org>\\n"
"Language: \\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=2; plural=(n > 1);\\n"

#: home/models.py
msgid "A sentence that is longer than the seventy-nine characters at which gettext would break it in two"
msgstr "Une phrase"

#: home/models.py
#, python-format
msgid "%(count)s service"
msgid_plural "%(count)s services"
msgstr[0] ""
msgstr[1] ""
"""


@pytest.fixture
def catalogue(tmp_path):
    path = tmp_path / "django.po"
    path.write_text(FRESH)
    messages.tidy(path, "fr")
    return path


def test_the_header_says_the_language_and_its_rule_of_plurals(catalogue):
    header = polib.pofile(str(catalogue)).metadata
    assert header["Language"] == "fr"
    assert header["Plural-Forms"] == "nplurals=2; plural=(n > 1);"


def test_nothing_in_it_changes_by_itself(catalogue):
    first = catalogue.read_text()
    assert not any(word in first for word in ("2026", "PACKAGE", "SOME DESCRIPTIVE", "fuzzy"))
    messages.tidy(catalogue, "fr")
    assert catalogue.read_text() == first


def test_every_text_and_its_place_stay(catalogue):
    entries = polib.pofile(str(catalogue))
    assert [entry.msgstr for entry in entries if not entry.msgid_plural] == ["Une phrase"]
    assert entries[1].flags == ["python-format"]
    assert entries[1].occurrences == [("home/models.py", "")]


def test_without_gettext_one_line_says_what_to_install(monkeypatch, capsys):
    monkeypatch.setattr(messages.shutil, "which", lambda name: None)
    assert messages.main() == 1
    assert "apt install gettext" in capsys.readouterr().err
