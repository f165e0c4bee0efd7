"""The page of results as a reader sees it, without a script."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from lxml import html as lxml_html

from resources import codes
from resources.models import Alert, Channel, Phone, ServiceArea, ServiceLanguage
from resources.presentation.notices import ALERTS, STATUS
from search import indexer
from taxonomy.models import ConceptLabel
from tests import factories, many
from tests.search.asking import ask, page, text

pytestmark = pytest.mark.django_db


def housing() -> str:
    return ConceptLabel.objects.get(concept__code="housing", language="en").preferred


def main(html: str) -> str:
    return html[html.index("<main") : html.index("</main>")]


@pytest.fixture
def lamp(index):
    return factories.service(
        "Night Lamp",
        summary="Somebody listens & answers.",
        expect="<p>Before anything else: breathe. Then the volunteers of the lighthouse ask how the evening went.</p>",
        type=codes.ServiceType.HELPLINE,
        phones=[Phone(number="+33199001234", hours=[factories.always(factories.PhoneHours)])],
        channels=[Channel(kind=codes.ChannelKind.CHAT, address="https://chat.example.org/")],
        languages=[ServiceLanguage(code="fr"), ServiceLanguage(code="ar")],
        areas=[ServiceArea(area=factories.area("001"))],
        costs=[factories.Cost(kind=codes.CostKind.FREE)],
    )


class TestAResult:
    def test_says_what_it_is_whether_it_is_open_how_to_reach_it_and_why_it_is_shown(self, lamp):
        html = page(q="lamp", near="Morocco")
        for words in (
            "Help line",
            "Open day and night",
            "Chat",
            "French",
            "Arabic",
            "Free of charge",
            "by chat, by phone, from anywhere, in Arabic, in French",
        ):
            assert words in text(html), words
        assert 'href="tel:+33199001234"' in html
        assert '<bdi dir="ltr" class="number">+33 1 99 00 12 34</bdi>' in html

    def test_tells_of_an_alert_and_offers_no_number_while_the_numbers_do_not_work(self, lamp):
        lamp.alerts = [Alert(kind=codes.AlertKind.NUMBER, starts_on=timezone.localdate() - timedelta(days=1), ends_on=timezone.localdate())]
        factories.publish_page(lamp)
        html = main(page(q="lamp"))
        assert str(ALERTS[codes.AlertKind.NUMBER][0])[:20] in text(html)
        assert "tel:" not in html
        assert "https://chat.example.org/" in html

    def test_no_longer_tells_of_an_alert_that_has_ended(self, lamp):
        lamp.alerts = [
            Alert(kind=codes.AlertKind.NUMBER, starts_on=timezone.localdate() - timedelta(days=9), ends_on=timezone.localdate() - timedelta(days=2))
        ]
        factories.publish_page(lamp)
        assert "tel:+33199001234" in main(page(q="lamp"))

    def test_of_a_service_that_rests_offers_no_way_to_reach_it(self, lamp):
        lamp.status = codes.Status.INACTIVE
        factories.publish_page(lamp)
        html = main(page(q="lamp"))
        assert str(STATUS[codes.Status.INACTIVE]) in text(html)
        assert "tel:" not in html
        assert "chat.example.org" not in html

    def test_marks_the_words_in_title_and_summary_and_escapes_the_rest(self, lamp):
        html = page(q="lamp listens")
        assert "Night <mark>Lamp</mark>" in html
        assert "Somebody <mark>listens</mark> &amp; answers." in html

    def test_shows_the_passage_where_the_words_are_when_they_are_only_in_the_text(self, lamp):
        html = page(q="lighthouses")
        assert "volunteers of the <mark>lighthouse</mark> ask" in html
        assert "The words are in its text." in html

    def test_in_another_language_says_so_and_is_marked_as_such(self, index):
        factories.guide("مصباح الليل", summary="نص قصير")
        guide = factories.guide("Lantern", summary="A short text")
        factories.translate(guide, "ar", title="فانوس", summary="نص")
        html = main(page("fr", q="فانوس"))
        assert 'lang="ar"' in html or "Lantern" in html

    def test_that_is_an_example_says_that_it_does_not_exist(self, index):
        factories.guide("Lantern", is_demo=True)
        assert "Example: this does not exist." in text(main(page(q="lantern")))

    def test_never_shows_markup_that_somebody_put_into_a_title(self, index):
        factories.guide("Lantern <script>alert(1)</script>")
        assert "<script>alert" not in page(q="lantern script")


class TestTheForm:
    def test_keeps_what_was_typed_and_chosen(self, lamp):
        html = page(q="lamp", near="Morocco", channel=["chat", "phone"], reads="fr", help_language="ar")
        assert 'value="lamp"' in html
        assert 'value="Morocco"' in html
        checked = {tuple(re.search(r'name="(\w+)"\s+value="([\w-]+)"', one).groups()) for one in re.findall(r"<input[^>]*checked[^>]*>", html)}
        assert checked == {("channel", "chat"), ("channel", "phone"), ("reads", "fr"), ("help_language", "ar")}

    def test_holds_every_control_so_that_a_step_onward_loses_nothing(self, index):
        for number in range(12):
            factories.guide(f"Lantern {number:02}", revision=False)
        html = main(page(q="lantren"))
        controls = re.findall(r"<(?:input|select|button)[^>]*>", html[html.index("</form>") :])
        assert controls
        assert all('form="ask"' in control for control in controls)
        assert re.search(r'<button[^>]*name="page"[^>]*value="2"', html)
        assert re.search(r'<button[^>]*name="exact"[^>]*value="lantren"', html)

    def test_stays_with_the_words_as_typed_on_further_pages_but_not_for_other_words(self, index):
        factories.guide("Lantern")
        assert '<input type="hidden" name="exact" value="lantren" form="ask">' in page(q="lantren", exact="lantren")
        assert "These are the results for" in page(q="lanten", exact="lantren")

    def test_posts_and_carries_no_token(self, lamp):
        html = page(q="lamp")
        assert re.search(r'<form[^>]*method="post"', html)
        assert "csrf" not in html

    def test_is_answered_to_a_browser_that_checks_tokens_too(self, lamp):
        indexer.update()
        assert Client(enforce_csrf_checks=True).post("/en/search/", {"q": "lamp"}).status_code == 200

    def test_says_that_a_place_is_not_known_keeps_the_results_and_offers_countries(self, lamp):
        html = page(q="lamp", near="Xyzzy")
        assert "We do not know this place." in html
        assert 'aria-invalid="true"' in html
        assert '<option value="MA">Morocco</option>' in html
        assert "Night <mark>Lamp</mark>" in html

    def test_takes_the_country_from_the_list(self, lamp):
        html = page(q="lamp", near="Xyzzy", country="MA")
        assert "We do not know this place." not in html
        assert "Morocco" in html.split('class="found quiet"', 1)[1][:600]


class TestNeverAnEmptyPage:
    def test_with_nothing_found_there_is_somebody_to_talk_to_and_topics(self, lamp):
        html = text(page(q="zzzzqqqq", exact="1"))
        assert "No results" in html
        assert "Somebody to talk to" in html
        assert "Night Lamp" in html
        assert housing() in html

    def test_with_nothing_found_there_is_nothing_to_narrow_but_a_filter_that_was_chosen_can_be_taken_back(self, lamp):
        assert 'class="filters"' not in page(q="zzzzqqqq", exact="1")
        assert 'class="filters"' in page(q="zzzzqqqq", exact="1", channel="phone")
        assert 'class="filters"' in page(q="lamp")

    def test_without_a_question_there_is_somebody_to_talk_to_and_topics(self, lamp):
        html = text(page())
        assert "Night Lamp" in html
        assert housing() in html

    def test_nobody_is_offered_twice(self, lamp):
        assert main(page(q="lamp")).count("Night ") == 1

    def test_somebody_who_speaks_the_readers_language_is_offered_first(self, lamp):
        for name in ("Turkish line", "Portuguese line"):
            code = {"Turkish line": "tr", "Portuguese line": "pt"}[name]
            areas = [ServiceArea(area=factories.area("001"))]
            factories.service(name, type=codes.ServiceType.HELPLINE, languages=[ServiceLanguage(code=code)], areas=areas)
        html = page("pt", q="zzzzqqqq", exact="1")
        assert html.index("Portuguese line") < html.index("Turkish line")

    def test_before_there_is_an_index_the_page_says_so_and_still_helps(self, index):
        html = page(fresh=False, q="lamp")
        assert "The search is being made ready" in html
        assert housing() in text(html)


class TestNoTrace:
    def test_no_cookie_is_set_and_the_browser_alone_may_keep_the_answer(self, lamp):
        indexer.update()
        response = Client().post("/en/search/", {"q": "lamp"})
        assert not response.cookies
        assert "Cookie" not in response.get("Vary", "")
        assert "Accept" in response["Vary"]
        assert response["Cache-Control"] == "private, max-age=300"
        assert response["X-Robots-Tag"] == "noindex"

    def test_the_title_does_not_name_what_was_asked(self, lamp):
        html = page(q="lamp")
        assert "lamp" not in html[html.index("<title>") : html.index("</title>")].lower()

    def test_no_log_line_holds_what_was_asked(self, lamp, caplog):
        caplog.set_level(0)
        page(q="zyxwv", near="Xyzzy")
        page(q="zyxwv", page="99999")
        assert "zyxwv" not in caplog.text.lower()
        assert "xyzzy" not in caplog.text.lower()


def test_takes_at_most_twenty_queries_with_20_services_as_with_200(index):
    ways = [{"q": "service"}, {"q": "service", "near": "FR"}, {"topic": "coming-out"}, {"q": "nothing like it"}]

    def costs(services: int) -> list[int]:
        indexer.rebuild(texts=True)
        assert ask(fresh=False, kind="service")["total"] == services
        return [cost(**asked) for asked in ways]

    def cost(**asked: str) -> int:
        page(fresh=False, **asked)
        with CaptureQueriesContext(connection) as captured:
            page(fresh=False, **asked)
        return len(captured)

    many.services(20)
    few = costs(20)
    many.services(180)
    assert costs(200) == few
    assert max(few) <= 20


class TestALinkToASearch:
    def test_is_made_on_purpose_from_everything_that_was_asked(self, lamp):
        form = lxml_html.fromstring(page(q="lamp", near="Morocco", reads="fr")).get_element_by_id("ask")
        button = form.getroottree().xpath("//button[@form='ask'][@formmethod='get']")[0]
        assert button.text_content().strip() == "Make a link to this search"
        fields = {
            field.name: field.value for field in [*form.inputs, *form.getroottree().xpath("//input[@form='ask']")] if field.get("type") != "checkbox"
        }
        assert (fields["q"], fields["near"]) == ("lamp", "Morocco")
        assert form.getroottree().xpath("//input[@form='ask'][@name='reads'][@value='fr'][@checked]")
        answer = Client().get(form.action, {"q": "lamp", "near": "Morocco", "reads": "fr"})
        assert "Night Lamp" in text(answer.content.decode())

    def test_is_the_address_of_the_page_that_it_leads_to(self, lamp):
        indexer.update()
        html = Client().get("/en/search/?q=lamp").content.decode()
        assert "The address of this page is a link to this search." in html
        assert "Make a link to this search" not in html

    def test_is_offered_only_where_something_was_asked(self, lamp):
        assert "link to this search" not in Client().get("/en/search/").content.decode()
