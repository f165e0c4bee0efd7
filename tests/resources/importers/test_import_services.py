"""Services of others by a mapping: their facts in our fields, odd values said, nothing twice."""

from __future__ import annotations

from datetime import date, time
from decimal import Decimal

import pytest
import yaml
from django.core.management.base import CommandError

from resources.models import OrganisationPage, ServicePage
from tests import factories
from tests.resources.importers.entries import mapping, one, rows
from tests.resources.importers.helpers import run, services, write

pytestmark = pytest.mark.django_db


class TestWords:
    def test_paths_reach_into_what_is_nested(self, tmp_path):
        page = one(tmp_path, {"about": {"texts": ["Short.", "Long."]}}, summary="about.texts.1")
        assert (page.title, page.summary, page.live) == ("Night Lamp", "Long.", True)
        assert page.get_parent().title == "Services"

    def test_markdown_becomes_rich_text_where_a_field_holds_it_and_plain_words_elsewhere(self, tmp_path):
        page = one(tmp_path, {"text": "Call **us**: [here](https://example.org/)"}, start="text", who_for="text", body=[{"text": "text"}])
        assert page.start == '<p>Call <b>us</b>: <a href="https://example.org/">here</a></p>'
        assert page.who_for == "Call us: here"
        assert page.body[0].value.source == page.start

    def test_no_script_of_the_source_reaches_a_page(self, tmp_path, client):
        evil = "<script>alert(1)</script> words [x](javascript:alert(1))"
        page = one(tmp_path, {"name": evil, "text": evil}, summary="text", start="text", who_for="text", body=[{"text": "text"}])
        html = client.get(page.get_url()).content.decode()
        assert "<script>alert" not in html
        assert 'href="javascript' not in html

    def test_the_first_that_says_something_counts_and_several_can_be_joined(self, tmp_path):
        rule = {"first": ["missing", "empty", {"join": ["a", "b"], "with": ", "}]}
        assert one(tmp_path, {"empty": "", "a": "x", "b": 2}, summary=rule).summary == "x, 2"

    def test_where_the_first_cannot_be_read_the_next_one_counts(self, tmp_path):
        rule = {"first": [{"path": "a", "quiet": True}, "b"], "formats": ["%b '%y"]}
        wait = {"value": {"const": 3}, "unit": {"const": "week"}, "as_of": rule}
        page = one(tmp_path, {"a": "soon", "b": "Nov '24"}, waiting_times=[wait])
        assert rows(page, "waiting_times", "as_of") == [(date(2024, 11, 1),)]

    def test_words_that_are_too_long_end_with_a_sentence(self, tmp_path):
        page = one(tmp_path, {"text": "A sentence. " * 60}, summary="text")
        assert page.summary.endswith("A sentence.")
        assert len(page.summary) <= 400

    def test_links_come_as_links(self, tmp_path):
        links = [{"title": {"const": "Page"}, "url": {"path": "page", "before": "https://p.example/"}}, {"title": {"const": "No"}, "url": "none"}]
        page = one(tmp_path, {"page": "x"}, body=[{"links": links}])
        assert [(item["title"], item["url"]) for item in page.body[0].value["items"]] == [("Page", "https://p.example/x")]


