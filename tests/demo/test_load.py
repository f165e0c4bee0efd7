"""``load_demo``: a newcomer sees a full site, nobody takes it for a real one, and it goes away without a trace."""

import re
from typing import Any

import pytest
from django.contrib.auth import authenticate
from django.contrib.auth.models import Group
from django.core.management import CommandError
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction, Revision
from wagtail_localize.models import String, StringTranslation, Translation, TranslationSource

from home.demo import accounts, families
from home.models import HomePage, StandardPage
from hub.models import HubImage, visible_pages
from hub.models.visibility import hub_page_models
from members.models import User
from resources.models import GuidePage, OrganisationPage, ResourceIndexPage, ServicePage
from tests import factories
from tests.demo.conftest import run
from translation.models import TranslationState
from translation.states import translation_of


def page(slug: str, code: str = "en") -> Any:
    """A loaded page."""
    family = families.families()[slug]
    if family.kind == "home":
        return HomePage.objects.get(locale__language_code=code)
    return family.model._default_manager.get(translation_key=family.key, locale__language_code=code)


def everything() -> dict[str, Any]:
    """All that a second run might change."""
    counted = (Page, Revision, String, StringTranslation, Translation, TranslationSource, TranslationState, User, Group, HubImage)
    pages = {one.pk: (one.title, one.live, one.latest_revision_id) for one in Page.objects.all()}
    return {"pages": pages, **{model.__name__: model._default_manager.count() for model in counted}}


def test_every_page_says_that_it_is_an_example(loaded, client):
    for model in hub_page_models():
        assert not model._default_manager.filter(is_demo=False).exists(), model
    assert "Example" in client.get("/en/help/talk/night-lamp-line/").content.decode()


def test_readers_find_the_pages_in_their_language(loaded, client):
    assert "قنديل الليل" in client.get("/ar/help/talk/night-lamp-line/").content.decode()
    assert "La Veilleuse" in client.get("/fr/help/talk/night-lamp-line/").content.decode()
    assert client.get("/es/about/organisations/").status_code == 200


def test_facts_live_once_and_hold_all_rows(loaded):
    service = page("night-lamp-line")
    assert [phone.number for phone in service.phones.all()] == ["+448081570142", "+442079460142"]
    assert service.phones.all()[1].hours.get().opens.hour == 20
    assert service.phones.all()[0].call_cost == "free"
    assert service.organisation == page("harbour-network")
    assert {row.code for row in service.languages.all()} >= {"en", "ar"}
    assert [row.area.code for row in service.areas.all()] == ["001"]
    assert page("night-lamp-line", "ar").facts == service
    assert not page("night-lamp-line", "ar").phones.exists()


def test_rows_are_what_the_forms_of_editors_would_accept(loaded):
    for service in ServicePage.objects.filter(facts_page=None):
        service.full_clean()
        for name in ("phones", "channels", "opening_hours", "languages", "areas", "locations", "costs", "confidentiality", "alerts", "verifications"):
            for row in getattr(service, name).all():
                row.full_clean()
                for hours in getattr(row, "hours", ServicePage.objects.none()).all():
                    hours.full_clean()


def test_a_family_may_begin_in_another_language(loaded):
    assert page("tide-house", "en").facts_page == page("tide-house", "fr")
    assert page("tide-house", "fr").facts_page is None
    assert page("tide-house", "en").slug == "tide-house"


def test_translators_find_the_sentences_in_the_editor(loaded):
    for one in ServicePage.objects.exclude(facts_page=None):
        assert translation_of(one), one


def test_some_translations_are_out_of_date_and_say_since_when(loaded):
    state = TranslationState.objects.get(page=page("how-we-choose", "es"))
    assert state.outdated
    assert (timezone.now() - state.pinned_on).days == 100
    assert page("how-we-choose", "es").summary.startswith("Cuatro")
    assert page("how-we-choose").summary.startswith("Five")
    assert not TranslationState.objects.get(page=page("how-we-choose", "fr")).outdated


def test_what_readers_must_not_see_is_not_seen(loaded, client):
    shown = set(visible_pages().values_list("pk", flat=True))
    for slug in ("old-pier-cafe", "saturday-table", "winter-line", "for-volunteers"):
        for code in ("en", "fr"):
            assert page(slug, code).pk not in shown, slug
    assert client.get("/en/help/together/saturday-table/").status_code == 404
    assert page("saturday-table").go_live_at > timezone.now()
    assert page("winter-line").expired
    assert PageViewRestriction.objects.filter(page=page("for-volunteers", "fr")).exists()


