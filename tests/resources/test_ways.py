"""How a service is reached, when, and what that leaves behind: never more promised than is known."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.utils import translation

from resources import codes
from resources.models import (
    Alert,
    Channel,
    Confidentiality,
    OpeningHours,
    Phone,
)
from resources.presentation import present
from resources.presentation.traces import ON_THE_DEVICE
from resources.presentation.ways import number_text
from tests import factories

pytestmark = pytest.mark.django_db
MONDAY_EVENING = datetime(2026, 3, 2, 19, 30, tzinfo=ZoneInfo("Europe/Paris"))


def notes(view, position: int = 0) -> list[str]:
    return [str(note) for note in view.ways[position].notes]


def test_each_question_of_privacy_has_an_answer_and_no_row_means_that_nobody_knows():
    row = Confidentiality(kind=codes.ConfidentialityKind.PARENTS, answer=codes.Answer.NO)
    stays = present(factories.service(confidentiality=[row])).stays
    assert [(remark.answer, remark.icon, remark.text) for remark in stays[:1]] == [("yes", "tick", "Parents are not told.")]
    assert {remark.answer for remark in stays[1:]} == {"unknown"}
    assert len(stays) == len(codes.ConfidentialityKind.values)


def test_rows_that_contradict_each_other_promise_nothing():
    rows = [Confidentiality(kind=codes.ConfidentialityKind.POLICE, answer=answer) for answer in (codes.Answer.NO, codes.Answer.YES)]
    assert {remark.answer for remark in present(factories.service(confidentiality=rows)).stays} == {"unknown"}


def test_yes_is_bad_news_in_every_question():
    rows = [Confidentiality(kind=kind, answer=codes.Answer.YES) for kind in codes.ConfidentialityKind.values]
    assert {remark.answer for remark in present(factories.service(confidentiality=rows)).stays} == {"no"}


def test_bill_and_cost_of_a_call_name_the_area_and_promise_nothing_elsewhere():
    phone = Phone(number="+33199001234", on_bill=codes.Answer.NO, call_cost=codes.CallCost.FREE, known_in=factories.area("FR"))
    said = notes(present(factories.service(phones=[phone])))
    assert said[:3] == [
        "France: calls and messages cost nothing.",
        "France: it does not show on the telephone bill.",
        "Elsewhere: we do not know what it costs, or whether it shows on the telephone bill.",
    ]


def test_a_number_of_which_nothing_is_known_says_so_without_naming_a_place():
    said = notes(present(factories.service(phones=[Phone(number="+33199001234")])))
    assert said[:2] == ["We do not know what it costs to call or write.", "We do not know whether it shows on the telephone bill."]
    assert not any("lsewhere" in text for text in said)


def test_what_is_known_for_the_whole_world_has_no_elsewhere():
    phone = Phone(number="+80012345678", on_bill=codes.Answer.NO, call_cost=codes.CallCost.FREE, known_in=factories.area("001"))
    assert not any("lsewhere" in text for text in notes(present(factories.service(phones=[phone]))))


def test_cost_and_bill_name_a_country_as_a_label_which_needs_no_article():
    phone = Phone(number="+448081570142", on_bill=codes.Answer.NO, call_cost=codes.CallCost.FREE, known_in=factories.area("GB"))
    for code, country in (
        ("en", "United Kingdom"),
        ("fr", "Royaume-Uni"),
        ("es", "Reino Unido"),
        ("ru", "Великобритания"),
        ("ar", "المملكة المتحدة"),
    ):
        with translation.override(code):
            assert [text.split(":")[0].strip() for text in notes(present(factories.service(phones=[phone])))[:2]] == [country, country]


def test_cost_for_the_whole_world_is_said_of_anywhere():
    phone = Phone(number="+80012345678", call_cost=codes.CallCost.FREE, known_in=factories.area("001"))
    assert notes(present(factories.service(phones=[phone])))[0] == "From anywhere: calls and messages cost nothing."


def test_a_short_number_says_where_it_works():
    phone = Phone(number="112", known_in=factories.area("FR"))
    view = present(factories.service(phones=[phone]))
    assert notes(view)[0] == "This number works only here: France."
    assert (view.ways[0].text, view.ways[0].address) == ("112", "tel:112")


def test_numbers_are_international_except_for_readers_of_that_country():
    assert number_text("+33199001234") == "+33 1 99 00 12 34"
    assert number_text("+33199001234", "FR") == "01 99 00 12 34"
    assert number_text("+33199001234", "MA") == "+33 1 99 00 12 34"
    view = present(factories.service(phones=[Phone(number="+33199001234")]), country="fr")
    assert (view.ways[0].text, view.ways[0].address) == ("01 99 00 12 34", "tel:+33199001234")


def test_each_kind_of_contact_says_what_it_leaves_on_the_device():
    phones = [Phone(number="+33199001234", kind=kind) for kind in codes.PhoneKind.values]
    channels = [Channel(kind=kind, address="https://example.org/") for kind in codes.ChannelKind.values]
    view = present(factories.service(phones=phones, channels=channels))
    assert {notes(view, position)[-1] for position in range(len(view.ways))} == {str(sentence) for sentence in ON_THE_DEVICE.values()}
    assert ON_THE_DEVICE.keys() == {f"phone:{kind}" for kind in codes.PhoneKind.values} | {f"channel:{kind}" for kind in codes.ChannelKind.values}


def test_only_web_and_mail_addresses_become_links():
    rows = [
        Channel(kind=codes.ChannelKind.CHAT, address="https://chat.example.org/room"),
        Channel(kind=codes.ChannelKind.EMAIL, address="help@example.org"),
        Channel(kind=codes.ChannelKind.POST, address="PO box 12, Lille"),
        Channel(kind=codes.ChannelKind.TEXT, address="javascript:alert(1)"),
    ]
    ways = present(factories.service(channels=rows)).ways
    assert [way.address for way in ways] == ["https://chat.example.org/room", "mailto:help@example.org", "", ""]
    assert [way.outward for way in ways] == [True, False, False, False]


def test_a_number_with_hours_and_languages_of_its_own_says_them():
    view = present(factories.full_service(alerts=[]), now=MONDAY_EVENING)
    assert view.ways[0].notes[0].text == "In French."
    assert view.ways[0].state.plain == "Open until 11:00\u202fPM (Paris)"
    assert view.ways[0].hours.zone_name == "time in Paris"
    assert view.ways[1].state is None


def test_open_now_carries_the_moment_for_the_readers_own_clock():
    state = present(factories.service(opening_hours=[factories.evenings()]), now=MONDAY_EVENING).state
    assert state.open
    assert '<time datetime="2026-03-02T23:00:00+01:00" data-zone="Europe/Paris"' in state.text


@pytest.mark.parametrize(
    ("now", "words"),
    [("2026-03-02T09:00", "6:00"), ("2026-03-03T23:30", "Wednesday 6:00"), ("2026-03-06T23:30", "Monday 6:00")],
)
def test_the_next_opening_names_the_day_unless_it_is_today(now, words):
    moment = datetime.fromisoformat(now).replace(tzinfo=ZoneInfo("Europe/Paris"))
    state = present(factories.service(opening_hours=[factories.evenings()]), now=moment).state
    assert not state.open
    assert words in state.plain


def test_the_hours_of_the_week_are_those_of_the_coming_days_in_the_order_of_the_readers_week():
    holiday = OpeningHours(days=["WE"], opens="10:00", closes="12:00", zone="Europe/Paris", valid_from=date(2026, 3, 4), valid_until=date(2026, 3, 4))
    service = factories.service(opening_hours=[factories.evenings(), holiday])
    rows = present(factories.ServicePage.objects.get(pk=service.pk), now=MONDAY_EVENING).hours.rows
    assert next(row.day for row in rows) == "Monday"
    assert rows[0].today
    assert [[moment.opens.text for moment in row.ranges] for row in rows[:3]] == [["6:00\u202fPM"], ["6:00\u202fPM"], ["10:00\u202fAM"]]
    assert [row.words for row in rows[5:]] == ["closed", "closed"]
    with translation.override("ar"):
        assert present(service, now=MONDAY_EVENING).hours.rows[0].day == "السبت"


def test_hours_that_begin_later_are_announced():
    later = OpeningHours(always=True, zone="UTC", valid_from=date(2026, 12, 24), valid_until=date(2026, 12, 26))
    hours = present(factories.service(opening_hours=[factories.evenings(), later]), now=MONDAY_EVENING).hours
    assert hours.later == ["From December 24, 2026 to December 26, 2026: day and night"]


def test_day_and_night_needs_no_table():
    hours = present(factories.service(opening_hours=[factories.always()]), now=MONDAY_EVENING).hours
    assert hours.always
    assert hours.rows == []


def test_other_hours_than_usual_leave_no_false_times_on_the_page():
    alert = Alert(kind=codes.AlertKind.HOURS, starts_on=date(2026, 3, 1), ends_on=date(2026, 3, 3))
    view = present(factories.service(opening_hours=[factories.evenings()], alerts=[alert]), now=MONDAY_EVENING)
    assert view.state is None
    assert [row.words for row in view.hours.rows[:3]] == ["other hours than usual", "other hours than usual", ""]
    for_long = Alert(kind=codes.AlertKind.HOURS, starts_on=date(2026, 3, 1))
    assert present(factories.service("Long", opening_hours=[factories.evenings()], alerts=[for_long]), now=MONDAY_EVENING).hours.rows == []
