"""What was taken from readers is noted beside the database, and taken again from an older one: by number, never by name."""

import json
from datetime import date, timedelta

import pytest
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from wagtail.models import PageViewRestriction

from hub.admin.hiding import hide, show
from hub.keeping import withdrawn
from hub.keeping.restoring import apply
from hub.keeping.withdrawn import Note, Withdrawn
from hub.models import HubDocument, visible_pages
from members.models import User
from resources import codes
from resources.models import Cover, ListingConsent, Location, ServicePage
from taxonomy.models import Area
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def data(tmp_path, settings):
    settings.HUB_DATA = tmp_path
    return tmp_path


@pytest.fixture
def noted(django_capture_on_commit_callbacks):
    """Do something as in a transaction that goes through; what stands in the list afterwards."""

    def do(what):
        with django_capture_on_commit_callbacks(execute=True):
            what()
        return [(one.what, one.value, one.over) for one in withdrawn.read().notes]

    return do


@pytest.fixture
def older():
    """Bring an older database back: what ``undo`` does to the tables behind the back of the models, then the list."""

    def bring_back(undo):
        undo()
        return apply(withdrawn.read().after(timezone.now() - timedelta(hours=1)))

    return bring_back


def seen(page):
    return visible_pages().filter(pk=page.pk).exists()


def rows(page):
    return type(page)._base_manager.filter(pk=page.pk)


def test_a_hidden_service_does_not_come_back(noted, older):
    page = factories.service()
    assert noted(lambda: hide(page)) == [("hidden", "", False)]
    assert older(lambda: rows(page).update(listed=True)) == {"hidden": 1}
    assert not seen(page)


def test_what_was_shown_again_is_not_hidden_by_its_past(noted, older):
    page = factories.service()
    noted(lambda: hide(page))
    assert noted(lambda: show(ServicePage.objects.get(pk=page.pk))) == [("hidden", "", False), ("hidden", "", True)]
    assert older(lambda: None) == {}
    assert seen(page)


def test_the_list_never_shows_what_an_older_database_hides(noted, older):
    page = factories.service()
    noted(lambda: (hide(page), show(ServicePage.objects.get(pk=page.pk))))
    older(lambda: rows(page).update(listed=False))
    assert not seen(page)


def test_unpublished_words_stay_unpublished_and_published_ones_do_not_fill_the_list(noted, older):
    page = factories.guide()
    assert noted(lambda: page.save_revision().publish()) == []
    assert noted(page.unpublish) == [("unpublished", "", False)]
    assert older(lambda: rows(page).update(live=True)) == {"unpublished": 1}
    assert not seen(page)


def test_a_section_that_became_private_is_private_again(noted, older):
    page = factories.guide()
    private = PageViewRestriction(page=page.get_parent(), restriction_type=PageViewRestriction.GROUPS)
    assert noted(private.save) == [("private", "", False)]
    assert older(lambda: PageViewRestriction.objects.all()._raw_delete("default")) == {"private": 1}
    assert not seen(page)
    assert noted(lambda: PageViewRestriction.objects.get().delete())[-1] == ("private", "", True)


def test_a_page_that_was_moved_into_a_private_section_is_private(noted, older):
    page, private = factories.guide(), factories.section("For the team")
    PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.GROUPS)
    noted(lambda: page.move(private, pos="last-child"))
    assert ("private", str(page.pk)) in [(one.what, one.id) for one in withdrawn.read().notes]


def test_a_deleted_page_is_deleted_again_and_one_that_others_need_is_no_longer_live(noted, older):
    page = factories.guide()
    assert [what for what, _value, _over in noted(ServicePage.objects.get(pk=factories.service().pk).delete)] == ["unpublished", "gone"]
    noted(page.delete)
    organisation = factories.organisation()
    factories.service("Needs it", organisation=organisation)
    noted(lambda: withdrawn.note("gone", organisation.pk, of="wagtailcore.page"))
    assert older(lambda: None) == {"gone": 1}
    assert not seen(organisation)


def test_a_deleted_document_cannot_be_downloaded_again(noted, older):
    document = HubDocument.objects.create(title="List of members", file=ContentFile(b"words", name="a.txt"))
    copy = HubDocument.objects.get(pk=document.pk)
    assert noted(document.delete) == [("gone", "", False)]
    assert older(lambda: HubDocument(pk=copy.pk, title=copy.title, file=copy.file.name, created_at=copy.created_at).save_base(raw=True)) == {
        "gone": 1
    }
    assert not HubDocument.objects.filter(pk=copy.pk).exists()


def test_a_withdrawn_address_is_erased_from_the_older_rows_and_their_history(noted, older, django_capture_on_commit_callbacks):
    place = Location(kind=codes.LocationKind.EXACT, area=factories.area("FR"), town="Lille", street="1 rue de l’Exemple")
    page = factories.service(locations=[place])
    row = Location.objects.get()

    def withdraw():
        page.locations.set([Location(pk=row.pk, kind=codes.LocationKind.WITHHELD, area=factories.area("FR"))])
        page.save_revision().publish()

    assert ("address", "", False) in noted(withdraw)

    def undo():
        Location.objects.filter(page=page).update(kind=codes.LocationKind.EXACT, street="1 rue de l’Exemple")

    assert older(undo)["address"] >= 1
    assert not Location.objects.filter(page=page).exclude(street="").exists()


