"""The tree of areas: help "in Europe" reaches Berlin, a caution of a country holds in its towns, and counting them costs few queries."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db.models import ProtectedError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from taxonomy import shipped
from taxonomy.areas import ancestors, area_for, cautions, covers, descendants, ensure_areas, unsaved_area
from taxonomy.models import Area

pytestmark = pytest.mark.django_db
CODES = ["001", *shipped.area_parents()]
areas = st.sampled_from(CODES)
with_database = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)


def area(code):
    return Area.objects.get(code=code)


def test_the_world_stands_after_migrating_and_loading_again_changes_nothing():
    kinds = [Area.objects.filter(kind=kind).count() for kind in ("world", "region", "country")]
    assert kinds == [1, 29, 250]
    assert ensure_areas() == 0


def test_all_countries_of_iso_3166_are_there():
    import pycountry

    assert {country.alpha_2 for country in pycountry.countries} <= set(Area.objects.values_list("code", flat=True))


def test_what_editors_changed_or_removed_is_kept_and_only_the_missing_is_made():
    Area.objects.filter(code="MA").update(caution="remote_only")
    area("FR").delete()
    assert ensure_areas() == 1
    assert (area("MA").caution, area("FR").path) == ("remote_only", "001/150/155/FR/")


@given(areas)
@with_database
def test_every_line_of_ancestors_begins_with_the_world(code):
    above = ancestors(area(code))
    assert [one.code for one in [*above, area(code)]] == area(code).lineage
    assert area(code).lineage[0] == "001"


@given(areas, areas, areas)
@with_database
def test_what_lies_in_a_part_lies_in_the_whole(one, two, three):
    first, second, third = area(one), area(two), area(three)
    assert not (covers(first, second) and covers(second, third)) or covers(first, third)
    assert covers(first, first)
    assert covers(first, second) == (second == first or second in descendants(first))


def test_a_code_that_begins_alike_is_not_covered():
    assert not covers(area_for("GB-EN") or area("GB"), area("GA"))
    assert not covers(area_for("ES-C"), area_for("ES-CT"))


def test_a_subdivision_is_made_once_when_first_used_below_the_part_it_lies_in():
    glasgow = area_for("gb-glg")
    assert glasgow == area_for("GB-GLG")
    assert (glasgow.lineage[3:], glasgow.kind) == (["GB", "GB-SCT", "GB-GLG"], "subdivision")


@pytest.mark.parametrize("code", ["", "XX", "GB-XXXX", "DE-ZZ", "nonsense", "GB-", "001-GB", "'"])
def test_a_code_that_nobody_assigned_makes_no_area(code):
    before = Area.objects.count()
    assert (area_for(code), unsaved_area(code), Area.objects.count()) == (None, None, before)


def test_moving_an_area_moves_all_that_lies_in_it(town):
    germany = area("DE")
    germany.parent = area("151")
    germany.save(update_fields=["parent"])
    town.refresh_from_db()
    assert town.path == "001/150/151/DE/DE-HB/DE-HB.hafenstadt/"
    assert town in descendants(area("151"))


def test_an_area_in_use_is_not_taken_away_with_its_country():
    area_for("DE-BE")
    with pytest.raises(ProtectedError):
        area("DE").delete()


def test_the_strictest_caution_above_holds_in_a_town(town):
    assert town.inherited_caution() == "none"
    Area.objects.filter(code="DE").update(caution="remote_only")
    Area.objects.filter(code="DE-HB").update(caution="by_consent")
    assert town.inherited_caution() == "remote_only"
    assert area("FR").inherited_caution() == "none"


def test_cautions_of_a_list_cost_one_query_whatever_its_length(town, django_assert_num_queries):
    Area.objects.filter(code="155").update(caution="by_consent")
    listed = [*Area.objects.all()]
    with django_assert_num_queries(1):
        found = cautions(listed)
    assert (found["DE-HB.hafenstadt"], found["FR"], found["MA"]) == ("by_consent", "by_consent", "none")
    assert all(found[one.code] == one.inherited_caution() for one in listed[:20])


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"caution": "remote_only"}, "caution_source"),
        ({"caution": "remote_only", "caution_source": "Partner in the country"}, "caution_source"),
        ({"latitude": 53}, "longitude"),
        ({"latitude": 53, "longitude": 200}, "longitude"),
        ({"latitude": -91, "longitude": 0}, "latitude"),
    ],
)
def test_a_caution_without_source_or_half_a_point_is_refused(town, changes, field):
    for name, value in changes.items():
        setattr(town, name, value)
    with pytest.raises(ValidationError) as refused:
        town.full_clean()
    assert field in refused.value.message_dict


def test_a_caution_with_source_and_date_is_taken(town):
    town.caution, town.caution_source, town.caution_on = "by_consent", "Partner in the country", date(2026, 1, 5)
    town.full_clean()


def test_an_area_cannot_lie_in_its_own_part(town):
    germany = area("DE")
    germany.parent = town
    with pytest.raises(ValidationError):
        germany.full_clean()
