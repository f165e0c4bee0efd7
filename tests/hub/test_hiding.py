"""Hidden in all languages at once, by an action of its own: nothing that is published brings a page back, and showing it again restores it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, PageLogEntry
from wagtail.signals import page_published

from hub.admin import hiding
from hub.href import href
from resources.models import ResourceIndexPage, ServicePage
from search.models import SearchDocument
from tests import factories, people

pytestmark = pytest.mark.django_db


@pytest.fixture
def night_lamp(full_service):
    return full_service


@pytest.fixture
def moderator(client):
    user = people.moderator()
    client.force_login(user)
    return user


def hide_address(page):
    return reverse("hub_hide", args=[page.pk])


def show_address(page):
    return reverse("hub_show", args=[page.pk])


def fresh(page):
    return type(page).objects.get(pk=page.pk)


def test_one_button_takes_a_service_away_in_every_language_at_once(client, moderator, night_lamp):
    french = factories.translate(night_lamp, "fr", title="Lampe de nuit")
    asked = client.get(hide_address(night_lamp)).content.decode()
    assert "in every language" in asked
    assert "Français" in asked
    client.post(hide_address(night_lamp))
    client.logout()
    for page in (night_lamp, french):
        assert client.get(href(page)).status_code == 404
    assert not ServicePage.visible().filter(pk__in=[night_lamp.pk, french.pk]).exists()
    assert not SearchDocument.objects.filter(page__in=[night_lamp.pk, french.pk], withdrawn=False).exists()
    for answer in (client.get(href(night_lamp.get_parent())), client.post("/en/search/", {"q": "night lamp"})):
        assert f'"{href(night_lamp)}"' not in answer.content.decode()


def test_show_again_brings_all_of_it_back(client, moderator, night_lamp):
    french = factories.translate(night_lamp, "fr")
    client.post(hide_address(night_lamp))
    assert "comes back" in client.get(show_address(night_lamp)).content.decode()
    client.post(show_address(night_lamp))
    assert ServicePage.visible().filter(pk__in=[night_lamp.pk, french.pk]).count() == 2
    assert client.get(href(french)).status_code == 200


def test_from_a_translation_the_whole_family_is_hidden(client, moderator, night_lamp):
    french = factories.translate(night_lamp, "fr")
    client.post(hide_address(french))
    assert not fresh(night_lamp).listed


def test_asking_changes_nothing(client, moderator, night_lamp):
    client.get(hide_address(night_lamp))
    assert fresh(night_lamp).listed


class TestNothingThatIsPublishedBringsItBack:
    def test_a_draft_from_before(self, night_lamp):
        night_lamp.summary = "Newer words."
        night_lamp.save_revision()
        hiding.hide(fresh(night_lamp))
        fresh(night_lamp).latest_revision.publish()
        assert fresh(night_lamp).summary == "Newer words."
        assert not fresh(night_lamp).listed

    def test_a_version_from_history(self, client, moderator, night_lamp):
        first = night_lamp.latest_revision
        night_lamp.save_revision().publish()
        hiding.hide(fresh(night_lamp))
        first.refresh_from_db()
        first.publish()
        assert not fresh(night_lamp).listed

    def test_a_scheduled_one(self, night_lamp):
        night_lamp.go_live_at = timezone.now() + timedelta(hours=1)
        night_lamp.save_revision().publish()
        hiding.hide(fresh(night_lamp))
        scheduled = fresh(night_lamp).scheduled_revision
        scheduled.approved_go_live_at = timezone.now() - timedelta(minutes=1)
        scheduled.content["go_live_at"] = None
        scheduled.save()
        scheduled.publish()
        assert not fresh(night_lamp).listed

    def test_a_form_that_was_open_all_the_while(self, client, moderator, night_lamp):
        """Hidden by somebody else in the moment between reading the page and publishing it."""
        stale = fresh(night_lamp)
        hiding.hide(fresh(night_lamp))
        from hub.admin.hide_hooks import hidden_meanwhile

        hidden_meanwhile(None, stale)
        stale.save_revision().publish()
        assert not fresh(night_lamp).listed

    def test_nor_does_a_draft_hide_what_was_shown_since(self, night_lamp):
        hiding.hide(night_lamp)
        fresh(night_lamp).save_revision()
        hiding.show(fresh(night_lamp))
        fresh(night_lamp).latest_revision.publish()
        assert fresh(night_lamp).listed


def test_hiding_is_no_publication_and_leaves_drafts_and_words_alone(night_lamp):
    night_lamp.summary = "Newer words."
    draft = night_lamp.save_revision()
    heard = []
    page_published.connect(lambda **signal: heard.append(signal), weak=False, dispatch_uid="test")
    hiding.hide(fresh(night_lamp))
    page_published.disconnect(dispatch_uid="test")
    page = fresh(night_lamp)
    assert heard == []
    assert page.latest_revision == draft
    assert page.has_unpublished_changes
    assert page.get_latest_revision_as_object().summary == "Newer words."


class TestASection:
    @pytest.fixture
    def tree(self):
        """A section with two services and a section below it with one."""
        shelf = factories.section("Shelter")
        inner = factories.section("Tonight", shelf)
        return {"shelf": shelf, "inner": inner, "one": factories.service("One", shelf), "two": factories.service("Two", shelf)} | {
            "deep": factories.service("Deep", inner)
        }

    def listed(self, tree):
        return {name for name, page in tree.items() if fresh(page).listed}

    def test_takes_along_what_is_below_it(self, tree):
        assert hiding.hide(tree["shelf"]) == 5
        assert self.listed(tree) == set()

    def test_comes_back_without_what_was_hidden_by_itself_before(self, tree):
        hiding.hide(tree["one"])
        hiding.hide(fresh(tree["inner"]))
        hiding.hide(fresh(tree["shelf"]))
        hiding.show(fresh(tree["shelf"]))
        assert self.listed(tree) == {"shelf", "two"}
        assert [page.title for page in hiding.still_hidden(fresh(tree["shelf"]))] == ["Tonight", "Deep", "One"]
        hiding.show(fresh(tree["inner"]))
        assert self.listed(tree) == {"shelf", "two", "inner", "deep"}

    def test_forgets_what_was_shown_by_itself_meanwhile(self, tree):
        hiding.hide(tree["shelf"])
        hiding.show(fresh(tree["one"]))
        hiding.hide(fresh(tree["one"]))
        hiding.show(fresh(tree["shelf"]))
        assert self.listed(tree) == {"shelf", "two", "inner", "deep"}

    def test_reaches_what_was_written_in_another_language_only(self, tree):
        arabic = factories.translate(tree["shelf"], "ar")
        line = factories.service("خط", ResourceIndexPage.objects.get(pk=arabic.pk))
        hiding.hide(fresh(tree["shelf"]))
        assert not fresh(line).listed

    def test_says_before_and_after_what_goes_along_and_what_stays(self, client, moderator, tree):
        hiding.hide(tree["one"])
        assert "3 pages below it are hidden along with it" in client.get(hide_address(tree["shelf"])).content.decode()
        client.post(hide_address(tree["shelf"]))
        asked = client.get(show_address(tree["shelf"])).content.decode()
        assert "3 pages that were hidden along with it" in asked
        assert "hidden by themselves" in asked
        assert "One" in asked
        assert "stays hidden" in client.post(show_address(tree["shelf"]), follow=True).content.decode()

    def test_a_page_shown_below_a_hidden_section_says_so(self, client, moderator, tree):
        hiding.hide(tree["shelf"])
        asked = client.get(show_address(tree["one"])).content.decode()
        assert "The section “Shelter” above it stays hidden" in asked

    def test_the_work_grows_with_the_pages_and_not_faster(self, tree, django_assert_max_num_queries):
        """Most of it is the search and Wagtail's index of references, page by page."""
        for number in range(5):
            factories.service(f"More {number}", tree["shelf"])
        with django_assert_max_num_queries(10 * 60):
            hiding.hide(fresh(tree["shelf"]))


