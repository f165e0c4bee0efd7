"""Catalogues: without their compiled form every reader sees English."""

import gettext
import os

import pytest

from tools import compile_messages

PO = """msgid ""
msgstr ""
"Language: fr\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Plural-Forms: nplurals=2; plural=(n > 1);\\n"

msgid "Search"
msgstr "Rechercher"

#, fuzzy
msgid "Leave"
msgstr "Congé"
"""


@pytest.fixture
def catalogue(tmp_path):
    source = tmp_path / "fr" / "LC_MESSAGES" / "django.po"
    source.parent.mkdir(parents=True)
    source.write_text(PO)
    return source


def read(source):
    with source.with_suffix(".mo").open("rb") as file:
        return gettext.GNUTranslations(file)


def test_a_reader_gets_the_translated_texts(catalogue, tmp_path):
    assert compile_messages.compile_all(tmp_path) == [catalogue]
    assert read(catalogue).gettext("Search") == "Rechercher"


def test_a_guess_that_nobody_confirmed_is_not_shown(catalogue, tmp_path):
    compile_messages.compile_all(tmp_path)
    assert read(catalogue).gettext("Leave") == "Leave"


def test_a_second_start_does_not_compile_again(catalogue, tmp_path):
    compile_messages.compile_all(tmp_path)
    later = catalogue.stat().st_mtime + 10
    os.utime(catalogue.with_suffix(".mo"), (later, later))
    assert compile_messages.compile_all(tmp_path) == []


def test_a_changed_catalogue_is_compiled_again(catalogue, tmp_path):
    compile_messages.compile_all(tmp_path)
    catalogue.write_text(PO.replace("Rechercher", "Chercher"))
    later = catalogue.with_suffix(".mo").stat().st_mtime + 10
    os.utime(catalogue, (later, later))
    assert compile_messages.compile_all(tmp_path) == [catalogue]
    assert read(catalogue).gettext("Search") == "Chercher"


@pytest.mark.parametrize("broken", ['msgid "one "two" three"\nmsgstr ""\n', PO + '\nmsgid "Search"\nmsgstr "Encore"\n'])
def test_a_broken_catalogue_is_named(catalogue, tmp_path, broken):
    catalogue.write_text(broken)
    with pytest.raises(compile_messages.BrokenCatalogueError, match=r"fr.LC_MESSAGES.django\.po"):
        compile_messages.compile_all(tmp_path)
    assert not catalogue.with_suffix(".mo").exists()


def test_nothing_half_written_is_left_behind(catalogue, tmp_path):
    compile_messages.compile_all(tmp_path)
    assert sorted(path.suffix for path in catalogue.parent.iterdir()) == [".mo", ".po"]
