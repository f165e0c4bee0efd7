"""What a result says of a service comes from its card: it must read there what stands in the tables."""

from __future__ import annotations

from datetime import date, time

import pytest
from django.utils import translation

from resources.codes import AlertKind, ChannelKind, PhoneKind
from resources.models import Alert, Channel, ChannelHours, Cost, OpeningHours, Phone, PhoneHours, ServiceLanguage
from resources.search import row_data
from resources.stored import CARD_ROWS, StoredFacts, StoredRow

HOURS = {"days": ["MO", "FR"], "opens": time(9), "closes": time(17, 30), "zone": "Europe/Paris", "valid_from": date(2026, 1, 2)}


def phone() -> Phone:
    made = Phone(pk=7, number="+33199001234", kind=PhoneKind.TEXT, languages=["fr", "ar"])
    made.hours = [PhoneHours(pk=8, **HOURS), PhoneHours(pk=9, always=True)]
    return made


def channel() -> Channel:
    made = Channel(pk=3, kind=ChannelKind.EMAIL, address="help@example.org")
    made.hours = [ChannelHours(pk=4, **HOURS)]
    return made


ROWS = [
    phone(),
    channel(),
    OpeningHours(pk=1, **HOURS),
    Alert(pk=2, kind=AlertKind.FULL, starts_on=date(2026, 3, 1), ends_on=date(2026, 4, 1), instead_id=12),
    ServiceLanguage(pk=5, code="fr"),
    Cost(pk=6, kind="fixed", amount="12.50", currency="EUR"),
]


def columns(row: object) -> dict[str, object]:
    return {one.attname: getattr(row, one.attname) for one in row._meta.concrete_fields if one.name not in ("page", "sort_order", "phone", "channel")}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: type(row).__name__)
def test_a_card_gives_back_every_column_of_a_row(row):
    stored = StoredRow(type(row), row_data(row))
    known = {name: getattr(stored, "pk" if name == "id" else name) for name in columns(row)}
    assert {name: str(value) for name, value in known.items()} == {name: str(value) for name, value in columns(row).items()}


def test_every_kind_of_row_in_a_card_is_tried_here():
    assert {type(row) for row in ROWS} == set(CARD_ROWS.values())


@pytest.mark.parametrize("row", ROWS[:2], ids=lambda row: type(row).__name__)
def test_rows_that_belong_to_it_come_with_it_as_times_and_days(row):
    stored = StoredRow(type(row), row_data(row))
    assert [columns(one) for one in row.hours.all()] == [
        {name: getattr(one, "pk" if name == "id" else name) for name in columns(row.hours.all()[0])} for one in stored.hours.all()
    ]


def test_a_kind_is_called_as_the_reader_says_it():
    stored, said = StoredRow(Alert, row_data(ROWS[3])), set()
    for language in ("en", "fr"):
        with translation.override(language):
            assert stored.get_kind_display() == str(ROWS[3].get_kind_display())
            said.add(stored.get_kind_display())
    assert len(said) == 2


def test_a_card_of_former_times_lacks_columns_and_is_read_all_the_same():
    (stored,) = StoredFacts({"phones": [{"pk": 1, "number": "+33199001234", "kind": "voice"}]}).phones
    assert (stored.languages, stored.on_bill, list(stored.hours.all())) == ([], "unknown", [])


def test_what_nobody_has_confirmed_is_known_by_its_row():
    facts = StoredFacts({"phones": [{"pk": 1, "number": "112", "kind": "voice"}], "changes": [["phones", 1, "2026-03-02", False]]})
    assert facts.note("phones", facts.phones[0])
    assert not facts.note("channels", facts.phones[0])
