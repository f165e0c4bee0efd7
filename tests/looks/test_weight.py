"""What a first view weighs on a slow or costly line: the page and everything it loads, as they travel."""

import gzip
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.contrib.staticfiles import finders
from django.test import override_settings

from search import indexer
from tests import factories

pytestmark = pytest.mark.django_db
MOST = 60_000
MOST_SCRIPT = 15_000


def loaded(page: BeautifulSoup) -> list[bytes]:
    """The sheets, scripts and icons of a page, packed as they are served."""
    addresses = [one.get("src") or one.get("href") for one in page.select("script[src], link[rel=stylesheet], link[rel=icon]")]
    return [gzip.compress(content(address)) for address in addresses]


def content(address: str) -> bytes:
    return Path(finders.find(address.removeprefix("/static/"))).read_bytes()


def lamps() -> None:
    """A list that is as long as lists are."""
    for number in range(10):
        factories.full_service(f"Night Lamp {number}", revision=False)
    indexer.update()


@pytest.fixture(scope="module")
def kept_lamps(kept, tmp_path_factory) -> Path:
    """The folder of their index; they are there for all tests of the module."""
    folder = tmp_path_factory.mktemp("weight")
    with override_settings(HUB_DATA=folder):
        kept(lamps)
    return folder


@pytest.mark.parametrize("address", ["/en/", "/en/get-help/", "/en/get-help/night-lamp-3/", "/en/search/?q=lamp"])
def test_a_first_view_costs_little_on_a_slow_line(client, settings, kept_lamps, address):
    settings.HUB_DATA = kept_lamps
    response = client.get(address, headers={"accept-encoding": "gzip"})
    assert response.status_code == 200
    assert response["Content-Encoding"] == "gzip"
    parts = loaded(BeautifulSoup(gzip.decompress(response.content), "html.parser"))
    assert len(parts) + 1 <= 10
    assert len(response.content) + sum(map(len, parts)) < MOST


def test_all_scripts_of_the_site_together_stay_small():
    """Unpacked: a slow phone has to read them all before it shows anything."""
    scripts = list((Path(__file__).resolve().parents[2] / "static" / "js").glob("*.js"))
    assert len(scripts) >= 2
    assert sum(len(one.read_bytes()) for one in scripts) < MOST_SCRIPT
