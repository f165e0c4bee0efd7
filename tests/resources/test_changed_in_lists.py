"""Cards, help-line blocks and results of the search say of a new number what its page says, until a second person has confirmed it."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hub.models import FactChange
from resources.models import ServicePage
from search import indexer
from search.models import SearchDocument
from tests import factories, many
from tests.correcting import address, correct, signed_in

pytestmark = pytest.mark.django_db
NEW = "+33199005678"


@pytest.fixture(autouse=True)
def own_index(settings, tmp_path):
    """An index of this test alone."""
    settings.HUB_DATA = tmp_path


@pytest.fixture
def page(full_service):
    return full_service


@pytest.fixture
def corrected(page, opened_facts):
    correct(signed_in(factories.administrator()), page, opened_facts.copy(), **{"phones-0-number": NEW})
    return ServicePage.objects.get(pk=page.pk)


def remark(client, place: str, query: str = "lamp") -> str:
    """The remark beside the number in the card of the service."""
    if place.endswith("search/"):
        indexer.update()
    response = client.post(place, {"q": query}) if place.endswith("search/") else client.get(place)
    soup = BeautifulSoup(response.content.decode(), "html.parser")
    (card,) = (one for one in soup.select("li.card") if "5678" in one.get_text().replace(" ", ""))
    return " ".join(card.select_one(".changed").get_text().split()) if card.select_one(".changed") else ""


def confirm(page) -> None:
    """As another editor does."""
    admin, change = signed_in(factories.administrator("other")), FactChange.objects.get(page=page)
    response = admin.post(f"{address(page)}confirm/{change.pk}/", {"seen": change.changed_on.isoformat()})
    assert response.status_code == 302
    assert not FactChange.objects.exists()


@pytest.fixture
def shelf(page):
    block = {"type": "helplines", "value": {"title": "", "services": [page.pk]}}
    return factories.standard_page("With a block", body=[block])


@pytest.mark.parametrize("where", ["section", "block", "search", "organisation"])
def test_a_list_says_that_a_number_is_new_until_it_is_confirmed(client, corrected, shelf, where):
    addresses = {
        "section": corrected.get_parent().url,
        "block": shelf.url,
        "search": "/en/search/",
        "organisation": corrected.organisation.url,
    }
    said = remark(client, addresses[where]).strip("()")
    assert said.startswith("Changed on ")
    assert said.endswith("not yet confirmed")
    confirm(corrected)
    assert remark(client, addresses[where]) == ""


def test_a_result_says_it_in_the_language_of_the_reader(client, corrected):
    french = factories.translate(corrected, "fr", title="Veilleuse")
    assert remark(client, "/fr/search/", "veilleuse").strip("()").startswith("Modifi")
    assert french.facts == corrected


def test_a_result_keeps_no_old_number(corrected):
    cards = [str(one.card) for one in SearchDocument.objects.filter(page=corrected)]
    assert any("5678" in card for card in cards)
    assert not any("+33199001234" in card for card in cards)


def test_a_list_of_many_asks_no_more_for_it(client, page):
    def asked(number: int) -> tuple[int, int]:
        """The queries for the list with so many more new numbers, and how many it tells of."""
        for one in many.copies(page, number):
            for row in one.phones.all():
                FactChange.objects.create(page=one, fact="phones", row=row.pk, before="+33199000000", after="x", changed_on=factories.timezone.now())
        client.get(page.get_parent().url)
        with CaptureQueriesContext(connection) as queries:
            html = client.get(page.get_parent().url).content.decode()
        return len(queries), html.count("not yet confirmed")

    few, two = asked(2)
    more, ten = asked(8)
    assert (two, ten) == (2, 10)
    assert more <= few <= 30