class TestWhoMay:
    def test_an_editor_who_may_not_publish_is_sent_away(self, client, night_lamp):
        client.force_login(factories.editor())
        for address in (hide_address(night_lamp), show_address(night_lamp)):
            assert client.post(address).status_code == 302
        assert fresh(night_lamp).listed

    def test_a_translator_is_sent_away_though_publishing_the_translation_is_theirs(self, client, night_lamp):
        french = factories.translate(night_lamp, "fr")
        client.force_login(people.translator("fr"))
        client.post(hide_address(french))
        assert fresh(night_lamp).listed
        assert "hub/pages" not in client.get(reverse("wagtailadmin_pages:edit", args=[french.pk])).content.decode()

    def test_the_editor_of_a_section_hides_there_and_nowhere_else(self, client):
        mine, theirs = factories.section("Mine"), factories.section("Theirs")
        here, there = factories.service("Here", mine), factories.service("There", theirs)
        client.force_login(people.section_editor(mine))
        for page in (here, there):
            client.post(hide_address(page))
        assert not fresh(here).listed
        assert fresh(there).listed

    def test_what_belongs_to_others_below_a_section_stays_and_is_named(self, client):
        mine = factories.section("Mine")
        arabic = factories.translate(mine, "ar")
        line = factories.service("خط", ResourceIndexPage.objects.get(pk=arabic.pk))
        client.force_login(people.section_editor(mine))
        assert "خط" in client.get(hide_address(mine)).content.decode()
        client.post(hide_address(mine))
        assert fresh(line).listed
        assert not fresh(mine).listed

    def test_nobody_hides_the_home_page_and_the_site_with_it(self, client, moderator):
        client.post(hide_address(factories.home()))
        assert fresh(factories.home()).listed

    def test_strangers_are_asked_to_sign_in(self, client, night_lamp):
        assert "login" in client.post(hide_address(night_lamp)).url
        assert fresh(night_lamp).listed

    def test_a_page_that_does_not_exist_is_not_found(self, client, moderator):
        for pk in (999999, Page.get_first_root_node().pk):
            assert client.get(reverse("hub_hide", args=[pk]), follow=True).status_code == 404


