"""A reader says that something is wrong: without account, without a trace, and without losing a word."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from django.core import mail
from django.test import Client
from django.utils import timezone
from wagtail.models import PageViewRestriction

from hub import languages
from hub.href import href
from reports import views
from reports.models import Kind, Report
from tests import factories
from tests.reports.helpers import address, code_in, report, send, text_of

pytestmark = pytest.mark.django_db


def test_every_kind_of_page_with_facts_or_advice_offers_it(client, service):
    for page in (service, factories.organisation(), factories.guide(), factories.standard_page()):
        html = BeautifulSoup(client.get(href(page)).content, "html.parser")
        assert html.select_one(f'main a[href="{address(page)}"]').get_text(strip=True) == "Something is wrong here"


def test_a_service_without_words_in_the_readers_language_offers_it_too(client, service):
    html = BeautifulSoup(client.get(href(service).replace("/en/", "/ru/")).content, "html.parser")
    assert html.select_one(f'main a[href="{address(service, "ru")}"]')


def test_what_is_sent_reaches_us_and_the_reader_gets_a_code(client, service):
    answer = send(client, service, text="It is +33 1 99 00 99 99.", contact="ana@example.org", works_there="on")
    assert answer.status_code == 200
    kept = Report.objects.get()
    assert (kept.page_id, kept.kind, kept.text, kept.contact) == (service.pk, "number", "It is +33 1 99 00 99 99.", "ana@example.org")
    assert (kept.works_there, kept.language, kept.created_on, kept.state) == (True, "en", timezone.localdate(), "new")
    assert len(code_in(answer)) == 19
    assert "ask back by the contact that is published here" in text_of(answer)


@pytest.mark.parametrize("language", languages.codes())
def test_every_language_has_the_form_and_the_report_goes_to_the_page_with_the_facts(client, service, language):
    if language != "en":
        factories.translate(service, language)
    assert send(client, service, language, kind="closed").status_code == 200
    kept = Report.objects.get()
    assert (kept.page_id, kept.language) == (service.pk, language)


@pytest.mark.parametrize("kind", Kind.values)
def test_only_the_kind_must_be_said(client, service, kind):
    assert "Your code" in text_of(send(client, service, kind=kind))
    assert Report.objects.get().kind == kind


@pytest.mark.parametrize(("kind", "told"), [("address", True), ("unsafe", True), ("number", False), ("other", False)])
def test_whoever_may_be_in_danger_is_told_what_to_do_now(client, service, kind, told):
    answer = send(client, service, kind=kind)
    html = BeautifulSoup(answer.content, "html.parser").find("main")
    assert ("If you are not safe where you are" in text_of(answer)) is told
    assert bool(html.select('a[href^="/exit/"]') and html.select('a[href*="channel=phone"]')) is told


def test_a_forgotten_choice_loses_no_word(client, service):
    answer = send(client, service, kind="", text="The <b>door</b> is blue.", contact="ana@example.org", works_there="on")
    html = BeautifulSoup(answer.content, "html.parser")
    assert not Report.objects.exists()
    assert html.find("textarea").get_text().strip() == "The <b>door</b> is blue."
    assert html.find(id="contact")["value"] == "ana@example.org"
    assert html.find(id="works_there").has_attr("checked")
    problem = html.find(role="alert")
    assert [link["href"] for link in problem.find_all("a")] == ["#kind"]
    assert html.find("fieldset", id="kind")["aria-describedby"] == html.find(class_="error")["id"]
    assert html.title.get_text().strip().startswith("Not sent yet")


def test_text_that_is_too_long_comes_back_whole_with_its_length(client, service):
    answer = send(client, service, text="x" * 1234)
    assert "This is 1,234 characters long. Shorten it to 1,000 or fewer." in text_of(answer)
    assert "x" * 1234 in answer.content.decode()
    assert not Report.objects.exists()


def test_a_text_of_exactly_the_length_that_the_browser_allows_is_taken(client, service):
    """Browsers count a new line as one character and send two."""
    send(client, service, text="ab\r\n" * 333 + "x")
    assert len(Report.objects.get().text) == 1000


@pytest.mark.parametrize(
    "text", ["\0", "a\0b", "🏳️‍🌈" * 100, "<script>alert(1)</script>", "x" * 1_000_000, "\u202e\u2066", "%00%s{{7*7}}", "\x1b[31m"]
)
@pytest.mark.parametrize("field", ["text", "contact", "kind", "token", "nickname", "works_there"])
def test_nothing_that_anybody_sends_breaks_the_form(client, service, text, field):
    answer = client.post(address(service), {"kind": "other", field: text})
    assert answer.status_code == 200
    assert b"<script>alert" not in answer.content
    for kept in Report.objects.all():
        assert "\0" not in kept.text + kept.contact


def test_a_second_tap_or_a_reload_is_no_second_report_and_gives_the_same_code(client, service):
    said = {"token": "one-showing-of-the-form", "kind": "closed", "text": "Gone."}
    first, again = client.post(address(service), said), client.post(address(service), said)
    assert code_in(first) == code_in(again)
    assert Report.objects.count() == 1
    other = client.post(address(service), {**said, "text": "Gone since May."})
    assert code_in(other) != code_in(first)
    assert Report.objects.count() == 2


def test_two_people_who_say_the_same_have_two_codes(client, service):
    assert code_in(send(client, service)) != code_in(send(client, service))


def test_a_form_without_its_token_works(client, service):
    assert code_in(client.post(address(service), {"kind": "number"})) != code_in(client.post(address(service), {"kind": "number"}))


def test_a_program_that_fills_in_everything_is_stopped_and_a_person_can_send_again(client, service):
    answer = send(client, service, text="kept", nickname="http://spam.example/")
    html = BeautifulSoup(answer.content, "html.parser")
    assert not Report.objects.exists()
    assert html.find("textarea").get_text().strip() == "kept"
    assert html.find(id="nickname")["value"] == ""
    assert "trap" not in html.find(id="nickname").parent["class"], "a person sees what to leave empty"


def test_a_foreign_site_sends_nothing(client, service):
    answer = client.post(address(service), {"kind": "number"}, headers={"Origin": "https://elsewhere.example"})
    assert answer.status_code == 403
    assert not Report.objects.exists()


def test_when_very_much_is_sent_nothing_is_lost(client, service, monkeypatch):
    monkeypatch.setattr(views, "slow_down", lambda *args: False)
    answer = client.post(address(service), {"kind": "number", "text": "kept"})
    assert answer.status_code == 429
    assert answer["Retry-After"] == "60"
    assert "kept" in BeautifulSoup(answer.content, "html.parser").find("textarea").get_text()
    assert not Report.objects.exists()


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_page_that_nobody_may_see_answers_like_one_that_does_not_exist(client, service, method):
    def hidden():
        service.listed = False
        service.save()

    def restricted():
        PageViewRestriction.objects.create(page=service, restriction_type=PageViewRestriction.LOGIN)

    def asked(key: object):
        answer = getattr(client, method)(f"/en/report/{key}/")
        return (
            answer.status_code,
            answer.content.replace(f"/report/{key}/".encode(), b""),
            sorted(set(answer.headers.items()) - {("Content-Length", answer.headers.get("Content-Length"))}),
        )

    missing = asked(2**31 - 1)
    assert missing[0] == 404
    draft = factories.service("Draft", publish=False)
    assert asked(draft.pk) == missing
    assert asked(10**30) == asked(1) == missing, "no number is too large, and the root is no page"
    restricted()
    assert asked(service.pk) == missing
    PageViewRestriction.objects.all().delete()
    hidden()
    assert asked(service.pk) == missing
    assert not Report.objects.exists()


def test_whoever_may_read_a_restricted_page_may_tell_about_it(service):
    PageViewRestriction.objects.create(page=service, restriction_type=PageViewRestriction.LOGIN)
    reader = Client()
    reader.force_login(factories.editor())
    assert reader.get(address(service)).status_code == 200
    assert Client().get(address(service)).status_code == 404


def test_when_the_original_is_gone_its_translations_can_still_be_told_about(client, service):
    factories.translate(service, "fr", title="Lampe de nuit")
    service.unpublish()
    answer = client.get(address(service, "fr"))
    assert "Lampe de nuit" in text_of(answer)


def test_the_people_who_look_after_the_page_hear_of_it_once(client, service, django_capture_on_commit_callbacks):
    steward = factories.editor("steward")
    service.steward = steward
    service.save()
    with django_capture_on_commit_callbacks(execute=True):
        for _tap in range(2):
            client.post(address(service), {"kind": "unsafe", "text": "canary", "token": "one"})
    (sent,) = mail.outbox
    assert sent.to == [steward.email]
    assert "Something needs a look today." in sent.body
    assert "canary" not in sent.subject + sent.body
    assert service.title not in sent.subject + sent.body


def test_a_mail_that_cannot_be_sent_loses_no_report(client, service, monkeypatch, django_capture_on_commit_callbacks):
    def broken(*args):
        raise OSError("no queue")

    monkeypatch.setattr(views.notices, "tell", broken)
    with django_capture_on_commit_callbacks(execute=True):
        assert send(client, service).status_code == 200
    assert Report.objects.count() == 1


def test_the_page_may_have_many_reports_and_the_form_asks_the_database_as_often(client, service, django_assert_max_num_queries):
    for _number in range(200):
        report(service)
    with django_assert_max_num_queries(20):
        client.get(address(service))
