"""Editors answer what readers tell: the dangerous first, nothing forgotten, and nobody's word taken for a service's own."""

from __future__ import annotations

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import ModelLogEntry, PageLogEntry

from hub.admin.due import due_for
from hub.href import href
from reports.models import Kind, Report, State
from resources.models import Phone
from tests import factories
from tests.reports.helpers import report, text_of

pytestmark = pytest.mark.django_db
LIST = "/admin/reader-reports/"
SCRIPT = "<script>alert('canary')</script>"


@pytest.fixture
def editor(client):
    user = factories.editor()
    client.force_login(user)
    return user


def ago(days: int):
    return timezone.localdate() - timedelta(days=days)


def listed(client, query: str = "") -> list[int]:
    return [one.pk for one in client.get(f"{LIST}?{query}").context["object_list"]]


def address(told: Report) -> str:
    return f"{LIST}{told.pk}/"


def test_the_dangerous_comes_first_then_the_oldest_and_the_closed_last(client, editor, service):
    closed = report(service, kind="unsafe", state=State.CORRECTED, created_on=ago(50), closed_on=ago(1))
    new, old = report(service, created_on=ago(1)), report(service, created_on=ago(9))
    danger, shelter = report(service, kind="unsafe", created_on=ago(0)), report(service, kind="address", created_on=ago(2), state=State.LOOKING)
    assert listed(client) == [shelter.pk, danger.pk, old.pk, new.pk, closed.pk]
    html = client.get(LIST).content.decode()
    assert html.count("Urgent: ") == 2


def test_filters_find_what_waits_by_kind_and_by_page(client, editor, service):
    other = factories.service("Other")
    one, two = report(service, kind="closed"), report(other, state=State.LOOKING)
    done = report(other, state=State.NOTHING, closed_on=ago(1))
    assert listed(client, "state=open") == [one.pk, two.pk]
    assert listed(client, "state=nothing") == [done.pk]
    assert listed(client, "kind=closed") == [one.pk]
    assert listed(client, f"page={other.pk}") == [two.pk, done.pk]
    assert len(listed(client, "kind=nonsense&state=%00&page=x")) == 3


def test_a_report_shows_what_was_said_and_what_the_page_says_now(client, editor, service):
    told = report(service, text=f"{SCRIPT}\n\nNew number", contact=SCRIPT, language="ar")
    answer = client.get(address(told))
    html = answer.content.decode()
    assert SCRIPT not in html
    assert "alert(&#x27;canary&#x27;)" in html
    assert "+33199001234" in html
    assert "العربية" in html
    assert f'href="{href(service)}"' in html
    assert f"/admin/pages/{service.pk}/edit/" in html
    assert "Hide now" not in html, "only where somebody may be in danger"


def test_whoever_looks_at_it_says_so(client, editor, service):
    told = report(service)
    client.post(address(told), {"take": "1"})
    told.refresh_from_db()
    assert told.state == State.LOOKING
    assert "I am looking at it" not in client.get(address(told)).content.decode()


@pytest.mark.parametrize("result", [State.CORRECTED, State.NOTHING, State.ELSEWHERE])
def test_a_report_is_closed_with_what_came_of_it(client, editor, service, result):
    told = report(service)
    answer = client.post(address(told), {"close": "1", "result": result}, follow=True)
    told.refresh_from_db()
    assert (told.state, told.closed_on) == (result, timezone.localdate())
    assert "deleted in 30 days" in answer.content.decode()
    client.post(address(told), {"close": "1", "result": State.NOTHING})
    told.refresh_from_db()
    assert told.state == result, "closed once"


@pytest.mark.parametrize("result", ["", "new", "looking", "nonsense", "\0"])
def test_nothing_is_closed_without_a_result(client, editor, service, result):
    told = report(service)
    answer = client.post(address(told), {"close": "1", "result": result})
    assert "not closed yet" in answer.content.decode()
    told.refresh_from_db()
    assert told.is_open


def test_nobody_speaks_for_a_service_who_was_not_asked_back_on_its_own_number(client, editor, service):
    told = report(service, works_there=True, text="Our number is +33 1 99 00 66 66 now.")
    shown = text_of(client.get(address(told)))
    assert "Call back on the published number before a change: +33 1 99 00 12 34" in shown
    answer = client.post(address(told), {"close": "1", "result": "corrected"})
    assert "Ask back in the published way before you change anything" in answer.content.decode()
    told.refresh_from_db()
    assert told.is_open
    client.post(address(told), {"close": "1", "result": "corrected", "called_back": "on"})
    told.refresh_from_db()
    assert (told.state, told.called_back) == (State.CORRECTED, True)