class TestFacts:
    def test_ages_types_topics_and_the_like(self, tmp_path):
        page = one(
            tmp_path,
            {"age": "17+", "to": "Under 25", "kind": "Chat", "tags": ["Law", "Nothing", "Law"], "site": "lamp.example.org", "old": True},
            age_from={"path": "age", "regex": r"^(\d+)\+$"},
            age_to={"path": "to", "regex": r"Under (\d+)", "add": -1},
            type={"path": "kind", "map": {"Chat": "chat"}},
            topics={"path": "tags.*", "map": {"Law": ["rights", "detained"]}, "else": "drop"},
            website="site",
            status={"first": [{"const": "inactive", "when": {"path": "old", "is": True}}], "default": "active"},
        )
        assert (page.age_from, page.age_to, page.type, page.status, page.website) == (17, 24, "chat", "inactive", "https://lamp.example.org")
        assert sorted(topic.code for topic in page.topics.all()) == ["detained", "rights"]

    def test_numbers_with_their_own_hours(self, tmp_path):
        phones = [
            {
                "each": "tel.*",
                "number": {"path": "no", "region": "GB"},
                "languages": "speaks.*",
                "hours": [{"days": "days", "opens": "from", "closes": "to", "zone": {"const": "Europe/London"}}],
            }
        ]
        tel = [{"no": "020 7946 0018", "speaks": ["Arabic", "fr"], "days": "Mon, TU", "from": "9:00", "to": "17:30:00"}, {"no": "112"}]
        page = one(tmp_path, {"tel": tel}, phones=phones)
        assert rows(page, "phones", "number", "languages") == [("+442079460018", ["ar", "fr"]), ("112", [])]
        hours = page.phones.first().hours.get()
        assert (hours.days, hours.opens, hours.closes, hours.zone) == (["MO", "TU"], time(9), time(17, 30), "Europe/London")

    @pytest.mark.parametrize(
        ("written", "day"),
        [("Nov '24", date(2024, 11, 1)), ("Nov ’24", date(2024, 11, 1)), ("2024-11-05T10:00:00Z", date(2024, 11, 5)), ("2021-6-2", date(2021, 6, 2))],
    )
    def test_a_waiting_time_keeps_its_date_and_its_source(self, tmp_path, written, day):
        rule = {
            "value": {"path": "wait", "regex": r"^(?:\d+-)?(\d+)$"},
            "unit": {"const": "month"},
            "as_of": {"path": "on", "formats": ["%b '%y"]},
            "source": "from",
        }
        page = one(tmp_path, {"wait": "6-8", "on": written, "from": "https://example.org/w"}, waiting_times=[rule])
        assert rows(page, "waiting_times", "value", "unit", "as_of", "source") == [(8, "month", day, "https://example.org/w")]

    def test_a_row_without_what_it_needs_is_left_out_and_said_and_one_that_says_nothing_is_not_missed(self, tmp_path):
        rule = {"value": "wait", "unit": {"const": "month"}, "as_of": "on"}
        entries = [{"id": 1, "name": "One", "wait": 3}, {"id": 2, "name": "Two"}]
        printed = services(tmp_path, entries, mapping(waiting_times=[rule]))
        assert "entries.yml → 1, waiting time without as_of" in printed
        assert "→ 2" not in printed

    def test_areas_by_code_by_name_and_places_of_the_mappings_own(self, tmp_path):
        made = mapping(areas=[{"each": "where.*", "area": {"path": ".", "map": {"North": "GB-ENG.north"}, "else": "keep"}}])
        made["places"] = {"GB-ENG.north": {"en": "The North"}}
        services(tmp_path, [{"id": 1, "name": "One", "where": ["North", "GB-SCT", "Maroc"]}], made)
        assert rows(ServicePage.objects.get(), "areas", "area_id") == [(factories.area(code).pk,) for code in ("GB-ENG.north", "GB-SCT", "MA")]
        assert factories.area("GB-ENG.north").path.endswith("GB/GB-ENG/GB-ENG.north/")

    def test_costs_languages_and_channels(self, tmp_path):
        page = one(
            tmp_path,
            {"price": "12,5", "fee": 50, "mail": "help@example.org", "speaks": ["Urdu", "Klingonese"]},
            costs=[{"kind": {"const": "fixed"}, "amount": "fee", "currency": {"const": "GBP"}}],
            channels=[{"kind": {"const": "email"}, "address": "mail"}],
            languages=[{"each": "speaks.*", "code": "."}],
        )
        assert rows(page, "costs", "kind", "amount", "currency") == [("fixed", Decimal("50.00"), "GBP")]
        assert rows(page, "channels", "kind", "address") == [("email", "help@example.org")]
        assert rows(page, "languages", "code", "how") == [("ur", "staff")]

    @pytest.mark.parametrize(
        ("field", "value", "why"),
        [
            ("website", "not an address", "not a web address"),
            ("age_from", "old", "not a whole number"),
            ("age_from", True, "not a whole number"),
            ("type", "circus", "not in the list"),
            ("topics", "nonsense", "no code of a concept"),
            ("organisation", "nobody", "the id of no organisation"),
            ("summary", {"a": 1}, "not a text"),
        ],
    )
    def test_an_odd_value_is_left_out_and_said(self, tmp_path, field, value, why):
        printed = services(tmp_path, [{"id": "a", "name": "One", "it": value}], mapping(**{field: "it"}))
        assert f"entries.yml → a, {field}: “" in printed
        assert why in printed
        assert ServicePage.objects.get().live


