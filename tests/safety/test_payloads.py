"""A script in every field, block, tag, label, translated sentence and imported file: it runs on no page, for readers or for editors."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from wagtail_localize.models import StringTranslation

from home.models import StandardPage
from hub.blocks import BodyBlock
from hub.models import HubDocument, HubImage, visible_pages
from reports.models import Report
from resources.models import ServicePage
from search import indexer
from tests import factories
from tests.admin_urls import Things, admin_urls
from tests.resources.importers.helpers import guides, lesson, write
from tests.safety.payloads import PAYLOADS, fill_rows, payloads, raw, rich, running
from tests.safety.uploads import hostile_images
from tests.translation import people
from translation.start import start
from translation.states import translation_of

pytestmark = pytest.mark.django_db
SCREENS = (
    *("wagtailadmin_home", "due", "services:index", "organisations:index", "service_short", "reader-reports:index", "taxonomy-concepts:index"),
    *("wagtailadmin_account", "wagtailimages:index", "wagtaildocs:index", "wagtailadmin_reports:site_history", "wagtailusers_users:index"),
    "wagtailadmin_explore_root",
)
OF_A_PAGE = ("wagtailadmin_explore", "wagtailadmin_pages:edit", "hub_correct_facts", "wagtailadmin_pages:history", "wagtailadmin_pages:usage")
TURNS = [0, *(pytest.param(turn, marks=pytest.mark.soak) for turn in range(1, len(PAYLOADS)))]


@pytest.mark.parametrize(
    "html", [f"<p>{one}</p>" for one in PAYLOADS[:3]] + ['<a href="java\tscript:pwn()">', '<p onclick="pwn()">', "<base href=//pwn.example/>"]
)
def test_the_search_for_scripts_finds_them(html):
    assert running(html)


@pytest.mark.parametrize("html", ['<p title="&lt;script&gt;pwn()">', "<script>let a = '\\u003cscript>pwn()';</script>", "<p>javascript:pwn()</p>"])
def test_it_takes_no_words_for_a_script(html):
    assert not running(html)


@pytest.fixture
def turn(request) -> int:
    return getattr(request, "param", 0)


@pytest.fixture
def hostile(turn, settings, tmp_path, django_capture_on_commit_callbacks) -> ServicePage:
    """The site, published as it goes, so that index, versions and logs hold them as well; then every row as if nobody had checked anything."""
    settings.HUB_DATA, settings.MEDIA_ROOT = tmp_path, tmp_path / "media"
    given = payloads(turn)
    image = HubImage.objects.create(title=next(given), description=next(given), file=ContentFile(hostile_images.drawn(), "door.png"))
    document = HubDocument.objects.create(title=next(given), file=ContentFile(b"Hello", "letter.txt"))
    body = BodyBlock().to_python(raw(BodyBlock(), given, image.pk, document.pk))
    people.translator("fr")
    service = factories.full_service(next(given), expect=rich(given), start=rich(given), body=body)
    guide = factories.guide(next(given), summary=next(given), body=body)
    factories.publish_page(factories.make(StandardPage, next(given), body=body))
    for page in (service, guide):
        _translate(page, given, django_capture_on_commit_callbacks)
    Report.objects.create(page=service, kind="number", text=next(given), contact=next(given), receipt="r", language="en")
    assert fill_rows(given) > 150
    indexer.update()
    return ServicePage.objects.get(pk=service.pk)


def _translate(page, given: Iterator[str], capture) -> None:
    """Publish a translation of ``page`` sentence by sentence: with a payload for each, but where wagtail-localize refuses it."""
    made = start(page, factories.locale("fr"))
    translation = translation_of(made)
    for segment in translation.source.stringsegment_set.all():
        StringTranslation.objects.get_or_create(
            translation_of=segment.string, locale=translation.target_locale, context=segment.context, defaults={"data": next(given)}
        )
    refused = StringTranslation.objects.filter(has_error=True)
    assert 0 < refused.count() < StringTranslation.objects.count()
    refused.update(data="mots", has_error=False)
    with capture(execute=True):
        translation.save_target(publish=True)


def public() -> Iterator[str]:
    for page in visible_pages().filter(depth__gt=1):
        yield page.get_url()
        yield f"/{page.locale.language_code}/p/{page.pk}/"
    yield from (
        "/en/nowhere/<script>pwn()</script>",
        "/en/search/?q=<script>pwn()</script>",
        '/en/search/?near="><script>pwn()</script>',
        "/en/protection/",
    )


def html_of(answer) -> str:
    """The page, if the answer is one."""
    return answer.content.decode() if not answer.streaming and "html" in answer.get("Content-Type", "") else ""


@pytest.mark.parametrize("turn", TURNS, indirect=True)
def test_it_runs_for_nobody(hostile):
    reader, worker = Client(raise_request_exception=False), Client(raise_request_exception=False)
    addresses = list(public())
    assert len(addresses) > 12
    pages = {address: reader.get(address) for address in addresses}
    pages |= {f"search for {word}": reader.post("/en/search/", {"q": word}) for word in ("pwn", "script", *PAYLOADS[:4])}
    worker.force_login(factories.administrator("worker"))
    screens = [*map(reverse, SCREENS), *(reverse(name, args=[hostile.pk]) for name in OF_A_PAGE)]
    pages |= {address: worker.get(address) for address in screens}
    assert any("pwn" in html_of(answer) for answer in pages.values())
    for address, answer in pages.items():
        assert answer.status_code in (200, 404), address
        assert not running(html_of(answer)), address


@pytest.mark.soak
def test_it_runs_on_no_screen_of_the_admin(hostile):
    worker = Client(raise_request_exception=False)
    worker.force_login(factories.administrator("worker"))
    for url in admin_urls(Things(hostile, hostile.latest_revision)):
        answer = worker.get(url.path)
        assert answer.status_code < 500, url.path
        assert not running(html_of(answer)), url.path


def test_scripts_in_files_of_others_are_words_on_the_pages_made_of_them(tmp_path, settings):
    settings.HUB_DATA = tmp_path
    factories.home()
    text = "\n\n".join(f"a{one}b" for one in PAYLOADS)
    checks = "\n".join(f"- check: {one!r}" for one in PAYLOADS[:8])
    files = {
        "en/phones/.category.yml": f"title: {PAYLOADS[0]!r}\ndescription: {PAYLOADS[2]!r}",
        "en/phones/s_one.md": lesson(text, title=PAYLOADS[3]),
        "en/phones/c_two.yml": f"list:\n{checks}\n",
    }
    guides(write(tmp_path / "library", files))
    addresses = [page.get_url() for page in visible_pages().filter(depth__gt=1)]
    assert len(addresses) == 4
    for address in addresses:
        assert not running(Client().get(address).content.decode()), address
