"""Guides of others in several languages: one guide a path, one family, links that lead on, nothing lost in silence."""

from __future__ import annotations

import pytest
from django.core.management.base import CommandError
from wagtail.models import Locale

from resources.models import GuidePage, ResourceIndexPage
from tests import factories
from tests.resources.importers.helpers import guides, lesson, run, state, write
from tests.resources.importers.library import block_texts, guide, library
from translation import states
from translation.models import TranslationState

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module", autouse=True)
def french_home(kept):
    """An import would make it each time, which ``test_guides_imported`` looks at."""
    kept(lambda: factories.translate(factories.home(), "fr"))


@pytest.fixture
def folder(tmp_path):
    """Two languages, two levels of folders, a checklist."""
    return library(tmp_path)


def test_a_guide_that_english_lacks_begins_in_the_first_language_that_has_it(folder):
    write(folder, {"fr_FR/phones/s_only.md": lesson("Seulement ici.", title="Seulement"), "ar/phones/s_only.md": lesson("هنا", title="فقط")})
    guides(folder)
    assert guide("Seulement").facts_page is None
    assert guide("فقط").facts_page == guide("Seulement")


def test_english_that_comes_later_joins_the_family_that_is_there(folder):
    write(folder, {"fr_FR/phones/s_only.md": lesson("Seulement ici.", title="Seulement")})
    guides(folder)
    write(folder, {"en/phones/s_only.md": lesson("Only here.", title="Only")})
    guides(folder)
    assert guide("Only").facts_page == guide("Seulement")


def test_a_link_leads_to_a_page_that_an_earlier_import_brought(folder, tmp_path):
    guides(folder)
    more = write(tmp_path / "more", {"en/a/s_new.md": lesson("[on](umbrella://phones/burner)", title="New")})
    guides(more)
    assert '<a href="/en/phones/burner/">on</a>' in block_texts(guide("New"))


def test_a_bad_translation_does_not_keep_the_original_away(folder):
    write(folder, {"fr_FR/phones/s_burner.md": b"\xff"})
    assert "bad  fr_FR/phones/s_burner.md: not UTF-8" in guides(folder, code=1)
    assert guide("Burner phones").live


def test_a_folder_without_any_language_is_an_error_in_words(tmp_path):
    with pytest.raises(CommandError, match="no folder named after a language"):
        guides(write(tmp_path, {"a/b.md": "words"}))


def test_links_out_of_the_folder_are_not_followed(folder, tmp_path):
    write(tmp_path, {"secret.md": "Secret words."})
    (folder / "en" / "phones" / "s_link.md").symlink_to(tmp_path / "secret.md")
    guides(folder)
    assert not GuidePage.objects.filter(title__icontains="link").exists()


ODD_LINKS = (
    "[lesson](umbrella://phones/s_burner.md) [bare](umbrella://phones/burner) [near](../phones/s_burner.md#x) [section](umbrella://phones)"
    " [gone](umbrella://work/x) [here](#top) [out](https://example.org/)"
)


@pytest.fixture(scope="class")
def said(kept_in_class, tmp_path_factory):
    odd = {
        "fr_FR/phones/s_burner.md": lesson("Tout autrement.", title="Téléphones jetables"),
        "en/a/s_links.md": lesson(ODD_LINKS, title="Links"),
        "en/x/s_what-now.md": "Just words.",
        "en/x/s_other.md": "# Its *own* heading\n\nWords.",
        "en/x/s_a.md": "---\ntitle: No\nindex: 007\n---\nWords.",
        "en/x/s_b.md": "---\ntitle: 2024-13-45\n---\nWords.",
        "en/broken/.category.yml": "title: [",
        "en/broken/s_whole.md": "Whole words.",
        "images/a.md": "words",
        "de/a.md": "Wörter",
    }
    return kept_in_class(lambda: guides(write(library(tmp_path_factory.mktemp("odd")), odd), code=1))


class TestALibraryOfOddThings:
    """All of them stand in one folder, which is imported once; what is broken keeps none of the others away."""

    def test_where_translations_do_not_match_they_are_pages_of_their_own_pinned_to_the_version_translated(self, said):
        french = guide("Téléphones jetables")
        assert states.translation_of(french) is None
        assert TranslationState.objects.get(page=french).source_revision == guide("Burner phones").live_revision
        assert "Tout autrement." in block_texts(french)
        assert "translated as a page of its own" in said

    def test_links_between_lessons_lead_to_pages_and_all_others_stay_words(self, said):
        html = block_texts(guide("Links"))
        for words in ("lesson", "bare", "near"):
            assert f'<a href="/en/phones/burner/">{words}</a>' in html
        assert '<a href="/en/phones/">section</a> gone here <a href="https://example.org/">out</a>' in html
        assert "umbrella://work/x" in said
        assert "#top" not in said

    def test_titles_come_from_the_first_heading_or_the_name_of_the_file(self, said):
        assert guide("What now")
        assert "Its own heading" not in block_texts(guide("Its own heading"))

    def test_words_that_yaml_takes_for_something_else_stay_words(self, said):
        assert guide("No")
        assert guide("2024-13-45")

    def test_a_folder_whose_description_is_broken_is_called_by_its_name(self, said):
        assert "bad  en/broken/.category.yml" in said
        assert ResourceIndexPage.objects.get(slug="broken", locale__language_code="en").title == "Broken"

    def test_what_names_no_language_is_passed_over_and_said(self, said):
        assert "folder that names no language of the hub, passed over: de, images" in said


class TestWhere:
    def test_guides_go_below_the_section_that_is_named_in_all_languages(self, folder):
        section = factories.section("Learn")
        printed = guides(folder, under="learn")
        assert ResourceIndexPage.objects.get(title="Phones").get_parent().pk == section.pk
        french = section.get_translation(Locale.objects.get(language_code="fr"))
        assert ResourceIndexPage.objects.get(title="Téléphones").get_parent().pk == french.pk
        assert not french.live
        assert "section made as a draft" in printed

    def test_a_number_names_it_too(self, folder):
        section = factories.section("Learn")
        guides(folder, under=str(section.pk))
        assert ResourceIndexPage.objects.get(title="Phones").get_parent().pk == section.pk

    def test_a_name_of_no_section_or_of_several_is_an_error_in_words(self, folder):
        with pytest.raises(CommandError, match="neither the number nor the slug"):
            guides(folder, under="nowhere")
        one = factories.section("One")
        factories.section("Same", parent=one)
        factories.section("Same", parent=factories.section("Two"))
        with pytest.raises(CommandError, match="several"):
            guides(folder, under="same")

    def test_an_address_that_is_taken_is_not_taken_twice(self, folder):
        factories.section("Phones")
        guides(folder)
        assert {page.slug for page in ResourceIndexPage.objects.filter(title="Phones")} == {"phones", "phones-1"}


class TestADryRun:
    def test_says_the_same_and_leaves_nothing(self, folder):
        factories.home()
        before = state()
        dry = guides(folder, dry_run=True)
        assert state() == before
        real = guides(folder)
        assert dry.replace("Dry run: all of this has been taken back.\n", "") == real

    def test_reports_bad_files_too(self, folder):
        write(folder, {"en/phones/bad.md": b"\xff"})
        assert "bad  en/phones/bad.md" in run("import_guides", folder, source="test", dry_run=True, code=1)
