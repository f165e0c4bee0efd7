"""Nobody is sent to a telephone that nobody answers: what the rows of hours say at any moment."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from resources.codes import AlertKind, Day
from resources.models import Alert, OpeningHours
from resources.opening import Opening, Rota, best, day_spans, in_force, open_spans, opening, valid_rows

PARIS = ZoneInfo("Europe/Paris")
ZONES = ["Europe/Paris", "America/St_Johns", "Asia/Kathmandu", "Africa/Casablanca", "Australia/Lord_Howe", "Pacific/Apia", "America/Santiago", "UTC"]
MONDAY = date(2026, 3, 2)


def row(days: str = "MO TU WE TH FR", opens: str = "18:00", closes: str = "23:00", zone: str = "Europe/Paris", **more) -> OpeningHours:
    return OpeningHours(days=days.split(), opens=time.fromisoformat(opens), closes=time.fromisoformat(closes), zone=zone, **more)


def paris(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=PARIS)


def test_open_until_the_closing_time_in_the_zone_of_the_service():
    found = opening([row()], now=paris("2026-03-02T19:30"))
    assert found == Opening(True, paris("2026-03-02T23:00"), None, False, "Europe/Paris")
    assert found.until.utcoffset() == timedelta(hours=1)


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        ("2026-03-02T17:59", "2026-03-02T18:00"),
        ("2026-03-02T23:00", "2026-03-03T18:00"),
        ("2026-03-06T23:30", "2026-03-09T18:00"),
        ("2026-03-08T12:00", "2026-03-09T18:00"),
    ],
)
def test_closed_says_when_it_opens_next_over_nights_and_weekends(now: str, expected: str):
    found = opening([row()], now=paris(now))
    assert not found.open
    assert found.next == paris(expected)


def test_no_rows_is_not_closed_but_unknown():
    assert opening([], now=paris("2026-03-02T19:30")) is None


def test_hours_past_midnight_belong_to_the_evening_before():
    friday_night = [row("FR", "18:00", "02:00")]
    assert opening(friday_night, now=paris("2026-03-07T01:59")).until == paris("2026-03-07T02:00")
    assert not opening(friday_night, now=paris("2026-03-07T02:00")).open
    assert not opening(friday_night, now=paris("2026-03-06T01:00")).open


def test_the_week_wraps_from_sunday_night_to_monday():
    sunday_night = [row("SU", "22:00", "06:00")]
    assert opening(sunday_night, now=paris("2026-03-02T05:00")).open
    assert opening(sunday_night, now=paris("2026-03-02T06:00")).next == paris("2026-03-08T22:00")


def test_day_and_night_has_no_end():
    assert opening([OpeningHours(always=True, zone="UTC")], now=paris("2026-03-02T03:00")) == Opening(True, None, None, True, "UTC")


def test_seven_days_from_midnight_to_midnight_are_day_and_night():
    found = opening([row(" ".join(Day.values), "00:00", "00:00")], now=paris("2026-03-02T03:00"))
    assert found.always


def test_rows_that_follow_each_other_are_one_opening():
    assert opening([row("MO", "09:00", "12:00"), row("MO", "12:00", "17:00")], now=paris("2026-03-02T10:00")).until == paris("2026-03-02T17:00")


def test_a_row_with_dates_stands_in_for_the_usual_ones_on_those_dates_only():
    holidays = row("MO WE", "10:00", "12:00", valid_from=date(2026, 12, 24), valid_until=date(2027, 1, 2))
    rows = [row(), holidays]
    assert not opening(rows, now=paris("2026-12-28T19:00")).open
    assert opening(rows, now=paris("2026-12-28T11:00")).open
    assert opening(rows, now=paris("2027-01-04T19:00")).open
    assert opening(rows, now=paris("2026-12-31T19:00")).next == paris("2027-01-04T18:00")
    assert valid_rows(rows, date(2026, 12, 24)) == [holidays]


def test_a_closure_hides_the_hours_and_ends_by_itself():
    closed = Alert(kind=AlertKind.CLOSED, starts_on=date(2026, 3, 2), ends_on=date(2026, 3, 4))
    assert opening([row()], [closed], now=paris("2026-03-03T19:00")).next == paris("2026-03-05T18:00")
    assert opening([row()], [closed], now=paris("2026-03-05T19:00")).open
    assert opening([OpeningHours(always=True, zone="Europe/Paris")], [closed], now=paris("2026-03-01T12:00")).until == paris("2026-03-02T00:00")


def test_a_closure_without_end_promises_no_next_opening():
    closed = Alert(kind=AlertKind.CLOSED, starts_on=MONDAY)
    assert opening([row()], [closed], now=paris("2026-03-03T19:00")) == Opening(False, None, None, False, "Europe/Paris")


def test_a_dead_number_closes_the_telephone_but_not_the_service():
    dead = Alert(kind=AlertKind.NUMBER, starts_on=MONDAY)
    assert opening([row()], [dead], now=paris("2026-03-03T19:00")).open
    assert not opening([row()], [dead], now=paris("2026-03-03T19:00"), closing=(AlertKind.CLOSED, AlertKind.NUMBER)).open


def test_other_hours_than_usual_promise_nothing_unless_a_row_says_which():
    other = Alert(kind=AlertKind.HOURS, starts_on=MONDAY, ends_on=date(2026, 3, 8))
    now = paris("2026-03-03T19:00")
    assert opening([row()], [other], now=now) is None
    assert opening([row(), row("TU", "10:00", "20:00", valid_from=MONDAY, valid_until=date(2026, 3, 8))], [other], now=now).open
    assert opening([row()], [other], now=paris("2026-03-09T19:00")).open


def test_alerts_hold_on_their_first_and_on_their_last_day():
    alert = Alert(kind=AlertKind.FULL, starts_on=date(2026, 3, 2), ends_on=date(2026, 3, 4))
    assert [bool(in_force([alert], date(2026, 3, day))) for day in range(1, 6)] == [False, True, True, True, False]


def test_clocks_that_change_move_the_opening_with_them():
    """Clocks go forward on 29 March 2026 in Paris: 18:00 is another hour in UTC the day after."""
    every_day = [row(" ".join(Day.values))]
    before, after = opening(every_day, now=paris("2026-03-28T12:00")), opening(every_day, now=paris("2026-03-29T12:00"))
    assert (before.next.astimezone(UTC).hour, after.next.astimezone(UTC).hour) == (17, 16)


def test_a_night_in_which_clocks_change_is_an_hour_shorter_or_longer():
    night = [row("SA", "22:00", "06:00")]
    (spring,) = day_spans(night, date(2026, 3, 28))
    (autumn,) = day_spans(night, date(2026, 10, 24))
    assert (spring[1] - spring[0], autumn[1] - autumn[0]) == (timedelta(hours=7), timedelta(hours=9))


def test_hours_that_the_change_of_clocks_swallows_are_none():
    assert list(day_spans([row("SU", "02:50", "03:10")], date(2026, 3, 29))) == []


def test_of_several_ways_the_one_open_longest_is_named_else_the_one_that_opens_first():
    late, soon = (Opening(False, None, paris(f"2026-03-0{day}T18:00"), False, "Europe/Paris") for day in (4, 3))
    short, long = (Opening(True, paris(f"2026-03-02T{hour}:00"), None, False, "Europe/Paris") for hour in (20, 22))
    ever = Opening(True, None, None, True, "UTC")
    assert best([late, None, soon]) == soon
    assert best([late, short, long]) == long
    assert best([short, ever]) == ever
    assert best([None]) is None


clocks = st.times().map(lambda one: one.replace(second=0, microsecond=0))
day_sets = st.lists(st.sampled_from(Day.values), min_size=1, max_size=7, unique=True)
zones = st.sampled_from(ZONES)
weekly = st.builds(lambda days, opens, closes, zone: OpeningHours(days=days, opens=opens, closes=closes, zone=zone), day_sets, clocks, clocks, zones)
moments = st.datetimes(datetime(2025, 1, 1), datetime(2028, 1, 1), timezones=st.just(UTC))
weeks = st.lists(weekly, min_size=1, max_size=4)


@given(weeks, moments)
def test_law_spans_are_in_order_and_apart(rows, now):
    spans = open_spans(rows, [], now.date(), 10)
    assert all(opens < closes for opens, closes in spans)
    assert all(first[1] < second[0] for first, second in pairwise(spans))


@given(weeks, moments)
def test_law_open_means_within_hours_and_closed_means_that_the_next_opening_is_one(rows, now):
    found = opening(rows, now=now)
    if found.open:
        assert found.always or found.until > now
    elif found.next:
        assert found.next > now
        assert opening(rows, now=found.next).open
        assert not opening(rows, now=found.next - timedelta(seconds=1)).open


@given(weeks, moments)
def test_law_what_is_open_is_so_until_it_says_and_no_longer(rows, now):
    found = opening(rows, now=now)
    assume(found.open and found.until)
    assert opening(rows, now=found.until - timedelta(seconds=1)).open
    assert not opening(rows, now=found.until).open


@given(weekly, moments)
def test_law_wall_clocks_decide(one, now):
    """Away from changes of clocks, the same wall clock a week later gives the same answer."""
    here = ZoneInfo(one.zone)
    local = now.astimezone(here)
    later = datetime.combine(local.date() + timedelta(days=7), local.time(), here)
    offsets = {(local + timedelta(days=shift)).utcoffset() for shift in range(-3, 11)}
    assume(len(offsets) == 1 and offsets == {later.utcoffset()})
    assume(one.zone != "Africa/Casablanca")
    assert opening([one], now=local).open == opening([one], now=later).open


closures = st.builds(
    lambda start, length: Alert(kind=AlertKind.CLOSED, starts_on=start, ends_on=start + timedelta(days=length)),
    st.dates(date(2025, 1, 1), date(2028, 1, 1)),
    st.integers(0, 40),
)


@given(weeks, moments, st.lists(closures, max_size=2), st.integers(0, 3))
def test_law_the_first_days_settle_only_what_all_four_weeks_would_say(rows, now, closed, shift):
    for alert in closed[:1]:
        alert.starts_on, alert.ends_on = now.date() - timedelta(days=shift), now.date() + timedelta(days=shift * 5)
    found = opening(rows, closed, now)
    spans = open_spans(rows, closed, now.astimezone(ZoneInfo(rows[0].zone)).date(), 28)
    current = [closes for opens, closes in spans if opens <= now < closes]
    later = [opens for opens, _closes in spans if opens > now]
    assert found.open == bool(current)
    assert (found.until or found.next) == (current if current else later or [None])[0] or found.always


@given(weeks, moments, st.integers(0, 20))
def test_law_no_closure_opens_anything(rows, now, length):
    start = now.date() - timedelta(days=1)
    closed = Alert(kind=AlertKind.CLOSED, starts_on=start, ends_on=start + timedelta(days=length))
    usual, shut = opening(rows, now=now), opening(rows, [closed], now=now)
    assert usual.open or not shut.open


@given(weeks, moments, st.lists(closures, max_size=1), st.lists(st.integers(-60, 60), min_size=2, max_size=6))
def test_law_who_is_asked_again_and_again_says_the_same_as_who_is_asked_once(rows, now, closed, hours):
    rota = Rota(rows, closed)
    asked = [now + timedelta(hours=hour) for hour in hours]
    assert [rota.at(one) for one in asked] == [opening(rows, closed, one) for one in asked]


def test_the_day_ends_where_the_service_is_and_so_does_what_is_known_of_it():
    closed = Alert(kind=AlertKind.CLOSED, starts_on=date(2026, 3, 3), ends_on=date(2026, 3, 3))
    rota = Rota([row("MO TU WE", "00:00", "00:00")], [closed])
    assert [rota.at(paris(f"2026-03-0{day}")).open for day in ("2T23:59", "3T00:00", "3T23:59", "4T00:00")] == [True, False, False, True]