def test_a_consent_that_ended_does_not_last_again(noted, older):
    page = factories.service(consents=[ListingConsent(cover=Cover.LISTED, given_on=date(2026, 1, 1))])
    consent = ListingConsent.objects.get()
    consent.until = date(2026, 2, 1)
    assert noted(consent.save) == [("consent", "2026-02-01", False)]
    assert older(lambda: ListingConsent.objects.update(until=None)) == {"consent": 1}
    assert ListingConsent.objects.get().until == date(2026, 2, 1)
    noted(consent.delete)
    older(lambda: ListingConsent(pk=consent.pk or 1, page=page, cover=Cover.LISTED, given_on=date(2026, 1, 1)).save_base(raw=True))
    assert withdrawn.read().notes[-1].value == ""


def test_caution_in_a_country_holds_again(noted, older):
    area = factories.area("MA")
    area.caution, area.caution_source = Area.Caution.REMOTE_ONLY, "https://example.org/"
    assert noted(area.save) == [("caution", "remote_only", False)]
    assert older(lambda: Area.objects.filter(code="MA").update(caution="none")) == {"caution": 1}
    assert factories.area("MA").caution == Area.Caution.REMOTE_ONLY


def test_who_left_cannot_sign_in_again(noted, older):
    left, closed = User.objects.create_user("left"), User.objects.create_user("closed")
    number = left.pk
    assert noted(left.delete) == [("gone", "", False)]
    closed.is_active = False
    assert noted(closed.save)[-1] == ("closed", "", False)

    def undo():
        User(pk=number, username="left").save_base(raw=True)
        User.objects.filter(pk=closed.pk).update(is_active=True)

    assert older(undo) == {"gone": 1, "closed": 1}
    assert list(User.objects.filter(is_active=True, username__in=("left", "closed"))) == []


def test_the_list_tells_numbers_and_no_words(noted, data):
    page = factories.service("A name that nobody may find", summary="Words")
    noted(lambda: hide(page))
    noted(page.delete)
    text = (data / withdrawn.NAME).read_text()
    assert all(set(json.loads(line)) <= {"since", "at", "what", "id", "of", "value", "over"} for line in text.splitlines())
    assert "name" not in text
    assert (data / withdrawn.NAME).stat().st_mode & 0o777 == 0o600


def test_what_was_undone_with_its_transaction_is_not_noted(noted):
    page = factories.service()

    @transaction.atomic
    def hide_and_fail():
        hide(page)
        raise ValueError("no")

    def fails():
        with pytest.raises(ValueError, match="no"):
            hide_and_fail()

    assert noted(fails) == []


NOW = timezone.now()


def test_of_several_notes_about_one_thing_the_last_holds():
    notes = [Note(NOW, "hidden", "1"), Note(NOW, "hidden", "2"), Note(NOW, "hidden", "1", over=True), Note(NOW, "hidden", "2")]
    assert [one.id for one in Withdrawn(NOW, tuple(notes)).after(NOW)] == ["2"]
    assert Withdrawn(NOW, tuple(notes)).after(NOW + timedelta(seconds=1)) == []


def test_a_list_reads_as_it_was_written():
    notes = (Note(NOW, "gone", "7", of="wagtailcore.page"), Note(NOW, "consent", "8", value="2026-01-01"), Note(NOW, "hidden", "x", over=True))
    assert withdrawn.parse(Withdrawn(NOW, notes).text()) == Withdrawn(NOW, notes)


@pytest.mark.parametrize("rubbish", ["words", '{"at": 1}', '{"at": "2026-01-01T00:00:00+00:00"}', "[1]"])
def test_what_is_no_list_is_refused(rubbish):
    with pytest.raises(ValueError):  # noqa: PT011
        withdrawn.parse(rubbish)


def test_old_notes_go_and_a_list_that_was_lost_says_from_when_it_is_complete(data):
    withdrawn.forget_the_oldest()
    assert withdrawn.read().covers(timezone.now())
    old = Note(NOW - timedelta(days=401), "hidden", "1")
    withdrawn.keep(Withdrawn(NOW - timedelta(days=500), (old, Note(NOW, "hidden", "2"))))
    withdrawn.forget_the_oldest()
    found = withdrawn.read()
    assert [one.id for one in found.notes] == ["2"]
    assert not found.covers(NOW - timedelta(days=450))
    (data / withdrawn.NAME).unlink()
    assert not withdrawn.read().covers(NOW)


def test_a_gap_in_the_list_stays_a_gap():
    made = NOW - timedelta(days=1)
    inside = Withdrawn(NOW - timedelta(days=30), (Note(NOW - timedelta(days=2), "hidden", "1"),))
    late = Withdrawn(NOW, (Note(NOW, "hidden", "2"),))
    assert not late.with_older(inside, made).covers(made)
    assert [one.id for one in late.with_older(inside, made).notes] == ["1", "2"]
    whole = Withdrawn(NOW - timedelta(days=3), late.notes)
    assert whole.with_older(inside, made).since == inside.since
