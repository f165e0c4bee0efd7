"""What editors put into pages looks as they meant it: on paper, without a script, to people who hear the page."""

import pytest
from bs4 import BeautifulSoup
from django.core.files.base import ContentFile
from django.test import RequestFactory
from wagtail.images.tests.utils import get_test_image_file

from hub.blocks import BodyBlock
from hub.models import HubDocument, HubImage


def rendered(kind: str, value: object) -> BeautifulSoup:
    block = BodyBlock()
    body = block.to_python([{"type": kind, "value": value, "id": "1"}])
    return BeautifulSoup(body[0].render({"request": RequestFactory().get("/en/")}), "html.parser")


def items(*values: object) -> list[dict[str, object]]:
    return [{"type": "item", "value": value, "id": str(index)} for index, value in enumerate(values)]


def test_steps_are_a_numbered_list_for_screen_readers_too():
    html = rendered("steps", {"items": items({"title": "Breathe", "text": "<p>Slowly.</p>"}, {"title": "Call", "text": ""})})
    assert [one.select_one(".name").text for one in html.ol.find_all("li", recursive=False)] == ["Breathe", "Call"]


def test_a_checklist_is_a_list_of_boxes_that_nothing_remembers():
    html = rendered("checklist", {"title": "To bring", "items": items("A letter", "A photograph")})
    boxes = html.select("ul > li > label > input[type=checkbox]")
    assert [box.get("autocomplete") for box in boxes] == ["off", "off"]
    assert not any(box.get("name") for box in boxes)


def test_a_content_warning_hides_its_text_until_it_is_opened():
    html = rendered("callout", {"kind": "content", "title": "violence", "text": "<p>What happened.</p>"})
    assert "open" not in html.details.attrs
    assert html.details.summary.text.split() == ["Content", "warning:", "violence"]
    assert "What happened." not in html.details.summary.text


@pytest.mark.parametrize(("kind", "title"), [("note", "Good to know"), ("warning", "Warning")])
def test_a_callout_without_a_title_says_what_it_is(kind: str, title: str):
    html = rendered("callout", {"kind": kind, "title": "", "text": "<p>Text.</p>"})
    assert html.select_one("[role=note] .name").text.strip() == title


def test_an_editor_cannot_put_a_script_into_a_title():
    html = rendered("callout", {"kind": "note", "title": "<script>alert(1)</script>", "text": "<p>Text.</p>"})
    assert not html.find("script")


def test_a_quotation_names_who_said_it():
    html = rendered("quotation", {"text": "It took ten minutes.", "source": "Sam, 19"})
    assert html.figure.blockquote.text.strip() == "It took ten minutes."
    assert html.figure.figcaption.text.strip() == "Sam, 19"


@pytest.mark.django_db
@pytest.mark.parametrize(("decorative", "alt", "expected"), [(True, "left over", ""), (False, "A bench by the sea", "A bench by the sea")])
def test_an_image_speaks_or_is_silent_as_the_editor_chose(settings, tmp_path, decorative: bool, alt: str, expected: str):
    settings.MEDIA_ROOT = tmp_path
    image = HubImage.objects.create(title="file name 0042", file=get_test_image_file(size=(1400, 900)))
    image.make_sizes()
    html = rendered("image", {"image": image.pk, "alt": alt, "decorative": decorative, "caption": ""})
    assert html.img["alt"] == expected
    assert html.img["loading"] == "lazy"
    assert len(html.img["srcset"].split(",")) == 3


@pytest.mark.django_db
def test_a_document_says_its_kind_and_size_before_it_is_fetched(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    document = HubDocument.objects.create(title="Letter", file=ContentFile(b"x" * 2048, name="letter.txt"))
    html = rendered("document", {"document": document.pk, "title": ""})
    assert html.a.text == "Letter"
    assert "TXT" in html.text
    assert "2.0\xa0KB" in html.text


def test_a_contact_can_be_called_and_written_to():
    html = rendered(
        "contact", {"name": "Name office", "phone": "+33199001234", "email": "a@example.org", "address": "https://www.example.org/x", "text": ""}
    )
    assert [link["href"] for link in html.select("a")] == ["tel:+33199001234", "mailto:a@example.org", "https://www.example.org/x"]
    assert [link.text.strip() for link in html.select("a")] == ["+33 1 99 00 12 34", "a@example.org", "example.org"]
    assert html.select_one("a bdi")["dir"] == "ltr"


def test_a_link_to_another_site_names_it_and_does_not_tell_where_from():
    html = rendered("links", {"title": "", "items": items({"title": "The law in short", "url": "https://law.example.org/a", "text": "Two pages."})})
    assert "law.example.org" in html.text
    assert "noreferrer" in html.a["rel"]
