"""A shelter would be found by the person it hides people from, if these failed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from wagtail.models import Revision

from resources.models import Location, ServicePage
from taxonomy.models import Area
from tests import factories
from tests.resources.importers.helpers import services

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("admins_index")]

STREET, POSTCODE, POINT = "47 Canary Lane", "XQ7 9ZZ", 51.47123
PLACES = [
    {
        "each": "places.*",
        "kind": {"path": "tell", "map": {"all": "exact", "town": "approximate"}, "else": "withheld"},
        "area": {"const": "GB"},
        "town": "town",
        "street": "street",
        "postcode": "code",
        "latitude": "lat",
        "longitude": "lat",
    }
]
MAPPING: dict[str, Any] = {
    "source": "test",
    "id": "id",
    "section": {"title": "Services"},
    "pages": [
        {
            "type": "service",
            "fields": {
                "title": "name",
                "summary": "about",
                "start": "about",
                "body": [{"text": "about"}],
                "channels": [{"kind": {"const": "post"}, "address": "post"}],
                "locations": PLACES,
            },
        }
    ],
}


def entry(tell: str | None = None, **more: Any) -> dict[str, Any]:
    place = {"tell": tell, "town": "Leeds", "street": STREET, "code": POSTCODE, "lat": POINT}
    return {"id": 1, "name": "Harbour House", "places": [place], **more}


def everywhere(tmp_path: Path) -> str:
    """All that the database and the data folder hold, as one text. (The source itself lies elsewhere.)"""
    with connection.cursor() as cursor:
        held = []
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            held += [str(row) for row in cursor.fetchall()]
    skipped = set(Path(settings.HUB_DATA).rglob("*.sqlite3*"))
    files = [path.read_bytes().decode("latin-1") for path in Path(settings.HUB_DATA).rglob("*") if path.is_file() and path not in skipped]
    return "\n".join([*held, *files])


CANARIES = ("canary", "xq7", "xq79zz", "51.471", "5147123")


def assert_secret(text: str, shortest: int = 0) -> None:
    """``shortest``: among the bytes of a file three letters may stand side by side by chance."""
    for canary in CANARIES:
        assert len(canary) < shortest or canary not in text.lower(), canary


@pytest.mark.parametrize("tell", [None, "town", "nothing"])
def test_the_canary_address_of_an_imported_shelter_is_in_no_table_revision_or_file(tmp_path, tell, capfd):
    about = f"We live at {STREET}, {POSTCODE}. Ask for 47, CANARY   lane or xq79zz ({POINT})."
    printed = services(tmp_path, [entry(tell, about=about, post=f"{STREET}, {POSTCODE}")], MAPPING)
    page = ServicePage.objects.get()
    assert [(place.town, place.street) for place in page.locations.all()] == [("Leeds", "")]
    assert "1  addresses withheld, dropped before anything was stored" in printed
    assert "a withheld address stood in other fields too, taken out: entries.yml → 1 (summary, start, body, channels)" in printed
    assert page.summary.startswith("We live at …")
    assert_secret(everywhere(tmp_path))
    assert_secret(printed + "".join(capfd.readouterr()))


def test_an_odd_value_of_a_withheld_address_is_not_printed_either(tmp_path, capfd):
    odd = entry()
    odd["places"][0]["lat"] = "canary"
    assert_secret(services(tmp_path, [odd], MAPPING) + "".join(capfd.readouterr()))


def test_an_address_that_may_be_told_is_told(tmp_path):
    services(tmp_path, [entry("all")], MAPPING)
    place = Location.objects.get()
    assert (place.street, place.postcode, str(place.latitude)) == (STREET, POSTCODE, "51.47123")


def test_coordinates_that_are_on_no_map_are_left_out(tmp_path):
    odd = entry("all")
    odd["places"][0]["lat"] = 100
    assert "beyond 90 degrees" in services(tmp_path, [odd], MAPPING)
    assert Location.objects.get().latitude is None


def test_where_caution_holds_places_start_withheld_whatever_the_source_says(tmp_path):
    Area.objects.filter(code="GB").update(caution=Area.Caution.BY_CONSENT)
    said = services(tmp_path, [entry("all")], MAPPING)
    assert "left as a draft" in said
    [place] = ServicePage.objects.get().get_latest_revision_as_object().locations.all()
    assert place.kind == "withheld"
    assert_secret(everywhere(tmp_path))


def test_an_address_that_the_source_withdraws_is_gone_from_all_versions_too(tmp_path):
    services(tmp_path, [entry("all")], MAPPING)
    services(tmp_path, [entry("town")], MAPPING)
    assert Revision.objects.for_instance(ServicePage.objects.get()).count() == 2
    assert_secret(everywhere(tmp_path))


def test_an_ordinary_word_of_an_address_is_not_taken_for_it(tmp_path):
    odd = entry(about="Open 47 weeks, in a lane of its own in Leeds.")
    services(tmp_path, [odd], MAPPING)
    assert ServicePage.objects.get().summary == odd["about"]


def test_a_service_of_ours_is_not_touched(tmp_path):
    ours = factories.service("Ours", summary=f"At {STREET}.")
    services(tmp_path, [entry()], MAPPING)
    ours.refresh_from_db()
    assert ours.summary == f"At {STREET}."
