"""Words that nobody may read, laid out like canaries, and every address of the site asked for them by everybody who may not."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from datetime import timedelta
from itertools import product
from pathlib import Path

import pytest
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.db import connection
from django.test import Client, override_settings
from django.urls import get_resolver
from django.utils import timezone
from wagtail.models import Collection, CollectionViewRestriction, Page, PageViewRestriction

from hub.models import HubDocument
from members.models import User
from resources import codes
from resources.models import Location
from safety.logs import ForgetRequest, RedactingFormatter, worth_telling
from search import indexer
from tests import factories
from tests import people as workers
from tests.admin_urls import ARGUMENT, Things, _patterns, admin_urls
from tests.correcting import correct, signed_in
from tests.translation import people

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("admins_index")]
CANARIES = {
    "private": "Quorvexa",
    "below": "Zembliqua",
    "draft": "Fandorble",
    "edit": "Wistrongel",
    "expired": "Plimquarth",
    "scheduled": "Vostrimble",
    "hidden": "Jaxquell",
    "french draft": "Dribontille",
    "address": "Skelbourne",
    "document": "Umbrawick",
    "mail": "gryphonette",
}
QUERY = "Mirroquath"
LANGUAGES = ("en", "fr", "ar")
POSITIONS = {r"(\d+)": lambda document: document.pk, "(.*)": lambda document: document.filename}
POSITIONAL = re.compile("|".join(map(re.escape, POSITIONS)))
"""Arguments of Wagtail's addresses that have no name."""


def lay_out() -> dict[str, Page]:
    """One page of each kind with its canary in title, summary and words; the site is indexed afterwards."""
    people.translator("fr")

    def service(name: str, parent: Page | None = None, **more) -> Page:
        word = CANARIES[name]
        return factories.service(f"Lamp {word}", parent, summary=f"Summary {word}.", expect=f"<p>Expect {word}.</p>", topics=["housing"], **more)

    made = {"open": factories.full_service("Lamp for all", topics=["housing"])}
    made["private"] = factories.section(f"Section {CANARIES['private']}")
    made["below"] = service("below", made["private"])
    restriction = PageViewRestriction.objects.create(page=made["private"], restriction_type="groups")
    restriction.groups.add(Group.objects.create(name="Board"))
    made["draft"] = service("draft", publish=False)
    made["draft"].save_revision()
    made["edit"] = factories.service("Lamp as it was")
    made["edit"].title = made["edit"].summary = f"Lamp {CANARIES['edit']}"
    made["edit"].save_revision()
    for name, dates in {"expired": {"expire_at": -1}, "scheduled": {"go_live_at": 1}}.items():
        made[name] = service(name)
        Page.objects.filter(pk=made[name].pk).update(**{field: timezone.now() + timedelta(hours=hours) for field, hours in dates.items()})
    made["hidden"] = service("hidden")
    type(made["hidden"]).objects.filter(pk=made["hidden"].pk).update(listed=False)
    made["french draft"] = factories.translate(made["open"], "fr", publish=False, title=f"Veilleuse {CANARIES['french draft']}")
    place = Location(kind=codes.LocationKind.EXACT, area=factories.area("FR"), town="Lille", street=f"1 rue {CANARIES['address']}", postcode="59000")
    made["address"] = factories.service("Lamp in town", locations=[place])
    indexer.update()
    correct(signed_in(factories.administrator()), made["address"], **{"locations-0-kind": "withheld"})
    User.objects.create_user("steward", f"{CANARIES['mail']}@example.org", "password")
    indexer.update()
    return made


@pytest.fixture(scope="module")
def laid_out(kept, tmp_path_factory) -> tuple[Path, dict[str, Page]]:
    """The folder of the site, and its pages."""
    folder = tmp_path_factory.mktemp("canaries")
    with override_settings(HUB_DATA=folder, MEDIA_ROOT=folder / "media"):
        return folder, kept(lay_out)


@pytest.fixture
def pages(laid_out, settings, db) -> dict[str, Page]:
    """The pages by the names of their canaries."""
    folder, made = laid_out
    settings.HUB_DATA, settings.MEDIA_ROOT = folder, folder / "media"
    return {name: type(page).objects.get(pk=page.pk) for name, page in made.items()}


@pytest.fixture
def document(pages) -> HubDocument:
    """One that only some may fetch."""
    shelf = Collection.get_first_root_node().add_child(name="Board papers")
    restriction = CollectionViewRestriction.objects.create(collection=shelf, restriction_type="groups")
    restriction.groups.add(Group.objects.get(name="Board"))
    word = CANARIES["document"]
    return HubDocument.objects.create(title=f"Paper {word}", collection=shelf, file=ContentFile(word.encode(), f"{word}.txt"))


def public_addresses(pages: dict[str, Page], document: HubDocument) -> Iterator[str]:
    """Every address outside of the admin: each route of the resolver with all that could be filled in, in every language; each page by its path."""
    paths = [*(page.url_path.split("/", 2)[2] for page in pages.values()), "no-such-page/"]
    values = {"key": [page.pk for page in pages.values()], "page_id": [page.pk for page in pages.values()], "path": paths}
    values |= {"number": [*values["key"], document.pk], "document_id": [document.pk], "document_filename": [document.filename]}
    open_way, discreet_way = (set(_patterns(get_resolver(table), "", "")) for table in (None, "hub.discreet_urls"))
    for route, name in sorted(open_way | discreet_way):
        if name == "wagtail_serve":
            way = "en/p/" if route.startswith("en/p/") else "en/"
            yield from (address for path in paths for address in _in_each_language(f"{way}{path}"))
        elif not route.startswith("admin/"):
            names = [match[1] or match[2] for match in ARGUMENT.finditer(route)]
            for filled in product(*(values[one] for one in names)):
                path = ARGUMENT.sub("{}", POSITIONAL.sub(lambda match: str(POSITIONS[match[0]](document)), route))
                yield from _in_each_language(path.translate(dict.fromkeys(map(ord, "^$\\"))).format(*filled))


