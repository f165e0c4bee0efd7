"""Office documents, made here part by part: whole ones, and what harms."""

from __future__ import annotations

import struct
import zipfile
from io import BytesIO

from tests.safety.uploads import hostile_images

SECRET = hostile_images.SECRET
NAME = SECRET.decode()
MAIN = {"docx": "wordprocessingml.document.main", "xlsx": "spreadsheetml.sheet.main", "pptx": "presentationml.presentation.main"}
PLACE = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml", "pptx": "ppt/presentation.xml"}
ODF = {"odt": "text", "ods": "spreadsheet", "odp": "presentation"}
RELATION = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" {}/></Relationships>'
CORE = (
    f'<cp:coreProperties xmlns:cp="a" xmlns:dc="b"><dc:creator>{NAME}</dc:creator><cp:lastModifiedBy>{NAME}</cp:lastModifiedBy></cp:coreProperties>'
)


def zipped(parts: dict[str, bytes | str], stored: str = "") -> bytes:
    held = BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part, zipfile.ZIP_STORED if name == stored else None)
    return held.getvalue()


def ooxml(kind: str = "docx", more: dict[str, bytes | str] | None = None, main: str = "") -> bytes:
    """A whole Word, Excel or PowerPoint file with the name of who made it, and ``more`` parts."""
    types = f'<Types><Override PartName="/{PLACE[kind]}" ContentType="application/vnd.x.{main or MAIN[kind]}+xml"/></Types>'
    cards = {"docProps/core.xml": CORE, "docProps/app.xml": f"<Properties><Company>{NAME}</Company><Manager>{NAME}</Manager></Properties>"}
    return zipped({"[Content_Types].xml": types, PLACE[kind]: "<document>Hello</document>", **cards, **(more or {})})


def related(kind: str, target: str, mode: str = ' TargetMode="External"') -> dict[str, bytes | str]:
    """The part that says what a Word file leads to."""
    return {"word/_rels/document.xml.rels": RELATION.format(f'Type="http://schemas.example/relationships/{kind}" Target="{target}"{mode}')}


def odf(kind: str = "odt", more: dict[str, bytes | str] | None = None, mimetype: str = "", manifest: str = "") -> bytes:
    """A whole file of LibreOffice with the name of who made it, and ``more`` parts."""
    entry = '<manifest:file-entry manifest:full-path="{}" manifest:media-type=""/>'
    listed = entry.format("content.xml") + entry.format("Thumbnails/thumbnail.png")
    parts: dict[str, bytes | str] = {
        "mimetype": mimetype or f"application/vnd.oasis.opendocument.{ODF[kind]}",
        "content.xml": f"<office:document-content><office:scripts/><dc:creator>{NAME}</dc:creator>Hello</office:document-content>",
        "meta.xml": f"<office:document-meta><meta:initial-creator>{NAME}</meta:initial-creator></office:document-meta>",
        "Thumbnails/thumbnail.png": hostile_images.telling("PNG"),
        "META-INF/manifest.xml": f"<manifest:manifest>{listed}{manifest}</manifest:manifest>",
    }
    return zipped({**parts, **(more or {})}, stored="mimetype")


def lying(content: bytes) -> bytes:
    """An archive whose lists say that its first part unpacks to a hundred bytes."""
    size = struct.pack("<I", 100)
    at = content.index(b"PK\x01\x02")
    return content[:22] + size + content[26 : at + 24] + size + content[at + 28 :]


def encrypted(content: bytes) -> bytes:
    """An archive that says of its first part that it needs a password."""
    at = content.index(b"PK\x01\x02")
    return content[:6] + b"\x01" + content[7 : at + 8] + b"\x01" + content[at + 9 :]


def doubled(kind: str) -> bytes:
    """An archive with two parts of one name: one is checked, the other is opened."""
    content = ooxml(kind, {"word/documenu.xml": "<script/>"})
    return content.replace(b"word/documenu.xml", b"word/document.xml")


