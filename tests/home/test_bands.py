"""The parts of the home page: editors choose them once, and every language follows."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError

from home.models import HomeBand
from tests import factories

pytestmark = pytest.mark.django_db


def choose(*bands: HomeBand):
    home = factories.home()
    home.bands.set(list(bands))
    return factories.publish_page(home)


def headings(client, address: str) -> list[str]:
    return [one.text.strip() for one in BeautifulSoup(client.get(address).content, "html.parser").select("main h2")]


@pytest.fixture
def section():
    section = factories.section("Get help")
    factories.guide("Your first call", parent=section)
    return section


def test_the_parts_stand_in_the_chosen_order(client, section):
    choose(HomeBand(kind="section", section=section), HomeBand(kind="topics"))
    assert headings(client, "/en/") == ["Get help", "Find by topic"]


def test_without_a_choice_the_usual_parts_are_there(client, section):
    factories.home()
    assert headings(client, "/en/") == ["Find by topic", "New here"]


def test_a_choice_holds_in_every_language(client, section):
    home = choose(HomeBand(kind="section", section=section), HomeBand(kind="topics"))
    factories.translate(home, "fr", title="Accueil")
    factories.translate(section, "fr", title="Trouver de l’aide")
    factories.translate(section.get_children().first().specific, "fr", title="Le premier appel")
    assert headings(client, "/fr/")[0] == "Trouver de l’aide"
    assert "Le premier appel" in client.get("/fr/").content.decode()


def test_a_section_that_is_not_in_the_readers_language_is_left_out(client, section):
    factories.translate(choose(HomeBand(kind="section", section=section), HomeBand(kind="topics")), "fr", title="Accueil")
    assert len(headings(client, "/fr/")) == 1


def test_a_hidden_section_and_hidden_pages_are_left_out(client, section):
    choose(HomeBand(kind="section", section=section), HomeBand(kind="topics"))
    guide = section.get_children().first().specific
    guide.listed = False
    factories.publish_page(guide)
    assert headings(client, "/en/") == ["Find by topic"]


def test_a_part_that_names_no_section_is_refused():
    with pytest.raises(ValidationError) as refused:
        HomeBand(kind="section").clean()
    assert "section" in refused.value.message_dict


def test_the_preview_shows_parts_that_are_not_saved_yet(section):
    home = factories.home()
    home.bands.set([HomeBand(kind="section", section=section)])
    response = home.make_preview_request(preview_mode="")
    assert "Your first call" in response.content.decode()


def test_an_editor_chooses_in_the_form_of_the_home_page(client):
    home = factories.home()
    client.force_login(factories.editor())
    html = client.get(f"/admin/pages/{home.pk}/edit/").content.decode()
    assert 'name="bands-TOTAL_FORMS"' in html