def _in_each_language(path: str) -> list[str]:
    """An address of one language, in some others as well."""
    return [f"/{code}/{path[3:]}" for code in LANGUAGES] if path.startswith("en/") else [f"/{path}"]


def by_turns(addresses: Iterable[str]) -> Iterator[str]:
    """Each address in one of the languages; `make soak` asks for all. What is behind no language is always asked for."""
    turns = {f"/{code}/": turn for turn, code in enumerate(LANGUAGES)}
    for number, address in enumerate(addresses):
        turn = turns.get(address[:4])
        if turn is None or turn == number // len(LANGUAGES) % len(LANGUAGES):
            yield address


def searches() -> Iterator[tuple[str, dict[str, str]]]:
    """Searches that would find the canaries, show them as corrections, suggest them, or count them."""
    words = ["lamp", "housing", *CANARIES.values(), *(word[:-1] for word in CANARIES.values()), *(word[:4] for word in CANARIES.values())]
    for word in words:
        address = f"/{'fr' if word in CANARIES['french draft'] else 'en'}/search/"
        yield from ((address, {"q": word}), (f"{address}suggest/", {"q": word}))


def said(response) -> str:
    """Everything an answer says."""
    body = b"".join(response.streaming_content) if response.streaming else response.content
    return "\n".join([*(f"{name}: {value}" for name, value in response.items()), body.decode("utf-8", "replace")])


def written(caplog) -> str:
    """What the log holds."""
    return "\n".join(RedactingFormatter().format(record) for record in caplog.records if worth_telling(record) and ForgetRequest().filter(record))


def heard(text: str, asked: str = "") -> list[str]:
    """The canaries in ``text`` that were not ``asked`` for: a page that says that there is nothing at an address repeats the address."""
    return [name for name, word in CANARIES.items() if word.lower() in text.lower() and word.lower() not in asked.lower()]


MEMBER, EDITOR = "member of another group", "editor of another section"


@pytest.fixture(params=["anonymous", pytest.param(MEMBER, marks=pytest.mark.soak), pytest.param(EDITOR, marks=pytest.mark.soak)])
def reader(request, pages) -> Client:
    """Somebody who may see what everybody sees."""
    client = Client(raise_request_exception=False)
    if request.param == EDITOR:
        client.force_login(workers.section_editor(factories.section("Learn")))
    if request.param == MEMBER:
        user = User.objects.create_user("reader", "reader@example.org", "password")
        user.groups.add(Group.objects.create(name="Readers"))
        client.force_login(user)
    return client


SOME_OR_ALL = pytest.mark.parametrize("chosen", [by_turns, pytest.param(list, marks=pytest.mark.soak)], ids=["some", "all"])
Chosen = Callable[[Iterable[str]], Iterable[str]]


@SOME_OR_ALL
def test_no_address_outside_of_the_admin_tells_anybody(reader, pages, document, caplog, chosen: Chosen):
    asked = 0
    for address in chosen(public_addresses(pages, document)):
        response = reader.get(address)
        asked += 1
        assert response.status_code != 500, address
        if "/documents/" in address:
            assert response.status_code == 404, address
        assert not heard(said(response), address), address
    assert asked > 60
    assert not heard(written(caplog))


def test_no_search_tells_anybody_neither_in_results_nor_counts_nor_corrections(pages, caplog):
    reader = Client()
    for address, fields in searches():
        for headers in ({}, {"accept": "application/json"}):
            response = reader.post(address, fields, headers=headers)
            assert response.status_code == 200, (address, fields)
            whole = next((word for word in CANARIES.values() if fields["q"] in word), fields["q"])
            told = said(response).lower().replace(fields["q"].lower(), "")
            assert whole.lower() not in told, fields
            assert not heard(told), fields
            if headers and fields["q"] in CANARIES.values():
                assert json.loads(response.content)["total"] == 0 if "total" in json.loads(response.content) else True
    assert not heard(written(caplog))


def test_no_address_of_the_admin_tells_whoever_has_no_way_in_or_works_elsewhere(reader, pages):
    for url in admin_urls(Things(pages["below"], pages["below"].latest_revision)):
        response = reader.get(url.path)
        assert response.status_code in (200, 302, 403, 404, 405) if reader.session.keys() else (302, 403, 404, 405), url.path
        assert not heard(said(response)), url.path


@SOME_OR_ALL
def test_the_translator_hears_of_nothing_in_another_language(pages, document, chosen: Chosen):
    client = Client(raise_request_exception=False)
    client.force_login(User.objects.get(username="translator-fr"))
    own = {"french draft"}
    for address in chosen(public_addresses(pages, document)):
        told = heard(said(client.get(address)), address)
        assert not set(told) - own, address


def test_what_somebody_searched_for_stays_nowhere(pages, caplog):
    client = Client()
    with caplog.at_level("DEBUG", logger="django.request"):
        response = client.post("/en/search/", {"q": QUERY})
        client.get(f"/en/search/?q={QUERY}")
        client.post("/en/search/suggest/", {"q": QUERY})
        client.post("/en/search/suggest/", {"near": QUERY, "field": "near"})
        client.post("/en/search/", {"q": QUERY}, headers={"accept": "application/json"})
    html = response.content.decode()
    assert QUERY in html, "it stands in the box"
    assert QUERY not in html[: html.index("</title>")]
    assert not any(QUERY in value for value in response.headers.values())
    assert not response.cookies
    assert QUERY not in caplog.text
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            assert QUERY not in str(cursor.fetchall()), table
