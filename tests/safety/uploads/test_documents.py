"""Documents: nothing that harms a reader, nothing that names an editor, and nothing lost of what was written."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from pypdf import PdfReader, PdfWriter

from safety import uploads
from tests.safety.uploads import hostile_images, office, papers

REFUSED = {**office.REFUSED, **papers.REFUSED}


def cleaned(name: str, content: bytes) -> bytes:
    return uploads.document(SimpleUploadedFile(name, content)).read()


def parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(content)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.mark.parametrize("what", REFUSED)
def test_what_harms_is_refused_with_the_sentence_that_helps(what):
    name, content, code = REFUSED[what]
    with pytest.raises(ValidationError) as refused:
        cleaned(name, content)
    assert refused.value.code == code


def test_there_are_at_least_twenty_five_of_them():
    assert len(REFUSED) >= 25


@pytest.mark.parametrize("kind", ["docx", "xlsx", "pptx"])
def test_an_office_file_does_not_say_who_wrote_it(kind):
    found = parts(cleaned(f"letter.{kind}", office.ooxml(kind)))
    assert not any(office.SECRET in part for part in found.values())
    assert found[office.PLACE[kind]] == b"<document>Hello</document>"


@pytest.mark.parametrize(
    ("kind", "part", "said"),
    [
        ("docx", "word/comments.xml", '<w:comment w:id="1" w:author="{}" w:initials="{}">Stays</w:comment>'),
        ("docx", "word/document.xml", "<w:ins w:author=\"{}\">Stays</w:ins><w:del w:author='{}'/>"),
        ("docx", "word/people.xml", '<w15:person w15:author="{}"><w15:presenceInfo w15:userId="{}"/>Stays</w15:person>'),
        ("xlsx", "xl/comments1.xml", "<authors><author>{}</author><author>{}</author></authors>Stays"),
        ("xlsx", "xl/persons/person.xml", '<person displayName="{}" id="1" userId="{}"/>Stays'),
        ("xlsx", "xl/workbook.xml", '<x15ac:absPath url="C:\\Users\\{}\\" xmlns:x15ac="a"/>Stays<fileSharing userName="{}"/>'),
        ("pptx", "ppt/commentAuthors.xml", '<p:cmAuthor id="1" name="{}" initials="{}"/>Stays'),
    ],
)
def test_remarks_and_changes_stay_and_do_not_say_whose_they_are(kind, part, said):
    found = parts(cleaned(f"letter.{kind}", office.ooxml(kind, {part: said.format(office.NAME, office.NAME)})))[part]
    assert office.SECRET not in found
    assert b"Stays" in found


def test_the_template_of_a_text_is_forgotten_and_not_loaded():
    template = office.related("attachedTemplate", f"file:///C:/Users/{office.NAME}/letter.dotm")
    settings = {"word/settings.xml": '<w:settings><w:attachedTemplate r:id="r1"/><w:zoom/></w:settings>'}
    found = parts(cleaned("letter.docx", office.ooxml(more={**template, **settings})))
    assert office.SECRET not in found["word/_rels/document.xml.rels"]
    assert found["word/settings.xml"] == b"<w:settings><w:zoom/></w:settings>"


def test_a_table_that_excel_would_read_is_still_one(tmp_path):
    table = Workbook()
    table.active["A1"], table.properties.creator = "Hello", office.NAME
    table.active["A1"].comment = Comment("Stays", office.NAME)
    table.save(tmp_path / "table.xlsx")
    content = cleaned("table.xlsx", (tmp_path / "table.xlsx").read_bytes())
    again = load_workbook(BytesIO(content))
    assert (again.active["A1"].value, again.active["A1"].comment.text) == ("Hello", "Stays")
    assert office.SECRET not in b"".join(parts(content).values())


def test_a_photo_in_a_document_does_not_say_where_it_was_taken():
    photo = hostile_images.telling("JPEG")
    found = parts(cleaned("letter.docx", office.ooxml(more={"word/media/image1.jpeg": photo, "word/media/image2.emf": b"drawing"})))
    assert office.SECRET not in found["word/media/image1.jpeg"]
    assert found["word/media/image2.emf"] == b"drawing"


def test_a_chart_keeps_its_table_and_the_table_names_nobody():
    table = office.ooxml("xlsx")
    found = parts(cleaned("talk.pptx", office.ooxml("pptx", {"ppt/embeddings/Sheet1.xlsx": table})))
    assert office.SECRET not in b"".join(parts(found["ppt/embeddings/Sheet1.xlsx"]).values())
    deep = office.ooxml(
        "docx", {"word/embeddings/a.docx": office.ooxml("docx", {"word/embeddings/b.docx": office.ooxml(more={"word/embeddings/c.xlsx": table})})}
    )
    with pytest.raises(ValidationError, match="Other files are hidden"):
        cleaned("letter.docx", deep)


def test_links_that_readers_follow_stay_and_what_the_printer_was_called_goes():
    more = {**office.related("hyperlink", "https://example.org/"), "xl/printerSettings/printerSettings1.bin": office.SECRET}
    found = parts(cleaned("letter.docx", office.ooxml(more=more)))
    assert b"https://example.org/" in found["word/_rels/document.xml.rels"]
    assert office.SECRET not in found["xl/printerSettings/printerSettings1.bin"]


@pytest.mark.parametrize("kind", office.ODF)
def test_a_file_of_libreoffice_does_not_say_who_wrote_it(kind):
    content = cleaned(f"letter.{kind}", office.odf(kind))
    found = parts(content)
    assert not any(office.SECRET in part for part in found.values())
    assert b"Hello" in found["content.xml"]
    assert b"Thumbnails" not in found["META-INF/manifest.xml"]
    assert content[30:38] == b"mimetype"
    assert content[38:].startswith(b"application/vnd.oasis.opendocument.")


def test_what_hangs_behind_a_document_is_cut_off():
    tail = b"<script>alert(1)</script>"
    assert tail not in cleaned("letter.docx", office.ooxml() + tail)


def test_a_pdf_does_not_say_who_wrote_it_and_keeps_its_pages_and_notes():
    told = papers.telling()
    assert office.SECRET in told
    content = cleaned("letter.pdf", told)
    assert office.SECRET not in content
    reader = PdfReader(BytesIO(content), strict=True)
    assert not reader.metadata
    assert [note.get_object()["/Contents"] for note in reader.pages[0]["/Annots"]] == ["Look here"]


def test_what_an_earlier_version_of_a_pdf_said_is_gone():
    writer = PdfWriter(BytesIO(papers.telling()), incremental=True)
    writer.metadata = {"/Author": "Nobody"}
    older = papers.written(writer)
    assert office.SECRET in older
    assert office.SECRET not in cleaned("letter.pdf", older)


def test_a_link_in_a_pdf_leads_where_it_led():
    content = cleaned("letter.pdf", papers.with_link("https://example.org/help"))
    (link,) = PdfReader(BytesIO(content)).pages[0]["/Annots"]
    assert link.get_object()["/A"]["/URI"] == "https://example.org/help"


@pytest.mark.parametrize("letters", ["Grüße, 你好, سلام\r\n\tEnd\n", "\ufeffname;town\r\nA;B\r\n", ""])
def test_text_in_any_script_stays_as_it_is(letters):
    assert cleaned("read.txt", letters.encode()) == letters.encode()
    assert cleaned("table.csv", letters.encode()) == letters.encode()


def test_a_document_that_is_too_large_is_refused(settings):
    settings.WAGTAILDOCS_MAX_UPLOAD_SIZE = 10
    with pytest.raises(ValidationError, match="This file is larger than"):
        cleaned("read.txt", b"01234567890")
