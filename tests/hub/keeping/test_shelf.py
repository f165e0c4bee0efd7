"""Which backups stay: the only good one always, and enough older ones to find a mistake of last month."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from hub.keeping import shelf
from hub.keeping.problem import KeepingError
from hub.keeping.shelf import Backup

KEPT = {"daily": 7, "weekly": 4, "monthly": 6}
NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.BACKUPS = tmp_path / "backups"
    return settings.BACKUPS


def each_day(days):
    return [Backup(NOON - timedelta(days=day), Path(f"{day}.age")) for day in range(days)]


def left(found):
    return sorted(set(found) - set(shelf.expired(found, KEPT)), reverse=True)


def test_a_year_of_days_leaves_a_week_of_days_a_month_of_weeks_half_a_year_of_months():
    days = [(NOON - one.made).days for one in left(each_day(365))]
    assert days == [0, 1, 2, 3, 4, 5, 6, 10, 17, 25, 56, 86, 117, 148]


def test_thrown_away_day_by_day_the_same_stay():
    kept = []
    for one in reversed(each_day(365)):
        kept = left([*kept, one])
    assert kept == left(each_day(365))


def test_the_only_one_stays_however_old():
    old = Backup(NOON - timedelta(days=3000), Path("old.age"))
    assert shelf.expired([old], KEPT) == []
    assert shelf.expired([old], {"daily": 0}) == []


def test_of_several_in_a_day_the_newest_stays():
    found = [Backup(NOON - timedelta(hours=hours), Path(f"{hours}.age")) for hours in range(6)]
    assert left(found) == [found[0]]


def test_what_is_no_backup_is_left_alone(folder):
    folder.mkdir()
    for name in ("2026-11-25T120000Z.age", "2026-11-24T120000Z.tar", "notes.age", "2026-11-25.txt", "2026-11-23T120000Z.age.part"):
        (folder / name).touch()
    assert [one.path.name for one in shelf.backups()] == ["2026-11-24T120000Z.tar", "2026-11-25T120000Z.age"]


def test_a_file_that_could_not_be_finished_is_not_taken_for_a_backup(folder):
    def full():
        with shelf.alone(), shelf.whole_or_not_at_all(folder / "2026-11-25T120000Z.age") as file:
            file.write(b"half")
            raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space"):
        full()
    assert [path.name for path in folder.iterdir()] == [".lock"]


def test_what_a_killed_writer_left_goes_and_two_do_not_write_at_once(folder):
    folder.mkdir()
    (folder / "2026-11-25T120000Z.age.part").write_bytes(b"half")
    with shelf.alone():
        assert [path.name for path in folder.iterdir()] == [".lock"]
        with pytest.raises(KeepingError, match="Another backup is being made"), shelf.alone():
            pytest.fail("two at once")
