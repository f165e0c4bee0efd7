"""PDF and text, made here: whole ones, and what harms."""

from __future__ import annotations

from io import BytesIO

from pypdf import PdfWriter
from pypdf.annotations import FreeText, Link
from pypdf.generic import ArrayObject, DecodedStreamObject, DictionaryObject, NameObject, TextStringObject

from tests.safety.uploads import hostile_images
from tests.safety.uploads.office import NAME, SECRET, ooxml


def written(writer: PdfWriter) -> bytes:
    held = BytesIO()
    writer.write(held)
    return held.getvalue()


def blank() -> PdfWriter:
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    return writer


def named(**entries: object) -> DictionaryObject:
    return DictionaryObject({NameObject(f"/{name}"): value for name, value in entries.items()})


def telling() -> bytes:
    """A PDF that tells of somebody in every place that we know."""
    writer = blank()
    writer.add_metadata({"/Author": NAME, "/Creator": NAME})
    card = DecodedStreamObject()
    card.set_data(b"<x:xmpmeta>" + SECRET + b"</x:xmpmeta>")
    writer.root_object[NameObject("/Metadata")] = writer._add_object(card)
    writer.pages[0][NameObject("/PieceInfo")] = named(Private=TextStringObject(NAME))
    note = FreeText(text="Look here", rect=(10, 10, 50, 50))
    note[NameObject("/T")] = TextStringObject(NAME)
    writer.add_annotation(0, note)
    return written(writer)


def acting(action: DictionaryObject) -> bytes:
    """A PDF that does ``action`` when it is opened."""
    writer = blank()
    writer.root_object[NameObject("/OpenAction")] = action
    return written(writer)


def with_file() -> bytes:
    writer = blank()
    writer.add_attachment("setup.exe", b"MZ")
    return written(writer)


def with_password(user: str = "secret") -> bytes:
    writer = blank()
    writer.encrypt(user, "owner", algorithm="RC4-128")
    return written(writer)


def with_film() -> bytes:
    writer = blank()
    film = named(Type=NameObject("/Annot"), Subtype=NameObject("/RichMedia"), Rect=ArrayObject())
    writer.pages[0][NameObject("/Annots")] = ArrayObject([writer._add_object(film)])
    return written(writer)


def with_link(address: str) -> bytes:
    writer = blank()
    writer.add_annotation(0, Link(rect=(0, 0, 9, 9), url=address))
    return written(writer)


REFUSED = {
    "pdf with a script": ("letter.pdf", acting(named(S=NameObject("/JavaScript"), JS=TextStringObject("app.alert(1);"))), "runs"),
    "pdf that starts a program": ("letter.pdf", acting(named(S=NameObject("/Launch"), F=TextStringObject("cmd.exe"))), "runs"),
    "pdf that sends a form": ("letter.pdf", acting(named(S=NameObject("/SubmitForm"), F=TextStringObject("https://example.org"))), "runs"),
    "pdf with a script in a link": ("letter.pdf", with_link("javascript:alert(1)"), "calls"),
    "pdf that opens another": ("letter.pdf", acting(named(S=NameObject("/GoToR"), F=TextStringObject("//example.org/x.pdf"))), "calls"),
    "pdf with a file in it": ("letter.pdf", with_file(), "holds_files"),
    "pdf with a film": ("letter.pdf", with_film(), "holds_files"),
    "pdf with a password": ("letter.pdf", with_password(), "locked"),
    "pdf with the password of its owner": ("letter.pdf", with_password(""), "locked"),
    "half of a pdf": ("letter.pdf", telling()[:400], "damaged"),
    "only the first line of a pdf": ("letter.pdf", b"%PDF-1.7\n", "damaged"),
    "pdf without a page": ("letter.pdf", written(PdfWriter()), "damaged"),
    "page before a pdf": ("letter.pdf", b"<script>alert(1)</script>\n" + telling(), "damaged"),
    "page called pdf": ("letter.pdf", b"<!doctype html><script>alert(1)</script>", "damaged"),
    "word file called pdf": ("letter.pdf", ooxml(), "damaged"),
    "image called pdf": ("letter.pdf", hostile_images.drawn(), "damaged"),
    "program called text": ("read.txt", b"MZ\x90\0\x03\0\0\0", "not_text"),
    "table that is no text": ("table.csv", b"\xff\xfe\x00a;b", "not_text"),
    "page": ("page.html", b"<script>alert(1)</script>", "kind"),
    "drawing": ("drawing.svg", hostile_images.SVG, "kind"),
    "archive": ("all.zip", ooxml(), "kind"),
    "word file that may hold macros": ("letter.docm", ooxml(), "kind"),
    "program": ("setup.exe", b"MZ", "kind"),
    "no ending": ("letter", telling(), "kind"),
}
"""Name, content and the code of the sentence."""
