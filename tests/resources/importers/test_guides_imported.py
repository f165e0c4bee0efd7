"""What a folder of guides becomes, imported once: sections, families, checklists, pages in each language."""

from __future__ import annotations

import pytest

from resources.models import ResourceIndexPage
from tests import factories
from tests.resources.importers.helpers import guides
from tests.resources.importers.library import block_texts, guide, library
from translation import states

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def imported(kept, tmp_path_factory) -> str:
    return kept(lambda: guides(library(tmp_path_factory.mktemp("once"))))


@pytest.fixture
def printed(imported, db) -> str:
    """What the import printed; all of it is there."""
    return imported


def test_folders_become_sections_and_files_guides_in_the_order_they_ask_for(printed):
    section = ResourceIndexPage.objects.get(title="Phones")
    assert section.live
    assert section.summary == "What a phone tells of you."
    assert [page.title for page in section.get_children()] == ["Before you start", "Burner phones", "Checklist: Phones"]
    assert section.get_parent().specific == factories.home()


def test_the_same_path_in_two_languages_is_one_guide_whose_facts_page_is_the_english_one(printed):
    english, french = guide("Burner phones"), guide("Téléphones jetables")
    assert french.translation_key == english.translation_key
    assert french.facts_page == english
    assert french.locale.language_code == "fr"
    assert french.get_parent().title == "Téléphones"
    assert french.slug == english.slug == "burner"
    assert french.live


def test_where_both_sides_cut_alike_a_translator_finds_each_sentence_beside_its_original(printed):
    french = guide("Téléphones jetables")
    assert states.translation_of(french) is not None
    assert "Éteignez-le" in block_texts(french)
    assert "translated sentence by sentence" in printed


def test_a_checklist_becomes_a_guide_of_checklists_named_after_its_sections(printed):
    blocks = list(guide("Checklist: Phones").body)
    assert [(block.value["title"], list(block.value["items"])) for block in blocks] == [("", ["Lock it"]), ("Others", ["Tell a friend", "No"])]


def test_readers_of_a_language_without_a_home_page_get_one(printed, client):
    assert client.get("/fr/phones/burner/").status_code == 200
    assert "Téléphones jetables" in client.get("/fr/phones/burner/").content.decode()
