"""Words that exist already become translations: a translator finds them sentence by sentence, a reader sees exactly them."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from hub.models import HubPage
from hub.models.facts import FactsNotPublishedError
from resources.models import GuidePage
from tests import factories
from translation.cut import cut, with_words, words_of
from translation.make import make_translation
from translation.models import TranslationState
from translation.states import translation_of

BODY = [
    {
        "type": "text",
        "value": '<h2>Before</h2><p>Read <a href="https://one.example.org/">one</a> and <a href="https://two.example.org/">two</a>.</p>',
    },
    {"type": "checklist", "value": {"title": "Bring", "items": ["A friend", "Water"]}},
    {"type": "steps", "value": {"items": [{"title": "Breathe", "text": "<p>In.</p><p>Out.</p>"}]}},
    {"type": "links", "value": {"title": "", "items": [{"title": "More", "url": "https://more.example.org/", "text": ""}]}},
]
CORPS = [
    {"type": "text", "value": '<h2>Avant</h2><p>Lire <a href="https://one.example.org/">un</a> et <a href="https://two.example.org/">deux</a>.</p>'},
    {"type": "checklist", "value": {"title": "À apporter", "items": ["Quelqu’un", "De l’eau"]}},
    {"type": "steps", "value": {"items": [{"title": "Respirer", "text": "<p>Inspirer.</p><p>Expirer.</p>"}]}},
    {"type": "links", "value": {"title": "", "items": [{"title": "Suite", "url": "https://more.example.org/", "text": ""}]}},
]
FRENCH = {"title": "Garder son calme", "summary": "Trois gestes.\nPas plus.", "body": CORPS}


def calm() -> int:
    """The number of a published guide in English, in a section that exists in French."""
    section = factories.section()
    factories.translate(factories.home(), "fr")
    factories.translate(section, "fr")
    return factories.guide("Keeping calm", section, summary="Three things.\nNo more.", body=BODY).pk


@pytest.fixture(scope="module")
def kept_guide(kept: Any) -> int:
    return int(kept(calm))


@pytest.fixture
def guide(kept_guide: int, db: None) -> GuidePage:
    return GuidePage.objects.get(pk=kept_guide)


def french(guide: HubPage, **changed: Any) -> HubPage:
    return make_translation(guide, factories.locale("fr"), {**FRENCH, **changed})


def plain(page: HubPage) -> Any:
    """The words of a page without the ids of its blocks."""

    def without_ids(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: without_ids(one) for key, one in value.items() if key != "id"}
        return [without_ids(one) for one in value] if isinstance(value, list) else value

    return without_ids(words_of(page))


def test_readers_see_exactly_the_words_given(guide):
    page = french(guide)
    assert page.live
    assert page.title == "Garder son calme"
    assert page.summary == "Trois gestes.\nPas plus."
    assert [block.block_type for block in page.body] == ["text", "checklist", "steps", "links"]
    assert page.body[0].value.source == CORPS[0]["value"]
    assert list(page.body[1].value["items"]) == ["Quelqu’un", "De l’eau"]
    assert page.body[2].value["items"][0]["text"].source == "<p>Inspirer.</p><p>Expirer.</p>"


def test_a_translator_finds_every_sentence_beside_its_original(guide):
    page = french(guide)
    translation = translation_of(page)
    assert translation
    segments = StringSegment.objects.filter(source=translation.source).annotate_translation(page.locale)
    pairs = {segment.string.data: segment.translation for segment in segments}
    assert pairs["In."] == "Inspirer."
    assert pairs["Water"] == "De l’eau"
    assert pairs["Keeping calm"] == "Garder son calme"
    assert None not in pairs.values()


def test_the_translation_has_the_family_the_facts_and_the_path_of_its_original(guide):
    page = french(guide)
    assert page.facts_page == guide
    assert page.translation_key == guide.translation_key
    assert page.slug == guide.slug
    assert page.get_parent().locale.language_code == "fr"


def test_it_says_which_version_it_was_made_from(guide):
    page = french(guide)
    state = TranslationState.objects.get(page=page)
    assert state.source_revision == guide.live_revision
    assert state.pinned_on == guide.live_revision.created_at
    assert not state.outdated


def test_an_original_that_changes_afterwards_leaves_it_out_of_date(guide):
    page = french(guide)
    guide.summary = "Four things."
    factories.publish_page(guide)
    assert TranslationState.objects.get(page=page).outdated
    french(guide, summary="Quatre gestes.")
    assert not TranslationState.objects.get(page=page).outdated


def test_links_keep_their_places_when_a_language_turns_the_sentence_round(guide):
    turned = '<h2>Avant</h2><p>Lire <a href="https://two.example.org/">deux</a>, puis <a href="https://one.example.org/">un</a>.</p>'
    page = french(guide, body=[{"type": "text", "value": turned}, *CORPS[1:]])
    assert translation_of(page)
    assert page.body[0].value.source == turned


def test_a_link_may_lead_elsewhere_in_another_language(guide):
    elsewhere = CORPS[0]["value"].replace("one.example.org", "un.example.org")
    page = french(guide, body=[{"type": "text", "value": elsewhere}, *CORPS[1:]])
    assert translation_of(page)
    assert page.body[0].value.source == elsewhere
    page = french(guide)
    assert page.body[0].value.source == CORPS[0]["value"]


UNLIKE = {
    "a paragraph more": [{"type": "text", "value": "<h2>Avant</h2><p>Lire.</p><p>Relire.</p>"}, *CORPS[1:]],
    "a heading that is a paragraph": [{"type": "text", "value": CORPS[0]["value"].replace("h2", "h3")}, *CORPS[1:]],
    "an item less": [CORPS[0], {"type": "checklist", "value": {"title": "À apporter", "items": ["De l’eau"]}}, *CORPS[2:]],
    "another order": [CORPS[1], CORPS[0], *CORPS[2:]],
    "a block less": CORPS[:-1],
    "a link block that leads elsewhere": [
        *CORPS[:-1],
        {"type": "links", "value": {"title": "", "items": [{"title": "Suite", "url": "https://suite.example.org/", "text": ""}]}},
    ],
    "words where the original has none": [*CORPS[:-1], {"type": "links", "value": {**CORPS[-1]["value"], "title": "Ailleurs"}}],
    "a link less": [{"type": "text", "value": '<h2>Avant</h2><p>Lire <a href="https://one.example.org/">un</a>.</p>'}, *CORPS[1:]],
}


@pytest.mark.parametrize("body", UNLIKE.values(), ids=UNLIKE)
def test_words_that_cut_differently_are_kept_as_they_are_in_an_ordinary_page(guide, body):
    page = french(guide, body=body)
    assert page.live
    assert translation_of(page) is None
    assert page.facts_page == guide
    assert TranslationState.objects.get(page=page).source_revision == guide.live_revision
    assert plain(page)["body"] == plain(GuidePage(body=GuidePage._meta.get_field("body").to_python(body)))["body"]


def test_an_ordinary_page_becomes_a_translation_once_its_words_cut_alike(guide):
    page = french(guide, body=CORPS[:-1])
    again = french(guide)
    assert again == page
    assert translation_of(again)
    assert len(again.body) == 4
    assert translation_of(french(guide, body=CORPS[:-1])) is None


def test_the_same_words_again_change_nothing_that_a_reader_sees(guide):
    before = plain(french(guide))
    strings = StringTranslation.objects.count()
    page = french(guide)
    assert plain(page) == before
    assert StringTranslation.objects.count() == strings
    assert Translation.objects.count() == 1


def test_an_editor_who_publishes_the_original_unchanged_costs_the_translators_nothing(guide):
    page = french(guide)
    strings = StringTranslation.objects.count()
    GuidePage.objects.get(pk=guide.pk).get_latest_revision_as_object().save_revision().publish()
    assert not TranslationState.objects.get(page=page).outdated
    french(guide)
    assert StringTranslation.objects.count() == strings


def test_a_draft_is_not_shown_and_a_live_page_not_overwritten_by_one(guide):
    draft = make_translation(guide, factories.locale("fr"), FRENCH, publish=False)
    assert not draft.live
    page = french(guide)
    page = make_translation(guide, factories.locale("fr"), {**FRENCH, "title": "Autre titre"}, publish=False)
    assert page.title == "Garder son calme"
    assert StringTranslation.objects.filter(data="Autre titre").exists()


def test_nothing_of_a_family_is_published_before_its_facts(guide):
    unpublished = factories.guide("Not yet", guide.get_parent(), publish=False)
    with pytest.raises(FactsNotPublishedError):
        make_translation(unpublished, factories.locale("fr"), {"title": "Pas encore"})
    assert unpublished.get_translation_or_none(factories.locale("fr")) is None


def test_untranslated_parents_come_as_drafts(guide):
    page = make_translation(guide, factories.locale("ar"), {**FRENCH, "title": "هدوء"}, publish=False)
    assert page.get_parent().locale.language_code == "ar"
    assert not page.get_parent().live


def test_languages_do_not_mix(guide):
    factories.translate(factories.home(), "es")
    make_translation(guide, factories.locale("es"), {**FRENCH, "title": "Calma"})
    french(guide)
    assert GuidePage.objects.get(locale__language_code="es").title == "Calma"


def test_a_service_is_translated_with_all_its_words(guide):
    service = factories.full_service(parent=guide.get_parent().specific)
    words = {
        "title": "La Veilleuse",
        "summary": "Parler, le soir & la nuit.",
        "who_for": "Toute personne LGBTI+.",
        "expect": "<p>On répond.</p>",
        "start": "<p>Appeler, ou écrire.</p>",
        "hours_note": "Fermé le 24 décembre.",
        "cost_note": "Seul l’appel est payant.",
    }
    page = make_translation(service, factories.locale("fr"), words)
    assert translation_of(page)
    assert {name: getattr(page, name) for name in words} == words
    assert not page.phones.exists()
    assert page.facts.phones.exists()


text = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp", "Zs")), min_size=1, max_size=30)


@pytest.mark.django_db
@settings(max_examples=30, deadline=None)
@given(one=text, other=text)
def test_any_plain_words_cut_like_any_others(one, other):
    ours, theirs = ([{"type": "quotation", "value": {"text": words, "source": ""}}] for words in (one, other))
    found = cut(with_words(GuidePage, {"title": one, "summary": one, "body": ours}), {"title": other, "summary": other, "body": theirs})
    assert found is not None
    assert len(found.strings) == 3
