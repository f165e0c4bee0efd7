"""A time says the same to everybody who reads it in the same language on the same day, and something else to all others."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import translation

from resources.presentation.wording import time_tag

PARIS = ZoneInfo("Europe/Paris")
OPENS = datetime(2026, 3, 3, 18, tzinfo=PARIS)


def told(moment: datetime, now: datetime) -> str:
    return str(time_tag(moment, now.replace(tzinfo=PARIS), "Europe/Paris"))


@pytest.mark.parametrize("_again", range(2))
def test_the_day_stands_there_unless_it_is_today(_again):
    assert [("Tuesday" in told(OPENS, datetime(2026, 3, day))) for day in (2, 3, 2)] == [True, False, True]
    assert "March 3, 2026" in told(OPENS, datetime(2026, 2, 20))


def test_today_is_the_day_where_the_service_is():
    late = datetime(2026, 3, 2, 23, 30, tzinfo=UTC)  # half past midnight in Paris
    assert "Tuesday" not in time_tag(OPENS, late, "Europe/Paris")
    assert "Tuesday" in time_tag(OPENS, late - timedelta(hours=1), "Europe/Paris")


def test_each_language_has_its_own_words():
    said = []
    for code in ("en", "fr", "ar", "en"):
        with translation.override(code):
            said.append(told(OPENS, datetime(2026, 3, 2)))
    assert len(set(said)) == 3
    assert said[0] == said[-1]


def test_an_hour_that_comes_twice_in_a_night_is_two_moments():
    first, second = (datetime(2026, 10, 25, 2, 30, fold=fold, tzinfo=PARIS) for fold in (0, 1))
    assert first == second  # so says Python, in one zone
    assert "02:30:00+02:00" in told(first, first)
    assert "02:30:00+01:00" in told(second, second)
