"""From where a service can be used: codes say the same as the rule in words, for any service, any place, any reader."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from search.reach import ANYWHERE, COUNTRY, HERE, NAMES, REGION, Offer, anywhere, offer_codes, page_codes, reach_rungs, usable

TREE = {
    "001": "",
    "150": "001",
    "155": "150",
    "002": "001",
    "FR": "155",
    "DE": "155",
    "MA": "002",
    "FR-IDF": "FR",
    "FR-75": "FR-IDF",
    "FR-75.nord": "FR-75",
    "FR-ARA": "FR",
    "FR-69": "FR-ARA",
    "MA-06": "MA",
}


def lineage(code: str) -> tuple[str, ...]:
    return (*lineage(TREE[code]), code) if code else ()


def inside(area: str, other: str) -> bool:
    """Does ``area`` lie in ``other``, or is it the same?"""
    return other in lineage(area)


def country(code: str) -> str:
    return next((one for one in lineage(code) if one.isalpha()), code)


def meets(offer: Offer, reader: str) -> bool:
    """The rule in words: a place there or in the reader's country, and meant for people there."""
    near = [place for place in offer.places if inside(place[-1], reader)]
    if near and any(inside(area[-1], reader) or inside(reader, area[-1]) for area in offer.areas):
        return True
    same_country = [place for place in offer.places if inside(place[-1], country(reader)) and reader != country(reader)]
    return bool(same_country) and any(inside(reader, area[-1]) for area in offer.areas)


def sends(offer: Offer, reader: str, languages: set[str]) -> bool:
    """The rule in words: meant for people there (or for some of them), in a language that the reader reads."""
    return bool(languages & set(offer.languages)) and any(inside(reader, area[-1]) or inside(area[-1], reader) for area in offer.areas)


areas = st.sampled_from(sorted(TREE))
offers = st.builds(
    Offer,
    areas=st.lists(areas.map(lineage), max_size=4).map(tuple),
    places=st.lists(st.sampled_from([code for code in sorted(TREE) if not code.isdigit()]).map(lineage), max_size=3).map(tuple),
    languages=st.lists(st.sampled_from(["fr", "ar", "zh"]), max_size=3, unique=True).map(tuple),
)
readers = st.sets(st.sampled_from(["fr", "ar", "zh-hant", "en"]), min_size=1)


def can_use(offer: Offer, reader: str, languages: set[str]) -> bool:
    wanted = {code for rung in reach_rungs(lineage(reader), languages) for code in rung.codes}
    return bool(wanted & set(offer_codes(offer)))


@given(offer=offers, reader=areas, languages=readers)
@example(offer=Offer(areas=(lineage("FR"),), places=(lineage("FR-75"),)), reader="FR-69", languages={"fr"})
@example(offer=Offer(areas=(lineage("FR-75"),), places=(lineage("FR-75"),)), reader="FR-69", languages={"fr"})
@example(offer=Offer(areas=(lineage("MA"),), places=(lineage("FR-75"),)), reader="FR-75", languages={"fr"})
def test_law_codes_say_what_the_rule_says(offer, reader, languages):
    spoken = {"zh" if one == "zh-hant" else one for one in languages}
    assert can_use(offer, reader, languages) == (meets(offer, reader) or sends(offer, reader, spoken))


@given(offer=offers, reader=areas, languages=readers)
def test_law_what_is_said_of_a_service_is_that_it_can_be_used(offer, reader, languages):
    said = usable(offer_codes(offer), lineage(reader), languages)
    assert (said.met or said.distant) == can_use(offer, reader, languages)
    assert all(inside(reader, area) for area in said.areas)


@given(reader=areas, languages=readers)
def test_law_levels_are_told_apart_and_stand_in_order(reader, languages):
    rungs = reach_rungs(lineage(reader), languages)
    assert [rung.name for rung in rungs] == [name for name in NAMES if name in {rung.name for rung in rungs}]
    codes = [code for rung in rungs for code in rung.codes]
    assert len(codes) == len(set(codes))


class TestLevels:
    def test_of_a_town_are_it_its_region_its_country_and_anywhere(self):
        rungs = {rung.name: rung.area for rung in reach_rungs(lineage("FR-75.nord"), ["fr"])}
        assert rungs == {HERE: "FR-75.nord", REGION: "FR-75", COUNTRY: "FR", ANYWHERE: "001"}

    def test_of_a_country_are_it_and_anywhere(self):
        assert [rung.name for rung in reach_rungs(lineage("MA"), ["ar"])] == [HERE, ANYWHERE]

    def test_a_clinic_in_the_next_town_is_on_the_level_of_its_region(self):
        codes = offer_codes(Offer(areas=(lineage("FR"),), places=(lineage("FR-IDF"),)))
        found = [rung.name for rung in reach_rungs(lineage("FR-75"), ["en"]) if set(rung.codes) & set(codes)]
        assert found[0] == REGION

    def test_help_from_a_distance_for_a_continent_can_be_used_in_its_countries(self):
        codes = offer_codes(Offer(areas=(lineage("002"),), languages=["ar"]))
        assert [rung.name for rung in reach_rungs(lineage("MA-06"), ["ar"]) if set(rung.codes) & set(codes)] == [ANYWHERE]
        assert not any(set(rung.codes) & set(codes) for rung in reach_rungs(lineage("FR"), ["ar"]))


class TestPages:
    def test_hold_everywhere_unless_they_name_areas(self):
        for reader in TREE:
            assert any("holds:001" in rung.codes for rung in reach_rungs(lineage(reader), ["en"])), reader
        assert page_codes([]) == ("holds:001",)

    def test_of_a_part_of_a_country_are_there_for_who_names_the_country(self):
        codes = set(page_codes([lineage("FR-75")]))
        assert codes & set(reach_rungs(lineage("FR"), ["en"])[0].codes)
        assert not any(codes & set(rung.codes) for rung in reach_rungs(lineage("FR-69"), ["en"]))


def test_help_from_anywhere_is_found_without_a_place():
    assert set(anywhere(["zh-hant", "en"])) == {"from:001:zh", "from:001:en"}
