"""One answer of each kind that readers get, in two languages, made once and kept: the browser is given them from memory, so that no test waits for a
server or for content of its own."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles import finders
from django.test import Client, RequestFactory
from wagtail.images.tests.utils import get_test_image_file

from hub.href import href
from hub.models import HubImage
from hub.views.errors import server_error, unavailable
from search import indexer
from tests import factories

ORIGIN = "http://hub.localhost"
KINDS = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml", ".webp": "image/webp"}


@dataclass(frozen=True)
class Answer:
    """What came back for ``address``. ``name`` tells the kinds apart."""

    name: str
    address: str
    status: int
    headers: dict[str, str]
    body: bytes


def _content() -> dict[str, Any]:
    """Pages of all types, with every block, in English; some of them in Arabic too."""
    image = HubImage.objects.create(title="bench", file=get_test_image_file(size=(900, 500)))
    image.make_sizes()
    service = factories.full_service(show_in_menus=True)
    link = f'<p>See <a linktype="page" id="{service.pk}">who answers</a>, <a href="https://law.example.org/long/way/to/go">the law</a>.</p>'
    steps = [{"type": "item", "value": {"title": title, "text": link}} for title in ("Breathe", "Call")]
    outward = {"title": "The law in short", "url": "https://law.example.org/a", "text": "Two pages."}
    blocks = [
        ("text", f"<h2>Before you begin</h2>{link}<ul><li>Note the day.</li></ul>"),
        ("steps", {"items": steps}),
        ("checklist", {"title": "To bring", "items": [{"type": "item", "value": "A letter"}, {"type": "item", "value": "A photograph"}]}),
        ("callout", {"kind": "warning", "title": "", "text": link}),
        ("callout", {"kind": "content", "title": "violence", "text": link}),
        ("quotation", {"text": "It took ten minutes.", "source": "Sam, 19"}),
        ("image", {"image": image.pk, "alt": "A bench by the sea", "decorative": False, "caption": "By the sea"}),
        ("contact", {"name": "Name office", "phone": "+33199001234", "email": "a@example.org", "address": "https://www.example.org/x", "text": ""}),
        ("links", {"title": "", "items": [{"type": "item", "value": outward}]}),
    ]
    body = json.dumps([{"type": kind, "value": value} for kind, value in blocks])
    guide = factories.guide(summary="What to note.", areas=["FR"], not_legal_advice=True, body=body)
    about = factories.standard_page(summary="Who we are.", body=body)
    factories.translate(factories.home(), "ar", title="المرفأ")
    words = dict.fromkeys(("summary", "who_for", "hours_note", "cost_note"), "مساعدة قانونية لمن يطلب اللجوء.")
    factories.translate(service, "ar", title="خط المصباح الليلي", expect="<p>مساعدة قانونية.</p>", start="", **words)
    factories.translate(guide, "ar", title="كيف أبلّغ عن تهديد", summary="مساعدة قانونية.", body=_in_arabic(body))
    service.organisation.logo = image
    factories.publish_page(service.organisation)
    for number in range(13):
        factories.service(f"Lamp {number}", revision=False, summary="Someone to talk to.")
    indexer.update()
    return {"service": service, "guide": guide, "about": about, "organisation": service.organisation, "section": service.get_parent()}


def _in_arabic(body: str) -> str:
    """The body with the sentences in it that are long enough to be noticed in Arabic."""
    words = {"Before you begin": "قبل البدء", "Note the day.": "تدوين اليوم.", "It took ten minutes.": "عشر دقائق.", "A bench by the sea": "مقعد"}
    for english, arabic in words.items():
        body = body.replace(english, arabic)
    return body


def _addresses(pages: dict[str, Any], code: str) -> Iterator[tuple[str, str]]:
    """Names and addresses of all that is read by GET."""
    yield "home", f"/{code}/"
    for name, page in pages.items():
        yield name, href(page).replace("/en/", f"/{code}/")
    word = {"en": "lamb", "ar": "المصباح"}[code]
    rest = {"search": "search/", "results": f"search/?q={word}&near=FR&channel=phone", "no results": "search/?q=xqzzt"}
    rest |= {"place unknown": f"search/?q={word}&near=Nowhereland", "report": f"report/{pages['service'].pk}/", "state": "report/state/"}
    rest |= {"safe": "safe/", "protection": "protection/", "404": "nowhere/", "discreet home": "p/", "discreet safe": "p/safe/"}
    rest |= {"cannot wait": "search/?q=أريد أن أموت&near=FR", "discreet service": f"p/{pages['service'].pk}/"}
    for name, address in rest.items():
        yield name, f"/{code}/{address}"
    yield "light guide", f"/light{href(pages['guide']).replace('/en/', f'/{code}/')}"


def _sent(client: Client, pages: dict[str, Any], code: str) -> Iterator[tuple[str, str, Any]]:
    """What is answered to what readers send."""
    search, report, state = f"/{code}/search/", f"/{code}/report/{pages['service'].pk}/", f"/{code}/report/state/"
    yield "results by post", search, client.post(search, {"q": {"en": "lamp", "ar": "المصباح"}[code]})
    yield "report refused", report, client.post(report, {})
    yield "receipt", report, client.post(report, {"kind": "unsafe", "text": "Nobody answers."})
    yield "state unknown", state, client.post(state, {"code": "AAAA-BBBB-CCCC-DDDD"})
    yield "from elsewhere", report, client.post(report, {}, headers={"sec-fetch-site": "cross-site"})
    for name, view in (("500", server_error), ("503", unavailable)):
        yield name, f"/{code}/broken/", view(RequestFactory().get(f"/{code}/broken/"))


def gather() -> list[Answer]:
    """All answers. Needs the database, a ``HUB_DATA`` and a ``MEDIA_ROOT`` of its own."""
    client, pages, found = Client(), _content(), []
    for code in ("en", "ar"):
        answers = [(name, address, client.get(address)) for name, address in _addresses(pages, code)]
        for name, address, response in [*answers, *_sent(client, pages, code)]:
            found.append(Answer(f"{code} {name}", address, response.status_code, dict(response.headers), response.content))
    sign_in = client.get("/admin/login/")
    return [*found, Answer("en sign in", "/admin/login/", 200, dict(sign_in.headers), sign_in.content)]


class Shelf:
    """Gives a browser what was gathered, and the files that belong to it; whatever else it asks for is noted in ``missing``."""

    def __init__(self, answers: list[Answer], media: Path) -> None:
        self.answers, self.media, self.missing = answers, media, list[str]()
        self.shown: Answer | None = None

    def serve(self, route: Any) -> None:
        """Answer one request of the browser."""
        path = route.request.url.removeprefix(ORIGIN)
        if self.shown and route.request.is_navigation_request():
            route.fulfill(status=200, headers=self.shown.headers, body=self.shown.body)
            return
        file = self.file(path.partition("?")[0])
        if file is None:
            self.missing.append(path)
            route.fulfill(status=404, body="")
            return
        route.fulfill(content_type=KINDS.get(file.suffix, "application/octet-stream"), body=file.read_bytes())

    def file(self, path: str) -> Path | None:
        """A stylesheet, a script, an icon, an image."""
        if path.startswith(settings.STATIC_URL):
            found = finders.find(path.removeprefix(settings.STATIC_URL))
            return Path(found) if found else None
        file = self.media / path.removeprefix(settings.MEDIA_URL)
        return file if path.startswith(settings.MEDIA_URL) and file.is_file() else None

    def open(self, page: Any, answer: Answer) -> None:
        """Show ``answer`` in a page of the browser, at its address."""
        self.shown = answer
        page.goto(f"{ORIGIN}{answer.address}")
