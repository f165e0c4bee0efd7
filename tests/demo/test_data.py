"""The files of the demo content: complete in all their languages, made up from end to end, and never mistaken for help that exists."""

import re
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from home.demo.families import KINDS, Family, families
from home.demo.words import BLOCKS, values
from hub import languages
from hub.models import HubPage
from resources import codes
from resources.help_languages import help_language_choices
from resources.models.ways import check_number
from taxonomy import shipped
from taxonomy.subdivisions import record
from translation.cut import cut, with_words, word_fields

EVERYWHERE = {"home", "privacy", "help", "learn", "about", "talk", "shelter", "health", "rights", "together"}
"""What each language's site stands on."""

RESERVED = re.compile(
    r"\+442079460\d{3}|\+441632960\d{3}|\+448081570\d{3}"
    r"|\+3319900\d{4}|\+3326191\d{4}|\+3363998\d{4}|\+1\d{3}55501\d\d"
)
"""Ofcom's, ARCEP's and the North American numbers for fiction."""

SCRIPTS = {"ar": r"[\u0600-\u06ff]", "fa": r"[\u0600-\u06ff]", "ru": r"[\u0400-\u04ff]", "zh-hant": r"[\u4e00-\u9fff]"}
FOREIGN = {"fa": r"[يكة]", "ar": r"[یکگپچژ]", "zh-hant": r"[这们说话对时语个]", "en": r"[\u0080-\u024f]{3}"}
"""Letters that show that a text is in another language than it says."""

pytestmark = pytest.mark.django_db

ALL = list(families().values())
EACH = pytest.mark.parametrize("family", ALL, ids=[one.slug for one in ALL])


def texts(value: Any) -> list[str]:
    """All texts in ``value``, at any depth."""
    if isinstance(value, dict):
        return [text for one in value.values() for text in texts(one)]
    if isinstance(value, list):
        return [text for one in value for text in texts(one)]
    return [value] if isinstance(value, str) else []


def held(family: Family, code: str) -> HubPage:
    """An unsaved page with the words of ``family`` in a language."""
    return with_words(family.model, values(family, family.words[code], lambda slug: 1, lambda name: 1))


def test_there_is_enough_to_try_everything_with():
    assert len(ALL) >= 40
    assert {one.kind for one in ALL} == set(KINDS)
    assert sum(one.kind == "services" for one in ALL) >= 15


@EACH
def test_every_family_speaks_english_and_french(family):
    assert {"en", "fr", family.source} <= set(family.words)
    assert set(family.words) <= set(languages.codes())


def test_each_languages_site_stands():
    for slug in EVERYWHERE:
        assert set(families()[slug].words) == set(languages.codes()), slug
    assert all(set(one.words) == set(languages.codes()) for one in ALL if one.kind == "sections")


@pytest.mark.parametrize("code", languages.codes())
def test_each_language_has_something_to_find(code):
    found = [one for one in ALL if one.kind in ("services", "guides") and code in one.words]
    assert len(found) >= (12 if code in ("es", "ar") else 5)


def test_most_is_in_spanish_and_arabic_and_some_services_have_no_words_in_them():
    content = [one for one in ALL if one.kind in ("services", "guides", "organisations", "pages")]
    for code in ("es", "ar"):
        assert sum(code in one.words for one in content) > len(content) / 2
        assert any(code not in one.words for one in content if one.kind == "services")


@EACH
def test_translations_cut_like_their_original(family):
    source = held(family, family.source)
    for code in family.languages[1:]:
        before = family.before.words if family.before and code in family.before.languages else {}
        original = with_words(family.model, values(family, {**family.source_words(), **before}, lambda slug: 1, lambda name: 1)) if before else source
        assert cut(original, values(family, family.words[code], lambda slug: 1, lambda name: 1)), code


@EACH
def test_each_text_is_in_its_own_script(family):
    for code in family.words:
        said = " ".join(texts({name: value for name, value in family.words[code].items() if name not in ("sources",)}))
        said = re.sub(r"\((?:page|mailto):[^)]*\)|https?://\S+|\S+@\S+", "", said)
        letters = re.findall(r"[^\W\d_]", said)
        if code in SCRIPTS:
            assert len(re.findall(SCRIPTS[code], said)) > len(letters) * 0.7
        else:
            assert not re.search("|".join(SCRIPTS.values()), said)
        if code in FOREIGN:
            assert not re.search(FOREIGN[code], said), re.search(FOREIGN[code], said)


@EACH
def test_words_fit_the_fields_they_are_for(family):
    for code in family.words:
        page = held(family, code)
        assert set(family.words[code]) <= {field.name for field in word_fields(family.model)}
        assert page.title
        assert page.summary
        for field in word_fields(family.model):
            if getattr(field, "max_length", None):
                assert len(getattr(page, field.name)) <= field.max_length, field.name


@EACH
def test_blocks_are_of_kinds_that_editors_have(family):
    for code in family.words:
        for block in family.words[code].get("body", []):
            assert len(block) == 1
            assert set(block) <= set(BLOCKS)


