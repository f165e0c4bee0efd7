"""Who sees what readers tell: whoever may change the facts of the page. For everybody else a report does not exist."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import Client

from hub.admin.due import due_for
from reports.models import Report, State
from tests import factories
from tests.reports.helpers import report, shelf, somebody, translator

pytestmark = pytest.mark.django_db
LIST, RESULTS = "/admin/reader-reports/", "/admin/reader-reports/results/"
CANARY = "the door is blue"


@pytest.fixture
def told() -> Report:
    """A report about a service in one section, that also exists in French."""
    factories.home()
    service = factories.service("Night Lamp", shelf("Talk"))
    factories.translate(service, "fr")
    return report(service, kind="unsafe", text=CANARY, contact="ana@example.org")


def people(told: Report) -> dict[str, Any]:
    """Everybody who could ask."""
    section = told.page.get_parent()
    return {
        "anonymous": None,
        "no admin": factories.User.objects.create_user("nobody", "", "password"),
        "translator": translator(),
        "translator with facts": somebody("both", told.page.get_translations().get(), may=("change_page",)),
        "editor elsewhere": somebody("elsewhere", shelf("Learn")),
        "editor here without facts": somebody("no-facts", section, facts=False),
        "adds pages here": somebody("adds", section, may=("add_page",)),
        "editor here": somebody("here", section),
        "editor of everything": factories.editor(),
        "administrator": factories.administrator(),
    }


SEES = {"editor here", "editor of everything", "administrator"}


def test_one_matrix_for_menu_list_report_dashboard_and_every_action(told):
    inspect = f"{LIST}{told.pk}/"
    for name, user in people(told).items():
        client = Client()
        if user:
            client.force_login(user)
        sees, answers = name in SEES, {}
        for address in (LIST, RESULTS, f"{LIST}?kind=unsafe", f"{LIST}?page={told.page_id}", inspect):
            answer = client.get(address)
            answers[address] = answer.status_code
            assert ("Night Lamp" in answer.content.decode()) is sees, (name, address)
            assert (CANARY in answer.content.decode()) is (sees and address == inspect), (name, address)
        assert (answers[inspect] == 200) is sees, name
        for action in ("take", "close", "hide"):
            client.post(inspect, {action: "1", "result": "corrected"}) if not sees else None
        told.refresh_from_db()
        told.page.specific.refresh_from_db()
        assert told.state == State.NEW, name
        assert told.page.specific.listed, name
        assert bool(user and [one for one in due_for(user) if one.kind == "report"]) is sees, name


def test_the_menu_offers_the_list_to_those_who_may_open_it(told):
    for name, user in people(told).items():
        client = Client()
        if user:
            client.force_login(user)
        menu, opens = client.get("/admin/"), client.get(LIST).status_code == 200
        if menu.status_code == 200:
            assert (LIST in menu.content.decode()) is opens, name


def test_a_report_of_another_section_is_like_one_that_never_was(client, told):
    client.force_login(somebody("elsewhere", shelf("Learn")))
    theirs, none = client.get(f"{LIST}{told.pk}/", follow=True), client.get(f"{LIST}999999/", follow=True)
    assert theirs.status_code == none.status_code == 404
    assert theirs.content.replace(b"/%d/" % told.pk, b"") == none.content.replace(b"/999999/", b"")


def test_the_filter_by_page_names_no_page_of_others(client, told):
    client.force_login(somebody("elsewhere", shelf("Learn")))
    assert "Night Lamp" not in client.get(LIST).content.decode()


def test_whoever_loses_the_permission_sees_no_report_any_more(client, told):
    editor = factories.editor()
    Group.objects.get(name="Editors").permissions.remove(*Group.objects.get(name="Editors").permissions.filter(codename="change_facts"))
    client.force_login(editor)
    assert client.get(f"{LIST}{told.pk}/").status_code == 302


def test_nothing_can_be_added_edited_or_deleted_by_hand(client, told):
    client.force_login(factories.administrator())
    for address in ("new/", f"edit/{told.pk}/", f"delete/{told.pk}/", f"{told.pk}/edit/", f"{told.pk}/delete/", f"history/{told.pk}/", "export/"):
        assert client.get(f"{LIST}{address}", follow=True).status_code == 404, address


def test_where_a_page_is_used_names_no_report(client, told):
    client.force_login(factories.administrator())
    used = client.get(f"/admin/pages/usage/{told.page_id}/").content.decode()
    assert "report 1" not in used.lower()
    assert f"{LIST}{told.pk}/" not in used