def test_a_closed_shelter_names_another(loaded):
    alert = page("tide-house", "fr").alerts.get()
    assert alert.kind == "closed"
    assert alert.instead == page("relay-homes")
    assert alert.starts_on <= timezone.localdate() <= alert.ends_on


def test_a_withheld_place_holds_no_address(loaded):
    for place in page("tide-house", "fr").locations.all():
        assert (place.street, place.postcode, place.town) == ("", "", "")


def test_the_menu_begins_with_help(loaded):
    children = page("home").get_children().filter(show_in_menus=True)
    assert [child.slug for child in children] == ["help", "learn", "about"]


def test_a_second_run_changes_nothing(loaded):
    before = everything()
    out, err = run()
    assert everything() == before
    assert out == ""
    assert "--passwords" in err
    pages = sum(model._default_manager.filter(is_demo=True).count() for model in hub_page_models())
    assert f"New: none. There already: {pages}." in err


def test_what_an_editor_changed_or_deleted_in_words_stays_changed(loaded):
    service = page("night-lamp-line")
    service.title = "Night Lamp, renamed"
    factories.publish_page(service)
    run()
    assert page("night-lamp-line").title == "Night Lamp, renamed"


def test_accounts_can_sign_in_with_what_was_printed(loaded):
    out, _err = loaded
    printed = dict(re.findall(r"^  (demo-\w+)\s+(\S+)", out, re.MULTILINE))
    assert set(printed) == {account.username for account in accounts.ACCOUNTS}
    for name, password in printed.items():
        user = authenticate(username=name, password=password)
        assert user
        assert user.is_demo
        assert password not in user.password
    assert User.objects.get(username="demo-admin").is_superuser


def test_new_passwords_replace_the_old_ones(loaded):
    old = dict(re.findall(r"^  (demo-\w+)\s+(\S+)", loaded[0], re.MULTILINE))
    new = dict(re.findall(r"^  (demo-\w+)\s+(\S+)", run("--passwords")[0], re.MULTILINE))
    assert set(new) == set(old)
    assert authenticate(username="demo-editor", password=old["demo-editor"]) is None
    assert authenticate(username="demo-editor", password=new["demo-editor"])


@pytest.mark.soak
def test_the_note_that_make_run_shows_never_holds_old_passwords(loaded, settings, tmp_path):
    settings.HUB_DATA = tmp_path
    note = tmp_path / "demo-accounts.txt"
    run("--passwords")
    assert not note.exists()
    note.write_text("old")
    out, _err = run("--passwords")
    assert note.read_text() == out
    run("--remove")
    assert "removed" in note.read_text()


def test_each_account_may_do_its_own_work_only(loaded):
    french, editor = (User.objects.get(username=name) for name in ("demo-french", "demo-editor"))
    assert page("night-lamp-line", "fr").permissions_for_user(french).can_publish()
    assert not page("night-lamp-line", "ar").permissions_for_user(french).can_edit()
    assert not page("night-lamp-line").permissions_for_user(french).can_edit()
    assert page("night-lamp-line").permissions_for_user(editor).can_publish()
    assert not page("night-lamp-line", "fr").permissions_for_user(editor).can_edit()
    for user in (french, editor):
        assert not user.has_perm("wagtail_localize.submit_translation")
        assert user.has_perm("wagtailadmin.access_admin")


@pytest.mark.soak
def test_what_others_have_built_on_it_stays_and_is_named(loaded):
    own = factories.guide("Our own guide", page("safer"))
    pointing = factories.service("Our own service", page("talk"), organisation=page("harbour-network"))
    with pytest.raises(CommandError, match="stay"):
        run("--remove")
    assert GuidePage.objects.filter(pk=own.pk).exists()
    assert ServicePage.objects.get(pk=pointing.pk).organisation.title == "Harbour Network"
    assert not ServicePage.objects.filter(is_demo=True).exists()
    assert not User.objects.filter(is_demo=True).exists()
    assert set(OrganisationPage.objects.filter(is_demo=True, facts_page=None).values_list("slug", flat=True)) == {"harbour-network"}
    assert {"safer", "talk", "organisations"} <= set(ResourceIndexPage.objects.filter(locale__language_code="en").values_list("slug", flat=True))


@pytest.mark.soak
def test_a_real_site_refuses_demo_content_but_can_get_rid_of_it(loaded, settings):
    settings.HUB_DEMO_ALLOWED = False
    for arguments in ((), ("--passwords",)):
        with pytest.raises(CommandError, match="refuses these settings"):
            run(*arguments)
    run("--remove")
    assert not StandardPage.objects.exists()