class TestOrganisations:
    def test_a_service_leads_to_its_organisation_wherever_that_stands_in_the_file(self, tmp_path):
        made = mapping(organisation="of")
        made["pages"][0]["when"] = {"path": "of", "present": True}
        made["pages"].append({"type": "organisation", "when": {"path": "of", "present": False}, "fields": {"title": "name", "umbrella": "above"}})
        entries = [{"id": 1, "name": "Line", "of": 2}, {"id": 2, "name": "Part", "above": 3}, {"id": 3, "name": "Whole"}]
        services(tmp_path, entries, made)
        part = OrganisationPage.objects.get(title="Part")
        assert ServicePage.objects.get().organisation == part
        assert part.umbrella.title == "Whole"

    def test_an_organisation_that_stands_in_each_of_its_services_is_made_once(self, tmp_path):
        made = mapping(organisation="of.id")
        made["pages"].insert(0, {"type": "organisation", "each": "of", "fields": {"title": "name"}})
        services(tmp_path, [{"id": number, "name": f"S{number}", "of": {"id": "o", "name": "Org"}} for number in (1, 2)], made)
        assert OrganisationPage.objects.get().services.count() == 2


class TestEntries:
    def test_bad_ones_are_named_with_the_reason_and_the_rest_is_imported(self, tmp_path):
        entries = [
            {"id": 1, "name": "Good"},
            {"id": 2},
            {"name": "No id"},
            "words",
            {"id": 1, "name": "Twice"},
            {"id": 5, "name": "Ages", "a": 30, "b": 20},
        ]
        printed = services(tmp_path, entries, mapping(age_from="a", age_to="b"), code=1)
        assert [page.title for page in ServicePage.objects.all()] == ["Good"]
        for line in (
            "entries.yml → 2: service without a title",
            "entries.yml → entry 3: service without an id",
            "entries.yml → entry 4: not a mapping",
            "entries.yml → 1: the id 1 stands twice in the file",
            "entries.yml → 5: age_to: This age is lower than “from age”. Give a higher one, or leave it empty.",
        ):
            assert f"bad  {line}" in printed

    def test_those_that_the_mapping_passes_over_are_counted(self, tmp_path):
        made = {**mapping(), "passed_over": {"path": "archived", "is": True}}
        assert "1  passed over" in services(tmp_path, [{"id": 1, "name": "Old", "archived": True}, {"id": 2, "name": "New"}], made)
        assert ServicePage.objects.get().title == "New"

    @pytest.mark.parametrize(
        ("name", "content"),
        [
            ("a.json", '{"list": [{"id": "1", "name": "One", "age": 12}]}'),
            ("a.yml", "list:\n- {id: 1, name: One, age: 12}\n"),
            ("a.csv", "\ufeffid,name,age\r\n1,One,12\r\n"),
        ],
    )
    def test_yaml_json_and_csv_say_the_same(self, tmp_path, name, content):
        made = {**mapping(age_from="age"), "entries": ["list", "."]}
        write(tmp_path, {name: content, "map.yml": yaml.safe_dump(made)})
        run("import_services", tmp_path / name, mapping=tmp_path / "map.yml")
        assert (ServicePage.objects.get().title, ServicePage.objects.get().age_from) == ("One", 12)

    @pytest.mark.parametrize(
        ("name", "content", "says"),
        [
            ("a.json", b"{", "cannot be read"),
            ("a.json", b"[" * 100_000, "cannot be read"),
            ("a.yml", b"a: [", "cannot be read"),
            ("a.yml", b"a: 2024-13-45", "cannot be read"),
            ("a.csv", b"\xff\xfe", "cannot be read"),
            ("a.txt", b"words", "none of .json"),
            ("a.json", b"[]", "has no entries"),
        ],
    )
    def test_a_file_that_cannot_be_read_is_an_error_in_words(self, tmp_path, name, content, says):
        write(tmp_path, {name: content, "map.yml": yaml.safe_dump(mapping())})
        with pytest.raises(CommandError, match=says):
            run("import_services", tmp_path / name, mapping=tmp_path / "map.yml")
        with pytest.raises(CommandError, match="No such file"):
            run("import_services", tmp_path / "missing.json", mapping=tmp_path / "map.yml")
