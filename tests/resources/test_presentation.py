"""What the page of a service says, as whole sentences, and that it never promises what nobody knows."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone, translation

from hub import languages
from resources import codes
from resources.loading import prefetch_facts
from resources.models import (
    Access,
    Alert,
    Channel,
    Confidentiality,
    Cost,
    Location,
    OpeningHours,
    Phone,
    ServiceArea,
    ServiceLanguage,
    Verification,
    WaitingTime,
)
from resources.presentation import present, present_organisation
from resources.presentation.private import SENTENCES
from resources.presentation.traces import ON_THE_DEVICE
from resources.presentation.ways import number_text
from tests import factories

pytestmark = pytest.mark.django_db
MONDAY_EVENING = datetime(2026, 3, 2, 19, 30, tzinfo=ZoneInfo("Europe/Paris"))


def pairs(view) -> dict[str, list[str]]:
    return {pair.label: [str(text) for text in pair.texts] for pair in view.pairs}


def notes(view, position: int = 0) -> list[str]:
    return [str(note) for note in view.ways[position].notes]


def test_it_says_for_whom_where_and_in_which_languages():
    service = factories.service(
        who_for="LGBTI+ people.",
        age_from=14,
        age_to=25,
        languages=[
            ServiceLanguage(code="ar", how=codes.LanguageHow.INTERPRETER),
            ServiceLanguage(code="fr"),
            ServiceLanguage(code="fsl"),
            ServiceLanguage(code="ar"),
        ],
        areas=[ServiceArea(area=factories.area("FR"), residents_only=True), ServiceArea(area=factories.area("001"))],
    )
    said = pairs(present(service))
    assert said["For whom"] == ["LGBTI+ people.", "From age 14 to 25"]
    assert said["Where"] == ["From anywhere", "France, only people who live there"]
    assert said["Languages"] == ["Arabic", "French", "French Sign Language"]


def test_it_is_said_in_the_language_of_the_reader():
    service = factories.full_service()
    with translation.override("fr"):
        said = pairs(present(service, with_words=False))
    (languages_row,) = [texts for texts in said.values() if any("français" in text for text in texts)]
    assert any("arabe" in text for text in languages_row)


@pytest.mark.parametrize("code", languages.codes())
def test_every_language_can_say_every_fact(code):
    service = factories.full_service()
    with translation.override(code):
        view = present(service, now=MONDAY_EVENING)
        assert len(view.stays) == len(SENTENCES)
        assert all(str(one) for way in view.ways for one in (way.label, way.text, *way.notes))


@pytest.mark.parametrize("name", ["areas", "languages", "costs"])
def test_what_nobody_knows_is_said_so(name):
    view = present(factories.service())
    said = [*view.costs, *(text for texts in pairs(view).values() for text in texts)]
    wanted = {"areas": "places", "languages": "languages", "costs": "costs"}[name]
    assert any(text.startswith("We do not know") and wanted in text for text in said)


def test_each_question_of_privacy_has_an_answer_and_no_row_means_that_nobody_knows():
    row = Confidentiality(kind=codes.ConfidentialityKind.PARENTS, answer=codes.Answer.NO)
    stays = present(factories.service(confidentiality=[row])).stays
    assert [(remark.answer, remark.icon, remark.text) for remark in stays[:1]] == [("yes", "tick", "Parents are not told.")]
    assert {remark.answer for remark in stays[1:]} == {"unknown"}
    assert len(stays) == len(codes.ConfidentialityKind.values)


def test_rows_that_contradict_each_other_promise_nothing():
    rows = [Confidentiality(kind=codes.ConfidentialityKind.POLICE, answer=answer) for answer in (codes.Answer.NO, codes.Answer.YES)]
    assert {remark.answer for remark in present(factories.service(confidentiality=rows)).stays} == {"unknown"}


def test_yes_is_bad_news_in_every_question():
    rows = [Confidentiality(kind=kind, answer=codes.Answer.YES) for kind in codes.ConfidentialityKind.values]
    assert {remark.answer for remark in present(factories.service(confidentiality=rows)).stays} == {"no"}


def test_bill_and_cost_of_a_call_name_the_area_and_promise_nothing_elsewhere():
    phone = Phone(number="+33199001234", on_bill=codes.Answer.NO, call_cost=codes.CallCost.FREE, known_in=factories.area("FR"))
    said = notes(present(factories.service(phones=[phone])))
    assert said[:3] == [
        "From France it costs nothing to call or write.",
        "From France it does not show on the telephone bill.",
        "From elsewhere we do not know what it costs, or whether it shows on the telephone bill.",
    ]


def test_a_number_of_which_nothing_is_known_says_so_without_naming_a_place():
    said = notes(present(factories.service(phones=[Phone(number="+33199001234")])))
    assert said[:2] == ["We do not know what it costs to call or write.", "We do not know whether it shows on the telephone bill."]
    assert not any("elsewhere" in text for text in said)


def test_what_is_known_for_the_whole_world_has_no_elsewhere():
    phone = Phone(number="+80012345678", on_bill=codes.Answer.NO, call_cost=codes.CallCost.FREE, known_in=factories.area("001"))
    assert not any("elsewhere" in text for text in notes(present(factories.service(phones=[phone]))))


def test_a_short_number_says_where_it_works():
    phone = Phone(number="112", known_in=factories.area("FR"))
    view = present(factories.service(phones=[phone]))
    assert notes(view)[0] == "This number works in France only."
    assert (view.ways[0].text, view.ways[0].address) == ("112", "tel:112")


def test_numbers_are_international_except_for_readers_of_that_country():
    assert number_text("+33199001234") == "+33 1 99 00 12 34"
    assert number_text("+33199001234", "FR") == "01 99 00 12 34"
    assert number_text("+33199001234", "MA") == "+33 1 99 00 12 34"
    view = present(factories.service(phones=[Phone(number="+33199001234")]), country="fr")
    assert (view.ways[0].text, view.ways[0].address) == ("01 99 00 12 34", "tel:+33199001234")


def test_each_kind_of_contact_says_what_it_leaves_on_the_device():
    phones = [Phone(number="+33199001234", kind=kind) for kind in codes.PhoneKind.values]
    channels = [Channel(kind=kind, address="https://example.org/") for kind in codes.ChannelKind.values]
    view = present(factories.service(phones=phones, channels=channels))
    assert {notes(view, position)[-1] for position in range(len(view.ways))} == {str(sentence) for sentence in ON_THE_DEVICE.values()}
    assert ON_THE_DEVICE.keys() == {f"phone:{kind}" for kind in codes.PhoneKind.values} | {f"channel:{kind}" for kind in codes.ChannelKind.values}


def test_only_web_and_mail_addresses_become_links():
    rows = [
        Channel(kind=codes.ChannelKind.CHAT, address="https://chat.example.org/room"),
        Channel(kind=codes.ChannelKind.EMAIL, address="help@example.org"),
        Channel(kind=codes.ChannelKind.POST, address="PO box 12, Lille"),
        Channel(kind=codes.ChannelKind.TEXT, address="javascript:alert(1)"),
    ]
    ways = present(factories.service(channels=rows)).ways
    assert [way.address for way in ways] == ["https://chat.example.org/room", "mailto:help@example.org", "", ""]
    assert [way.outward for way in ways] == [True, False, False, False]


def test_a_number_with_hours_and_languages_of_its_own_says_them():
    view = present(factories.full_service(alerts=[]), now=MONDAY_EVENING)
    assert view.ways[0].notes[0].text == "In French."
    assert view.ways[0].state.plain == "Open until 11:00\u202fPM (Paris)"
    assert view.ways[0].hours.zone_name == "time in Paris"
    assert view.ways[1].state is None


def test_open_now_carries_the_moment_for_the_readers_own_clock():
    state = present(factories.service(opening_hours=[factories.evenings()]), now=MONDAY_EVENING).state
    assert state.open
    assert '<time datetime="2026-03-02T23:00:00+01:00" data-zone="Europe/Paris"' in state.text


@pytest.mark.parametrize(
    ("now", "words"),
    [("2026-03-02T09:00", "6:00"), ("2026-03-03T23:30", "Wednesday 6:00"), ("2026-03-06T23:30", "Monday 6:00")],
)
def test_the_next_opening_names_the_day_unless_it_is_today(now, words):
    moment = datetime.fromisoformat(now).replace(tzinfo=ZoneInfo("Europe/Paris"))
    state = present(factories.service(opening_hours=[factories.evenings()]), now=moment).state
    assert not state.open
    assert words in state.plain


def test_the_hours_of_the_week_are_those_of_the_coming_days_in_the_order_of_the_readers_week():
    holiday = OpeningHours(days=["WE"], opens="10:00", closes="12:00", zone="Europe/Paris", valid_from=date(2026, 3, 4), valid_until=date(2026, 3, 4))
    service = factories.service(opening_hours=[factories.evenings(), holiday])
    rows = present(factories.ServicePage.objects.get(pk=service.pk), now=MONDAY_EVENING).hours.rows
    assert next(row.day for row in rows) == "Monday"
    assert rows[0].today
    assert [[moment.opens.text for moment in row.ranges] for row in rows[:3]] == [["6:00\u202fPM"], ["6:00\u202fPM"], ["10:00\u202fAM"]]
    assert [row.words for row in rows[5:]] == ["closed", "closed"]
    with translation.override("ar"):
        assert present(service, now=MONDAY_EVENING).hours.rows[0].day == "السبت"


def test_hours_that_begin_later_are_announced():
    later = OpeningHours(always=True, zone="UTC", valid_from=date(2026, 12, 24), valid_until=date(2026, 12, 26))
    hours = present(factories.service(opening_hours=[factories.evenings(), later]), now=MONDAY_EVENING).hours
    assert hours.later == ["From December 24, 2026 to December 26, 2026: day and night"]


def test_day_and_night_needs_no_table():
    hours = present(factories.service(opening_hours=[factories.always()]), now=MONDAY_EVENING).hours
    assert hours.always
    assert hours.rows == []


def test_other_hours_than_usual_leave_no_false_times_on_the_page():
    alert = Alert(kind=codes.AlertKind.HOURS, starts_on=date(2026, 3, 1), ends_on=date(2026, 3, 3))
    view = present(factories.service(opening_hours=[factories.evenings()], alerts=[alert]), now=MONDAY_EVENING)
    assert view.state is None
    assert [row.words for row in view.hours.rows[:3]] == ["other hours than usual", "other hours than usual", ""]


def test_an_alert_in_force_leads_to_the_other_service_in_the_readers_language():
    other = factories.service("Second Lamp")
    factories.translate(other, "fr", title="Deuxième lampe")
    alert = Alert(kind=codes.AlertKind.CLOSED, starts_on=date(2026, 3, 1), ends_on=date(2026, 3, 3), instead=other)
    over = Alert(kind=codes.AlertKind.FULL, starts_on=date(2026, 2, 1), ends_on=date(2026, 3, 1))
    service = factories.service(alerts=[alert, over])
    (notice,) = present(service, now=MONDAY_EVENING).alerts
    assert notice.text == "Closed until March 3, 2026, that day included."
    assert (notice.instead.title, notice.instead.address) == ("Second Lamp", "/en/get-help/second-lamp/")
    with translation.override("fr"):
        (notice,) = present(service, now=MONDAY_EVENING).alerts
    assert (notice.instead.title, notice.instead.address) == ("Deuxième lampe", "/fr/get-help/second-lamp/")


def test_nobody_is_led_to_a_hidden_service():
    alert = Alert(kind=codes.AlertKind.CLOSED, starts_on=date(2026, 3, 1), instead=factories.service("Hidden", listed=False))
    (notice,) = present(factories.service(alerts=[alert]), now=MONDAY_EVENING).alerts
    assert notice.text == "Temporarily closed."
    assert notice.instead is None


@pytest.mark.parametrize(("status", "words"), [(codes.Status.INACTIVE, "does not work"), (codes.Status.DEFUNCT, "no longer exists")])
def test_a_service_that_is_gone_says_so_and_offers_no_number_to_call(status, words):
    view = present(factories.full_service(status=status), now=MONDAY_EVENING)
    assert words in view.alerts[0].text
    assert (view.state, view.ways, view.places, view.hours) == (None, [], [], None)


def test_an_exact_place_has_its_address_and_the_others_only_what_may_be_told():
    rows = [
        Location(kind=codes.LocationKind.EXACT, area=factories.area("FR"), town="Lille", street="1 rue de l’Exemple", postcode="59000"),
        Location(kind=codes.LocationKind.APPROXIMATE, area=factories.area("DE-BE"), town="Berlin"),
        Location(kind=codes.LocationKind.WITHHELD, area=factories.area("MA")),
    ]
    exact, about, withheld = present(factories.service(locations=rows)).places
    assert exact.lines == ["1 rue de l’Exemple", "59000 Lille", "France"]
    assert about.text == "Berlin, Berlin"
    assert withheld.lines == ["Morocco"]
    assert "told to people who get in touch" in about.note
    assert "kept secret" in withheld.note


def test_costs_come_with_their_amount_and_the_note_of_the_page():
    rows = [Cost(kind=codes.CostKind.FREE), Cost(kind=codes.CostKind.FIXED, amount="12.50", currency="EUR")]
    service = factories.ServicePage.objects.get(pk=factories.service(costs=rows, cost_note="Bring cash.").pk)
    assert present(service).costs == ["Free of charge", "A fixed price: €12.50", "Bring cash."]


def test_waiting_times_have_a_date_and_a_source_that_is_named():
    rows = [
        WaitingTime(value=1, unit=codes.TimeUnit.WEEK, as_of=date(2026, 1, 1)),
        WaitingTime(value=5, unit=codes.TimeUnit.MINUTE, as_of=date(2026, 2, 1), source="https://www.example.org/a"),
    ]
    latest, first = pairs(present(factories.service(waiting_times=rows)))["Waiting time"]
    assert latest.startswith('5 minutes at most (as of February 1, 2026), <a href="https://www.example.org/a" rel="noreferrer external">')
    assert "example.org</bdi>" in latest
    assert first == "1 week at most (as of January 1, 2026)"


def test_access_says_what_there_is_what_there_is_not_and_what_nobody_knows():
    rows = [Access(kind=kind, answer=answer) for kind, answer in zip(codes.AccessKind.values, ("yes", "no", "unknown", "yes"), strict=False)]
    said = pairs(present(factories.service(access=rows)))["Access"]
    assert said == ["Yes: Step-free entrance and Captions", "No: Accessible toilet", "We do not know: Hearing loop"]


def test_facts_say_when_and_how_they_were_checked_but_never_by_whom():
    rows = [
        Verification(on=date(2026, 1, 5), how=codes.VerifiedHow.VISIT),
        Verification(on=date(2026, 2, 5), how=codes.VerifiedHow.PHONE, by=factories.administrator("somebody"), due=date(2026, 8, 1)),
    ]
    service = factories.service(verifications=rows)
    checked = present(service, now=MONDAY_EVENING).checked
    assert (checked.text, checked.due) == ("These facts were checked on February 5, 2026 by telephone.", False)
    later = present(service, now=MONDAY_EVENING + timedelta(days=200)).checked
    assert later.due
    assert "The next check was due on August 1, 2026" in later.text
    assert present(factories.service("Unchecked")).checked is None


def test_the_organisation_is_named_in_the_readers_language():
    organisation = factories.organisation("Lamps")
    factories.translate(organisation, "ar", title="قناديل")
    service = factories.service(organisation=organisation)
    with translation.override("ar"):
        link = present(service).organisation
    assert (link.title, link.address, link.foreign) == ("قناديل", "/ar/get-help/lamps/", False)
    with translation.override("fr"):
        link = present(service).organisation
    assert (link.title, link.address, link.foreign) == ("Lamps", "/fr/get-help/lamps/", True)


def test_unsaved_facts_of_a_preview_are_said_like_saved_ones():
    saved = factories.full_service()
    draft = type(saved).objects.get(pk=saved.pk).get_latest_revision_as_object()
    draft.phones = [Phone(number="+33199009999", hours=[factories.evenings(factories.PhoneHours)])]
    draft.areas = [ServiceArea(area=factories.area("MA"))]
    prefetch_facts([draft], whole=True)
    view = present(draft, now=timezone.now())
    assert view.ways[0].text == "+33 1 99 00 99 99"
    assert view.ways[0].hours
    assert pairs(view)["Where"] == ["Morocco"]


def test_an_organisation_says_what_it_belongs_to_and_what_belongs_to_it():
    umbrella = factories.organisation("Umbrella")
    factories.organisation("Hidden part", umbrella=umbrella, listed=False)
    part = factories.organisation("Part", umbrella=umbrella, website="https://www.example.org/", home_country=factories.area("FR"))
    assert [link.title for link in present_organisation(umbrella).parts] == ["Part"]
    view = present_organisation(part)
    assert (view.umbrella.title, view.country, view.website_host) == ("Umbrella", "France", "example.org")
