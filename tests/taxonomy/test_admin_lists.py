"""Editors add topics and places, and write down where caution is needed; they cannot break the world."""

import re

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse

from hub import languages
from members.models import User
from taxonomy.areas import area_for
from taxonomy.gazetteer import find_area
from taxonomy.labels import concept_label
from taxonomy.models import Area, AreaLabel, Concept

pytestmark = pytest.mark.django_db
NO_NAMES = {f"name_{code}": "" for code in languages.codes()}
NEW_AREA = {"code": "", "within": "", **NO_NAMES, "caution": "none", "caution_source": "", "caution_on": "", "latitude": "", "longitude": ""}
NEW_CONCEPT = {"scheme": "topic", "code": "", "label": "", "parent": "", "icon": "", "position": "0", "uri": ""}


@pytest.fixture
def editor():
    person = User.objects.create_user("editor", password="a long password")
    person.user_permissions.set(Permission.objects.filter(content_type__app_label="taxonomy"))
    person.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client = Client()
    client.force_login(person)
    return client


def url(section, view, *args):
    return reverse(f"taxonomy-{section}:{view}", args=args)


def add(editor, section, **given):
    return editor.post(url(section, "add"), {**(NEW_AREA if section == "areas" else NEW_CONCEPT), **given}, follow=True)


def errors(response):
    return {name: list(messages) for name, messages in response.context["form"].errors.items()}


def test_a_place_is_added_below_a_country_named_in_any_language(editor):
    add(editor, "areas", within="Maroc", name_fr="Casablanca", name_ar="الدار البيضاء")
    place = find_area("casablanca")
    assert (place.code, place.kind, place.lineage[-2]) == ("MA.casablanca", "place", "MA")
    assert find_area("الدار البيضاء") == place


def test_a_place_below_a_state_that_nobody_used_makes_the_state(editor):
    add(editor, "areas", within="Bavaria", name_en="Nuremberg")
    assert find_area("Nuremberg").lineage[-3:] == ["DE", "DE-BY", "DE-BY.nuremberg"]


def test_two_places_of_one_name_in_one_country_are_two(editor):
    for _ in range(2):
        add(editor, "areas", within="DE", name_en="Neustadt")
    assert list(Area.objects.filter(kind="place").order_by("pk").values_list("code", flat=True)) == ["DE.neustadt", "DE.neustadt-2"]


@pytest.mark.parametrize("name", ["東京の町", "مدينة", "...", "x" * 120, "a/b"])
def test_a_place_of_any_name_gets_a_code(editor, name):
    add(editor, "areas", within="JP", name_en=name)
    place = Area.objects.get(kind="place")
    place.full_clean()
    assert place.lineage[-2:] == ["JP", place.code]


def test_a_part_of_a_country_is_added_by_its_code(editor):
    add(editor, "areas", code="iq-kr", name_ar="إقليم كردستان")
    assert (Area.objects.get(code="IQ-KR").kind, find_area("إقليم كردستان").code) == ("subdivision", "IQ-KR")


@pytest.mark.parametrize(
    ("given", "field", "said"),
    [
        ({"name_en": "Town"}, "within", "Which one?"),
        ({"within": "Atlantis", "name_en": "Town"}, "within", "No area is known by “Atlantis”"),
        ({"within": "Europe", "name_en": "Town"}, "within", "Which one?"),
        ({"within": "MA"}, "name_en", "at least one language"),
        ({"code": "XX-99"}, "code", "no such code"),
        ({"code": "DE"}, "code", "there already"),
        ({"within": "MA", "name_en": "Town", "caution": "remote_only"}, "caution_source", "where the caution comes from"),
        ({"within": "MA", "name_en": "Town", "latitude": "33"}, "longitude", "or neither"),
    ],
)
def test_what_is_missing_for_an_area_is_said_at_its_field(editor, given, field, said):
    before = Area.objects.count()
    found = errors(add(editor, "areas", **given))
    assert said in found[field][0]
    assert Area.objects.count() == before


def test_caution_for_a_country_is_written_down_with_source_and_day(editor):
    morocco = Area.objects.get(code="MA")
    facts = {"caution": "by_consent", "caution_source": "Partner in the country", "caution_on": "2026-01-05", "latitude": "", "longitude": ""}
    editor.post(url("areas", "edit", morocco.pk), facts)
    assert area_for("MA").inherited_caution() == "by_consent"
    assert area_for("MA-06").inherited_caution() == "by_consent"


def test_a_country_is_named_by_cldr_and_asks_editors_for_no_name(editor):
    form = editor.get(url("areas", "edit", Area.objects.get(code="MA").pk)).context["form"]
    assert [name for name in form.fields if name.startswith("name_")] == []


def test_names_of_a_town_are_changed_added_and_taken_away(editor, town):
    facts = {**NEW_AREA, "name_en": "Harbour Town", "name_fr": "Ville du Port"}
    editor.post(url("areas", "edit", town.pk), facts)
    assert dict(town.labels.values_list("language", "name")) == {"en": "Harbour Town", "fr": "Ville du Port"}
    assert (find_area("ville du port"), find_area("Hafenstadt")) == (town, None)