class TestWhereItStands:
    @pytest.mark.soak
    def test_in_the_menu_of_the_page_and_of_its_translation(self, client, moderator, night_lamp):
        french = factories.translate(night_lamp, "fr")
        for page in (night_lamp, french):
            assert hide_address(night_lamp) in client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
        hiding.hide(fresh(night_lamp))
        for page in (night_lamp, french):
            html = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
            assert show_address(night_lamp) in html
            assert "Publishing it does not show it" in html

    def test_in_the_explorer_and_back_to_it(self, client, moderator, night_lamp):
        explorer = reverse("wagtailadmin_explore", args=[night_lamp.get_parent().pk])
        assert hide_address(night_lamp) in client.get(explorer).content.decode()
        assert client.post(hide_address(night_lamp), {"next": explorer}).url == explorer

    def test_not_in_a_form_where_a_draft_could_decide_it(self, client, moderator, night_lamp):
        assert 'name="listed"' not in client.get(reverse("wagtailadmin_pages:edit", args=[night_lamp.pk])).content.decode()

    def test_afterwards_nobody_is_sent_to_another_site(self, client, moderator, night_lamp):
        assert "evil" not in client.post(hide_address(night_lamp), {"next": "https://evil.example.org/"}).url

    def test_history_tells_who_did_it(self, client, moderator, night_lamp):
        client.post(hide_address(night_lamp))
        client.post(show_address(night_lamp))
        entries = PageLogEntry.objects.filter(page=night_lamp.pk, action__startswith="hub.")
        assert {(entry.action, entry.user) for entry in entries} == {("hub.hide", moderator), ("hub.show", moderator)}
        history = client.get(reverse("wagtailadmin_pages:history", args=[night_lamp.pk])).content.decode()
        assert "Hidden in all languages" in history
        assert "Shown again in all languages" in history