DOCTYPE = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><x>&b;</x>'
DDE = '<w:document><w:instrText>DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe "/k calc"</w:instrText></w:document>'

REFUSED = {
    "word with macros": ("letter.docx", ooxml(more={"word/vbaProject.bin": b"\xd0\xcf\x11\xe0"}), "runs"),
    "word that says it has macros": ("letter.docx", ooxml(main="ms-word.document.macroEnabled.main"), "runs"),
    "excel with a sheet of macros": ("table.xlsx", ooxml("xlsx", {"xl/macrosheets/sheet1.xml": "<x/>"}), "runs"),
    "powerpoint with a control": ("talk.pptx", ooxml("pptx", {"ppt/activeX/activeX1.bin": b"x"}), "runs"),
    "word with a link that is a script": ("letter.docx", ooxml(more=related("hyperlink", "javascript:alert(1)")), "runs"),
    "word with a program in it": ("letter.docx", ooxml(more={"word/embeddings/oleObject1.bin": b"MZ"}), "holds_files"),
    "excel that reads another": ("table.xlsx", ooxml("xlsx", {"xl/externalLinks/externalLink1.xml": "<x/>"}), "holds_files"),
    "word with a frame from elsewhere": ("letter.docx", ooxml(more=related("frame", "https://example.org/page.html")), "calls"),
    "word with a picture from elsewhere": ("letter.docx", ooxml(more=related("image", "https://example.org/seen.png")), "calls"),
    "word that starts a program": ("letter.docx", ooxml(more={"word/document.xml": DDE}), "calls"),
    "word with a password": ("letter.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "locked"),
    "archive with a password": ("letter.docx", encrypted(ooxml()), "locked"),
    "archive that swells": ("letter.docx", ooxml(more={"word/media/blank.bmp": b"\0" * 5_000_000}), "swells"),
    "archive of very many parts": ("letter.docx", ooxml(more={f"word/{number}.xml": "" for number in range(5_001)}), "swells"),
    "archive that lies about its size": ("letter.docx", lying(zipped({"[Content_Types].xml": b"x" * 90_000})), "damaged"),
    "archive that leaves its folder": ("letter.docx", ooxml(more={"../../etc/cron.d/x": "x"}), "damaged"),
    "archive with two parts of one name": ("letter.docx", doubled("docx"), "damaged"),
    "entities that swell": ("letter.docx", ooxml(more={"word/document.xml": DOCTYPE}), "damaged"),
    "broken photo in word": ("letter.docx", ooxml(more={"word/media/image1.png": hostile_images.SVG}), "damaged"),
    "excel called word": ("letter.docx", ooxml("xlsx"), "damaged"),
    "archive called word": ("letter.docx", zipped({"page.html": "<script>alert(1)</script>"}), "damaged"),
    "half of a word file": ("letter.docx", ooxml()[:200], "damaged"),
    "page before a word file": ("letter.docx", b"<script>alert(1)</script>" + ooxml(), "damaged"),
    "libreoffice with macros": ("letter.odt", odf(more={"Basic/Standard/Module1.xml": "<x/>"}), "runs"),
    "libreoffice with a script on a button": ("letter.odt", odf(more={"content.xml": '<x><script:event-listener xlink:href="a"/></x>'}), "runs"),
    "libreoffice with an object": ("letter.odt", odf(more={"Object 1": b"\xd0\xcf\x11\xe0"}), "holds_files"),
    "libreoffice with a picture from elsewhere": (
        "a.odt",
        odf(more={"content.xml": '<draw:image xlink:href="https://example.org/i.png"/>'}),
        "calls",
    ),
    "libreoffice with a password": ("letter.odt", odf(manifest="<manifest:encryption-data/>"), "locked"),
    "libreoffice table called text": ("letter.odt", odf("ods"), "damaged"),
}
"""Name, content and the code of the sentence."""
