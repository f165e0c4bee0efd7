"""Importing again: what the source changed comes in, what people did here stays and is said."""

from __future__ import annotations

import pytest
from wagtail.models import Locale
from wagtail_localize.models import StringTranslation

from hub.models import HubPage
from resources.models import GuidePage, ResourceIndexPage
from tests.resources.importers.helpers import guides, lesson, state, write
from translation.models import TranslationState

pytestmark = pytest.mark.django_db


def english(body: str = "Keep it with you. Always.", **head) -> str:
    return lesson(body, **{"title": "Burner phones", **head})


def french(body: str = "Gardez-le sur vous. Toujours.", **head) -> str:
    return lesson(body, **{"title": "Téléphones jetables", **head})


def library(below):
    """One guide in two languages."""
    return write(below / "library", {"en/phones/s_burner.md": english(), "fr/phones/s_burner.md": french()})


@pytest.fixture(scope="module")
def imported(kept, tmp_path_factory) -> None:
    """It is imported, once for the module."""
    kept(lambda: guides(library(tmp_path_factory.mktemp("once"))))


@pytest.fixture
def folder(imported, db, tmp_path):
    """The folder that was imported, to be changed."""
    return library(tmp_path)


def page(code: str = "en") -> GuidePage:
    return GuidePage.objects.get(slug="burner", locale=Locale.objects.get(language_code=code))


def edit(one: HubPage, publish: bool = True, **words) -> None:
    """What an editor does in Wagtail's form."""
    one = one.get_latest_revision_as_object()
    for name, value in words.items():
        setattr(one, name, value)
    revision = one.save_revision()
    if publish:
        revision.publish()


def test_a_second_run_changes_nothing(folder):
    before = state()
    printed = guides(folder)
    assert state() == before
    assert "     4  unchanged" in printed


def test_a_changed_source_changes_the_page_and_keeps_the_ids_of_its_blocks(folder):
    ids = [block.id for block in page().body]
    write(folder, {"en/phones/s_burner.md": english("Keep it with you. Never lend it.")})
    printed = guides(folder)
    assert "Never lend it." in str(page().body)
    assert [block.id for block in page().body] == ids
    assert "     1  changed" in printed


def test_a_changed_original_leaves_the_translation_out_of_date_until_that_changes_too(folder):
    write(folder, {"en/phones/s_burner.md": english("Something new.")})
    guides(folder)
    assert TranslationState.objects.get(page=page("fr")).outdated
    write(folder, {"fr/phones/s_burner.md": french("Du nouveau.")})
    guides(folder)
    assert not TranslationState.objects.get(page=page("fr")).outdated
    assert "Du nouveau." in str(page("fr").body)


def test_what_an_editor_changed_stays_where_the_source_is_as_it_was(folder):
    edit(page(), title="Throw-away phones")
    guides(folder)
    assert page().title == "Throw-away phones"


def test_what_both_changed_stays_as_the_editor_left_it_and_is_said_each_time(folder):
    edit(page(), summary="Ours.")
    write(folder, {"en/phones/s_burner.md": english("All different.", summary="Theirs.")})
    for _time in range(2):
        printed = guides(folder)
        assert "changed here and in the source, kept as it is here: en/phones/s_burner.md (summary)" in printed
    assert page().summary == "Ours."
    assert "All different." in str(page().body)


def test_the_editors_form_alone_changes_no_field(folder):
    body = [
        {"type": block.block_type, "value": block.value.source.replace("<p>", '<p data-block-key="a1b2c">'), "id": block.id} for block in page().body
    ]
    edit(page(), body=GuidePage._meta.get_field("body").to_python(body), summary="Ours.")
    write(folder, {"en/phones/s_burner.md": english("All different.")})
    guides(folder)
    assert "All different." in str(page().body)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_an_editors_draft_is_left_alone(folder, language):
    edit(page(language), publish=False, summary="Not ready.")
    write(folder, {"en/phones/s_burner.md": english("Other."), "fr/phones/s_burner.md": french("Autre.")})
    printed = guides(folder)
    assert f"has a draft here, left alone: {language}/phones/s_burner.md" in printed
    assert page(language).get_latest_revision_as_object().summary == "Not ready."


def test_a_page_that_was_taken_down_stays_down(folder):
    page().unpublish()
    write(folder, {"en/phones/s_burner.md": english("Other.")})
    assert "unpublished here, left alone" in guides(folder)
    assert not page().live


def test_sentences_that_a_translator_wrote_since_are_left_alone(folder):
    sentence = StringTranslation.objects.filter(locale__language_code="fr", data__contains="Gardez").first()
    sentence.data = "Gardez-le toujours sur vous."
    sentence.save()
    write(folder, {"fr/phones/s_burner.md": french("Autre chose.")})
    printed = guides(folder)
    assert "translated further here, left alone: fr/phones/s_burner.md" in printed
    sentence.refresh_from_db()
    assert sentence.data == "Gardez-le toujours sur vous."


def test_a_translation_that_people_made_here_is_not_overwritten(folder):
    write(folder, {"en/phones/s_new.md": lesson("Words.", title="New")})
    guides(folder)
    original = GuidePage.objects.get(title="New")
    copy = original.copy_for_translation(Locale.objects.get(language_code="fr"))
    copy.title = "Fait ici"
    copy.save()
    write(folder, {"fr/phones/s_new.md": lesson("Mots.", title="Nouveau")})
    assert "translated here already, left alone" in guides(folder)
    assert not GuidePage.objects.filter(title="Nouveau").exists()


def test_a_page_that_was_deleted_is_not_made_again_unless_asked_for(folder):
    page("fr").delete()
    assert "deleted here since, not made again: fr/phones/s_burner.md" in guides(folder)
    guides(folder, restore_deleted=True)
    assert page("fr").live


def test_a_deleted_family_is_not_begun_again_in_another_language(folder):
    page("fr").delete()
    page().delete()
    write(folder, {"ar/phones/s_burner.md": lesson("كلمات", title="هواتف")})
    guides(folder)
    assert not GuidePage.objects.exists()
    guides(folder, restore_deleted=True)
    assert GuidePage.objects.count() == 3


def test_a_page_that_was_moved_stays_where_it_is_and_is_still_updated(folder):
    section = ResourceIndexPage(title="Elsewhere", slug="elsewhere")
    page().get_parent().get_parent().add_child(instance=section)
    page().move(section, pos="last-child")
    write(folder, {"en/phones/s_burner.md": english("Moved words.")})
    guides(folder)
    assert page().get_parent().pk == section.pk
    assert "Moved words." in str(page().body)


def test_a_file_that_is_gone_keeps_its_page_and_is_said(folder):
    (folder / "fr/phones/s_burner.md").unlink()
    assert "no longer in the source, page kept: phones (fr), phones/s_burner.md (fr)" in guides(folder)
    assert page("fr").live


def test_a_translation_that_no_longer_cuts_alike_becomes_a_page_of_its_own(folder):
    write(folder, {"fr/phones/s_burner.md": french("Un.\n\n## Deux\n\nTrois.")})
    assert "translated as a page of its own" in guides(folder)
    assert "Deux" in str(page("fr").body)
    assert page("fr").live


def test_two_sources_with_the_same_paths_do_not_touch_each_other(folder, tmp_path):
    guides(write(tmp_path / "two", {"en/phones/s_burner.md": lesson("Others.", title="Of others")}), source="other")
    assert "Keep it with you." in str(GuidePage.objects.get(title="Burner phones").body)
    assert GuidePage.objects.get(title="Of others").get_parent().slug == "phones-1"