def test_what_needs_no_change_needs_no_call(client, editor, service):
    told = report(service, works_there=True)
    client.post(address(told), {"close": "1", "result": "nothing"})
    told.refresh_from_db()
    assert (told.state, told.called_back) == (State.NOTHING, False)


def test_the_number_to_call_is_the_live_one_and_not_one_from_a_draft(client, editor, service):
    draft = service.get_latest_revision_as_object()
    draft.phones = [Phone(number="+33199006666")]
    draft.save_revision()
    assert "+33 1 99 00 12 34" in text_of(client.get(address(report(service, works_there=True))))


def test_an_organisation_is_called_back_on_the_numbers_of_its_services(client, editor):
    factories.home()
    organisation = factories.organisation()
    for number in ("+33199001234", "+33199001234", "+33199005678"):
        factories.service(number, organisation=organisation, phones=[Phone(number=number)])
    shown = text_of(client.get(address(report(organisation, works_there=True))))
    assert "before a change: +33 1 99 00 12 34 , +33 1 99 00 56 78" in shown


def test_where_no_number_is_published_another_published_way_is_asked_for(client, editor):
    factories.home()
    shown = text_of(client.get(address(report(factories.guide(), works_there=True))))
    assert "No number is published" in shown
    assert "Asked back by a way that is published" in shown


@pytest.mark.parametrize("kind", [Kind.ADDRESS, Kind.UNSAFE])
def test_a_dangerous_page_is_gone_in_every_language_with_one_tap(client, editor, service, kind):
    french = factories.translate(service, "fr")
    told = report(service, kind=kind)
    assert "Hide now" in client.get(address(told)).content.decode()
    client.post(address(told), {"hide": "1"})
    assert client.get(href(service)).status_code == client.get(href(french)).status_code == 404
    told.refresh_from_db()
    assert told.state == State.LOOKING
    shown = client.get(address(told)).content.decode()
    assert "This page is hidden in all languages" in shown
    assert "Hide now" not in shown


def test_a_report_of_a_wrong_number_hides_nothing(client, editor, service):
    told = report(service)
    client.post(address(told), {"hide": "1"})
    assert client.get(href(service)).status_code == 200


def test_the_dashboard_tells_of_it_and_what_is_dangerous_is_urgent(editor, service):
    report(service, created_on=ago(5))
    report(service, kind="address")
    report(service, state=State.CORRECTED, closed_on=ago(1))
    found = [one for one in due_for(editor) if one.kind == "report"]
    assert [(one.urgent, one.page) for one in found] == [(True, "Night Lamp"), (False, "Night Lamp")]
    assert found[0].text == "A reader says: There is an address that must not be public"
    assert found[0].address.startswith(LIST)


def test_what_nobody_answers_for_two_months_becomes_urgent_and_is_never_purged(client, editor, service):
    forgotten, waiting = report(service, created_on=ago(60)), report(service, created_on=ago(59))
    urgent = {one.address: one.urgent for one in due_for(editor) if one.kind == "report"}
    assert urgent == {address(forgotten): True, address(waiting): False}
    assert "Told long ago" in next(one.text for one in due_for(editor) if one.urgent)


def test_answering_writes_no_word_of_a_reader_into_the_history(client, editor, service):
    told = report(service, kind="unsafe", text="canary", contact="canary@example.org", works_there=True)
    for said in ({"take": "1"}, {"hide": "1"}, {"close": "1", "result": "corrected", "called_back": "on"}):
        client.post(address(told), said)
    logged = [*ModelLogEntry.objects.values_list("label", "data"), *PageLogEntry.objects.values_list("label", "data")]
    assert "canary" not in str(logged)


def test_when_a_page_is_deleted_its_reports_are_gone(service):
    report(service)
    service.delete()
    assert not Report.objects.exists()


def test_every_cell_of_the_list_has_its_heading_and_the_page_a_title(client, editor, service):
    report(service)
    html = BeautifulSoup(client.get(LIST).content, "html.parser")
    assert html.find("h1").get_text(strip=True) == "Reader reports"
    assert len(html.select("table.listing th")) == len(html.select("table.listing tbody tr:first-child td"))


def test_two_hundred_reports_ask_the_database_as_often_as_twenty(client, editor, service):
    def asked() -> int:
        client.get(LIST)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(LIST).status_code == 200
        return len(queries)

    for number in range(20):
        report(service, receipt=f"first-{number}")
    few = asked()
    for number in range(180):
        report(service, receipt=f"more-{number}")
    assert asked() <= few
    with CaptureQueriesContext(connection) as queries:
        assert len([one for one in due_for(editor) if one.kind == "report"]) == 200
    assert len(queries) < 30