@pytest.mark.parametrize("code", ["001", "150", "MA"])
def test_the_world_its_regions_and_countries_cannot_be_deleted(editor, code):
    area = Area.objects.get(code=code)
    assert editor.post(url("areas", "delete", area.pk)).status_code in (302, 403)
    assert Area.objects.filter(code=code).exists()


def test_an_unused_place_can_be_deleted_and_a_part_with_places_says_why_not(editor, town):
    response = editor.post(url("areas", "delete", town.parent.pk), follow=True)
    assert "cannot be deleted" in response.content.decode()
    editor.post(url("areas", "delete", town.pk))
    assert not Area.objects.filter(pk=town.pk).exists()


@pytest.mark.parametrize(("typed", "code"), [("moroc", "MA"), ("MA", "MA"), ("hafen", "DE-HB.hafenstadt"), ("الميناء", "DE-HB.hafenstadt")])
def test_an_area_is_found_in_the_list_by_any_name(editor, town, typed, code):
    found = [area.code for area in editor.get(url("areas", "index"), {"q": typed}).context["object_list"]]
    assert code in found


def test_the_list_of_areas_can_be_narrowed_to_those_with_caution(editor):
    Area.objects.filter(code="MA").update(caution="remote_only")
    listed = editor.get(url("areas", "index"), {"caution": "remote_only"}).context["object_list"]
    assert [area.code for area in listed] == ["MA"]


def test_the_lists_cost_the_same_queries_with_many_rows(editor, django_assert_max_num_queries):
    for number in range(60):
        place = Area.objects.create(code=f"AF.place-{number}", kind="place", parent=Area.objects.get(code="AF"))
        AreaLabel.objects.create(area=place, language="en", name=f"Place {number}")
    for section in ("areas", "concepts"):
        with django_assert_max_num_queries(20):
            editor.get(url(section, "index"))


def test_a_topic_is_added_with_its_first_label_below_another(editor):
    housing = Concept.objects.get(scheme="topic", code="housing")
    add(editor, "concepts", code="shared-flats", label="Shared flats", parent=str(housing.pk))
    added = Concept.objects.get(code="shared-flats")
    assert (added.parent, concept_label(added, "fr")) == (housing, "Shared flats")


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"code": "new"}, "label"),
        ({"label": "New"}, "code"),
        ({"code": "Not A Code", "label": "New"}, "code"),
        ({"code": "new", "label": "New", "icon": "nothing"}, "icon"),
        ({"code": "hiv", "label": "New"}, "__all__"),
    ],
)
def test_a_topic_that_lacks_something_is_not_saved(editor, given, field):
    before = Concept.objects.count()
    assert field in errors(add(editor, "concepts", **given))
    assert Concept.objects.count() == before


def test_a_topic_below_an_audience_is_refused(editor):
    young = Concept.objects.get(scheme="audience", code="young")
    assert "parent" in errors(add(editor, "concepts", code="new", label="New", parent=str(young.pk)))


def test_the_code_of_a_topic_stays_for_it_stands_in_addresses(editor):
    hiv = Concept.objects.get(scheme="topic", code="hiv")
    facts = {**NEW_CONCEPT, "code": "other", "scheme": "audience", "parent": str(hiv.parent_id), "urgent": "on"}
    editor.post(url("concepts", "edit", hiv.pk), facts)
    hiv.refresh_from_db()
    assert (hiv.code, hiv.scheme, hiv.urgent) == ("hiv", "topic", True)


def test_a_topic_with_narrower_ones_is_not_deleted_with_them(editor):
    housing = Concept.objects.get(scheme="topic", code="housing")
    assert "cannot be deleted" in editor.post(url("concepts", "delete", housing.pk), follow=True).content.decode()
    assert Concept.objects.filter(code="housing").exists()


def test_a_topic_is_found_in_the_list_by_its_label_in_any_language(editor):
    for typed in ("HIV", "اچ‌آی‌وی", "ВИЧ", "hiv"):
        found = [concept.code for concept in editor.get(url("concepts", "index"), {"q": typed}).context["object_list"]]
        assert "hiv" in found


def test_people_without_permission_change_nothing(editor, town):
    User.objects.get(username="editor").user_permissions.set(Permission.objects.filter(codename="access_admin"))
    editor.post(url("areas", "edit", town.pk), {**NEW_AREA, "name_en": "Changed"})
    add(editor, "concepts", code="new", label="New")
    assert find_area("Changed") is None
    assert not Concept.objects.filter(code="new").exists()


def test_the_list_says_which_topics_are_urgent_in_words(editor):
    html = editor.get(url("concepts", "index")).content.decode()
    assert "hub-list" in html
    assert re.search(r"<td[^>]*>\s*urgent\s*</td>", html)
    assert "False" not in html