@EACH
def test_no_number_could_ring_at_somebodys_home(family):
    numbers = [phone["number"] for phone in family.facts.get("phones", [])]
    for number in numbers:
        assert RESERVED.fullmatch(number), number
        check_number(number)
    assert not re.search(r"\+?\d[\d ]{7,}\d", " ".join(texts(family.words)))


@EACH
def test_no_address_leads_to_anybody(family):
    said = [*texts(family.words), *texts(family.facts)]
    hosts = [host for text in said for host in re.findall(r"(?:https?://|[\w.]@)([\w.-]+)", text)]
    assert all(host == "example.org" or host.endswith(".example.org") for host in hosts), hosts


@EACH
def test_no_place_is_a_real_one(family):
    for place in family.facts.get("locations", []):
        if place["kind"] == "exact":
            assert set(place["postcode"]) <= set("0-")
            assert place["town"] in INVENTED
        else:
            assert set(place) <= {"kind", "area", "town"}
            assert place.get("town", "") in {"", *INVENTED}
        assert place["area"] in {*shipped.area_parents(), "001"} or record(place["area"])


INVENTED = {"Port-Clair", "Port-Clair-sur-Mer", "Vila Aurora", "Rivesclaires", "Grey Sands"}
"""Towns that are on no map."""


def test_shelters_tell_only_an_area():
    for one in ALL:
        if one.facts.get("type") == "shelter":
            assert all(place["kind"] != "exact" for place in one.facts["locations"])


@EACH
def test_facts_are_codes_of_the_closed_lists(family):
    facts = family.facts
    concepts = {(row["scheme"], row["code"]) for row in shipped.concepts()}
    assert {("topic", code) for code in facts.get("topics", [])} <= concepts
    assert {("audience", code) for code in facts.get("audiences", [])} <= concepts
    spoken = {code for code, _name in help_language_choices()}
    assert {code for some in facts.get("languages", {}).values() for code in some.split()} <= spoken
    assert {code for way in [*facts.get("phones", []), *facts.get("channels", [])] for code in way.get("languages", [])} <= spoken
    assert set(facts.get("languages", {})) <= set(codes.LanguageHow.values)
    assert set(facts.get("access", {})) <= set(codes.AccessKind.values)
    assert set(facts.get("private", {})) <= set(codes.ConfidentialityKind.values)
    assert {phone.get("kind", "voice") for phone in facts.get("phones", [])} <= set(codes.PhoneKind.values)
    assert {channel["kind"] for channel in facts.get("channels", [])} <= set(codes.ChannelKind.values)
    assert facts.get("type", "other") in codes.ServiceType.values


def test_pages_that_others_name_exist():
    for one in ALL:
        named = [slug for text in texts(one.words) for slug in re.findall(r"\(page:([a-z0-9-]+)\)", text)]
        named += [slug for words in one.words.values() for block in words.get("body", []) for slug in block.get("helplines", [])[1:]]
        named += [alert["instead"] for alert in one.facts.get("alerts", []) if "instead" in alert]
        named += [one.facts[name] for name in ("organisation", "umbrella") if name in one.facts]
        assert set(named) <= set(families()), one.slug
        assert one.slug == "home" or one.parent in families()


def test_there_is_real_variety():
    services = [one.facts for one in ALL if one.kind == "services"]
    assert len({facts["zone"] for facts in services if "zone" in facts}) >= 7
    assert {channel["kind"] for facts in services for channel in facts.get("channels", [])} == set(codes.ChannelKind.values)
    assert len({facts["type"] for facts in services}) >= 7
    assert any("always" in facts.get("hours", []) for facts in services)
    assert {cost.split()[0] for facts in services for cost in facts.get("costs", [])} == set(codes.CostKind.values)
    for code in ("ar", "fa", "zh", "ru", "fsl", "bfi"):
        assert any("001" in facts.get("areas", {}) and code in " ".join(facts["languages"].values()).split() for facts in services), code


def test_every_odd_state_is_there_to_be_seen():
    assert any(one.before for one in ALL)
    assert any(one.state.scheduled for one in ALL)
    assert any(one.state.expired for one in ALL)
    assert any(one.state.group for one in ALL)
    assert any(one.facts.get("listed") is False for one in ALL)
    assert any(alert["kind"] == "closed" for one in ALL for alert in one.facts.get("alerts", []))


def test_the_reserved_ranges_are_what_they_say():
    for number in ("+442079460142", "+441632960142", "+448081570142", "+33199001142", "+33261910142", "+33639980142", "+12025550142"):
        assert RESERVED.fullmatch(number)
    for number in ("+442079461142", "+33140000000", "+12025551234", "+447700900123"):
        assert not RESERVED.fullmatch(number)
    with pytest.raises(ValidationError):
        check_number("020 7946 0142")


def test_no_site_or_section_name_outs_a_reader():
    telling = re.compile(r"lgbt|queer|gay|trans|lesb|bisex|ЛГБТ|квир|مثلي|ميم|دگرباش|同志|跨性別", re.IGNORECASE)
    for one in ALL:
        if one.kind in ("home", "sections"):
            assert not telling.search(" ".join([one.slug, *(words["title"] for words in one.words.values())])), one.slug
