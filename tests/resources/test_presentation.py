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
    Cost,
    Location,
    Phone,
    ServiceArea,
    ServiceLanguage,
    Verification,
    WaitingTime,
)
from resources.presentation import present, present_organisation
from resources.presentation.private import SENTENCES
from resources.presentation.wording import some
from taxonomy.names import language_name
from tests import factories

pytestmark = pytest.mark.django_db
MONDAY_EVENING = datetime(2026, 3, 2, 19, 30, tzinfo=ZoneInfo("Europe/Paris"))


def pairs(view) -> dict[str, list[str]]:
    return {pair.label: [str(text) for text in pair.texts] for pair in view.pairs}


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
    assert said["Languages"] == ["Arabic, French, and French Sign Language"]


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
    assert said == ["Yes: Step-free entrance · Captions", "No: Accessible toilet", "We do not know: Hearing loop"]


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


def test_languages_through_an_interpreter_stand_in_a_line_of_their_own():
    spoken = [ServiceLanguage(code=code, how=how) for code, how in (("ar", "interpreter"), ("en", "staff"), ("fr", "staff"), ("ru", "interpreter"))]
    assert pairs(present(factories.service(languages=spoken)))["Languages"] == ["English and French", "Arabic and Russian, through an interpreter"]


@pytest.mark.parametrize(
    ("code", "said"), [("en", "Arabic, French, and 2 more"), ("ar", "العربية والفرنسية و2 أخرى"), ("zh-hant", "阿拉伯文、法文和另外 2 項")]
)
def test_a_list_that_is_cut_short_is_punctuated_as_its_language_is(code, said):
    with translation.override(code):
        names = [language_name(one, code) for one in ("ar", "fr", "en", "ru")]
        assert some(names, 2) == said


def test_one_more_is_named_instead_of_counted():
    assert some(["a", "b", "c"], 2) == "a, b, and c"
