"""Real data of others, where it is: what an operator would import first."""

from __future__ import annotations

import shutil
from datetime import date

import pytest
import yaml

from resources.models import GuidePage, OrganisationPage, ServicePage
from tests.resources.importers.helpers import guides, run, state

pytestmark = [pytest.mark.django_db, pytest.mark.shared]


@pytest.mark.parametrize(
    "languages", [("ar", "en", "zh-Hant"), pytest.param(("ar", "en", "es", "fa", "fr", "ru", "zh-Hant"), marks=pytest.mark.soak)], ids=len
)
def test_lessons_of_all_languages_are_families_of_one_guide(shared, tmp_path, languages):
    for language in languages:
        target = tmp_path / "umbrella" / language / "communications"
        target.mkdir(parents=True)
        (target / "phishing").symlink_to(shared / "umbrella" / language / "communications" / "phishing", target_is_directory=True)
    copied = tmp_path / "copied"
    shutil.copytree(tmp_path / "umbrella", copied)
    guides(copied)
    english = GuidePage.objects.get(title="How to Spot Phishing", locale__language_code="en")
    assert GuidePage.objects.filter(translation_key=english.translation_key, live=True).count() == len(languages)
    assert not GuidePage.objects.filter(live=False).exists()
    before = state()
    assert " new" not in guides(copied)
    assert state() == before


EACH = [10, pytest.param(1, marks=pytest.mark.soak)]
"""Of the organisations of a whole country each tenth, and those below; or all, which takes a minute."""
NAMED = ("Welsh Gender Service", "Knowing Our Identity", ">39")


@pytest.mark.parametrize("each", EACH)
def test_organisations_of_genderkit_become_services_and_organisations(shared, tmp_path, each):
    every = yaml.safe_load((shared / "genderkit" / "organisations.yml").read_text())
    chosen = [one for number, one in enumerate(every["organisations"]) if number % each == 0 or any(name in str(one) for name in NAMED)]
    file = tmp_path / "organisations.yml"
    file.write_text(yaml.safe_dump({**every, "organisations": chosen}, allow_unicode=True))
    printed = run("import_services", file, mapping="genderkit")
    assert ServicePage.objects.count() + OrganisationPage.objects.count() == len(chosen) > 32
    assert each > 1 or len(chosen) == 327
    clinic = ServicePage.objects.get(title="Welsh Gender Service")
    assert (clinic.type, clinic.age_from, clinic.website, clinic.status) == ("clinic", 18, "https://gender.wales/", "active")
    assert [(row.area.code, row.residents_only) for row in clinic.areas.all()] == [("GB-WLS", True)]
    assert clinic.start == "<p>GP referral only</p>"
    wait = clinic.waiting_times.get()
    assert (wait.value, wait.unit, wait.as_of) == (20, "month", date(2024, 11, 1))
    assert wait.source.startswith("https://cavuhb.nhs.wales/")
    assert {topic.code for topic in clinic.topics.all()} == {"transition", "hormones"}
    young = ServicePage.objects.get(title__startswith="Knowing Our Identity")
    assert (young.age_from, young.age_to) == (None, 17)
    assert "“>39” is not in the form expected" in printed


@pytest.mark.parametrize("name", ["service_full", "organization_full"])
def test_examples_of_hsds_fill_our_rows(shared, name):
    printed = run("import_services", shared / "hsds-3.1" / "examples" / f"{name}.json", mapping="hsds")
    service = ServicePage.objects.get()
    assert (service.title, service.age_from, service.age_to, service.status) == ("Community Counselling", 12, None, "active")
    assert service.organisation.title == "Example Organization Inc."
    assert service.start.startswith("<p>If you are an NHS patient")
    phone = service.phones.get()
    assert (phone.number, phone.languages) == ("+441234234567", ["ur"])
    hours = service.opening_hours.get()
    assert (hours.days, hours.zone, hours.opens.hour) == (["TH", "FR"], "Etc/GMT-3", 10)
    assert [channel.address for channel in service.channels.all()] == ["email@example.com"]
    assert [row.code for row in service.languages.all()] == ["ur"]
    if name == "service_full":
        place = service.locations.get()
        assert (place.kind, place.area.code, place.street, place.latitude) == ("exact", "US", "1-30 Main Street, MyVillage", None)
        assert "“100” is beyond 90 degrees" in printed
        assert [(row.kind, row.answer) for row in service.access.all()] == [("hearing-loop", "yes")]


@pytest.mark.parametrize("name", ["service_list", "organization_list"])
def test_pages_of_the_hsds_api_are_imported_too(shared, name):
    run("import_services", shared / "hsds-3.1" / "examples" / f"{name}.json", mapping="hsds")
    assert ServicePage.objects.count() + OrganisationPage.objects.count() >= 1
