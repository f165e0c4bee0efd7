"""Topics and audiences have words in every language, and an urgent cry is known in each of them."""

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import IntegrityError, transaction

from hub import languages
from taxonomy import shipped
from taxonomy.concepts import choices, ensure_concepts, tree
from taxonomy.labels import concept_label, concept_words, labels_for, urgent_words, words_for
from taxonomy.models import Concept, ConceptLabel

pytestmark = pytest.mark.django_db
CODES = languages.codes()


def topic(code):
    return Concept.objects.get(scheme="topic", code=code)


def test_the_shipped_concepts_stand_after_migrating_and_loading_again_changes_nothing():
    assert Concept.objects.count() == len(shipped.concepts()) > 50
    assert ConceptLabel.objects.count() == len(shipped.concepts()) * len(CODES)
    assert ensure_concepts() == 0


def test_what_editors_wrote_stays_and_what_is_missing_comes_back():
    ConceptLabel.objects.filter(concept=topic("hiv"), language="fr").update(preferred="Ma version")
    topic("bullying").delete()
    assert ensure_concepts() == 1 + len(CODES)
    assert (concept_label(topic("hiv"), "fr"), topic("bullying").parent) == ("Ma version", topic("school"))


def test_migrating_again_does_not_bring_back_what_editors_removed():
    topic("bullying").delete()
    call_command("migrate", verbosity=0)
    assert not Concept.objects.filter(code="bullying").exists()


def test_the_home_page_has_eight_topics_each_with_its_drawing():
    top = [branch.concept for branch in tree("topic", "en")]
    assert [one.icon for one in top] == ["home", "health", "mind", "law", "family", "road", "work", "school"]
    assert tree("topic", "en")[0].label == "Somewhere safe to stay"


@pytest.mark.parametrize("language", CODES)
def test_every_language_has_words_of_its_own_for_every_concept(language):
    concepts = list(Concept.objects.all())
    words = words_for(concepts, language)
    assert not [one.code for one in concepts if len(words[one.pk]) < 3]
    assert len(set(labels_for(concepts, language).values())) > 0.9 * len(concepts)


@pytest.mark.parametrize("language", CODES)
def test_no_definition_is_longer_than_a_note(language):
    assert not [label.concept.code for label in ConceptLabel.objects.filter(language=language) if not 5 < len(label.definition) < 160]


SCRIPTS = [("ar", "\u0600", "\u06ff"), ("fa", "\u0600", "\u06ff"), ("ru", "\u0400", "\u04ff"), ("zh-hant", "\u3400", "\u9fff")]


@pytest.mark.parametrize(("language", "first", "last"), SCRIPTS)
def test_labels_are_written_in_the_script_of_their_language(language, first, last):
    labels = ConceptLabel.objects.filter(language=language)
    assert [label.preferred for label in labels if not any(first <= sign <= last for sign in label.preferred)] == []


def test_traditional_chinese_labels_are_not_written_in_simplified_letters():
    simplified = set("无号难权医师诊疗虑忧郁护学双变应间热线压责亲门关爱国处时长问")
    text = "".join(label.preferred + label.definition for label in ConceptLabel.objects.filter(language="zh-hant"))
    assert simplified & set(text) == set()


def test_urgent_concepts_are_known_by_their_words_in_every_language(django_assert_num_queries):
    with django_assert_num_queries(1):
        words = urgent_words()
    assert set(words) == {"suicide", "violence", "thrown-out", "detained"}
    assert all(set(by_language) == set(CODES) for by_language in words.values())
    assert "je veux mourir" in words["suicide"]["fr"]
    assert "طردوني من البيت" in words["thrown-out"]["ar"]


def test_a_label_missing_in_a_language_is_shown_in_english_and_else_as_code():
    hiv = topic("hiv")
    hiv.labels.filter(language="ar").delete()
    assert concept_label(hiv, "ar") == "HIV, PrEP and PEP"
    hiv.labels.all().delete()
    assert (concept_label(hiv, "ar"), concept_words(hiv, "ar")) == ("hiv", [])


def test_words_hold_the_label_first_and_each_once():
    hiv = topic("hiv")
    hiv.labels.filter(language="en").update(alternatives=["PrEP", "HIV, PrEP and PEP", "PrEP"])
    assert concept_words(hiv, "en") == ["HIV, PrEP and PEP", "PrEP"]


def test_labels_of_a_list_cost_one_query_and_none_when_prefetched(django_assert_num_queries):
    concepts = list(Concept.objects.all())
    with django_assert_num_queries(1):
        labels_for(concepts, "fa")
    loaded = list(Concept.objects.prefetch_related("labels"))
    with django_assert_num_queries(0):
        assert len(labels_for(loaded, "fa")) == len(words_for(loaded, "fa"))


def test_a_tree_and_its_choices_cost_two_queries(django_assert_num_queries):
    with django_assert_num_queries(2):
        listed = choices("topic", "ar")
    codes = [code for code, _ in listed]
    assert codes == [row["code"] for row in shipped.concepts() if row["scheme"] == "topic"]
    assert codes.index("housing") + 1 == codes.index("thrown-out")


def test_one_code_stands_once_in_a_list_but_may_stand_in_both():
    Concept.objects.create(scheme="audience", code="hiv")
    with pytest.raises(IntegrityError), transaction.atomic():
        Concept.objects.create(scheme="topic", code="hiv")


def test_a_concept_is_not_broader_than_itself_nor_than_one_of_another_list():
    housing, thrown_out = topic("housing"), topic("thrown-out")
    housing.parent = thrown_out
    with pytest.raises(ValidationError):
        housing.full_clean()
    thrown_out.parent = Concept.objects.get(scheme="audience", code="young")
    with pytest.raises(ValidationError):
        thrown_out.full_clean()


@pytest.mark.parametrize("code", ["", "Two Words", "ü", "-a", "a--b", "../x"])
def test_a_code_that_could_not_stand_in_an_address_is_refused(code):
    with pytest.raises(ValidationError):
        Concept(scheme="topic", code=code).full_clean()
