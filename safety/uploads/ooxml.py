"""Word, Excel and PowerPoint files (OOXML): no macro, no hidden file, nothing from elsewhere, and nobody's name."""

from __future__ import annotations

import re
from typing import Final

from . import faults
from .archives import Parts, pack, unpack, without_tags

MAIN: Final = {
    "docx": b"wordprocessingml.document.main+xml",
    "pptx": b"presentationml.presentation.main+xml",
    "xlsx": b"spreadsheetml.sheet.main+xml",
}
"""What a file of each kind says of its main part. With macros, or as a template, it says something else."""
MACROS: Final = re.compile(r"vbaProject|vbaData|/activeX/|/macrosheets/|/customUI|\.bin$", re.IGNORECASE)
PRINTER: Final = re.compile(r"/printerSettings/", re.IGNORECASE)
HIDDEN: Final = re.compile(r"/embeddings/.*(?<!\.docx)(?<!\.pptx)(?<!\.xlsx)$|/externalLinks/", re.IGNORECASE)
NESTED: Final = re.compile(r"/embeddings/.*\.(docx|pptx|xlsx)$", re.IGNORECASE)
DEEPEST: Final = 2
"""A text may hold a table, and the table a chart."""
RELATION: Final = re.compile(rb"<Relationship\b[^>]*>", re.IGNORECASE)
ELSEWHERE: Final = re.compile(rb"TargetMode\s*=\s*[\"']External", re.IGNORECASE)
A_LINK: Final = re.compile(rb"Type\s*=\s*[\"'][^\"']*/hyperlink[\"']", re.IGNORECASE)
SCRIPT: Final = re.compile(rb"Target\s*=\s*[\"']\s*(javascript|vbscript|data|file|mhtml):", re.IGNORECASE)
FIELDS: Final = re.compile(rb"\b(DDEAUTO|DDE|INCLUDEPICTURE|INCLUDETEXT)\b\s+(&quot;|\"|\\|[a-z])", re.IGNORECASE)

_OFFICE: Final = "http://schemas.openxmlformats.org"
EMPTY: Final = {
    "docProps/core.xml": f'<cp:coreProperties xmlns:cp="{_OFFICE}/package/2006/metadata/core-properties"/>',
    "docProps/app.xml": f'<Properties xmlns="{_OFFICE}/officeDocument/2006/extended-properties"/>',
    "docProps/custom.xml": f'<Properties xmlns="{_OFFICE}/officeDocument/2006/custom-properties"/>',
}
"""The cards of a document, without author, company, last hand, template, hours of work."""
NAMES: Final = re.compile(rb"(<author>)[^<]*(</author>)|(\bw(?:15)?:(?:author|initials|userId)=)(?:\"[^\"]*\"|'[^']*')")
PEOPLE: Final = re.compile(rb"<(?:\w+:)?(?:cmAuthor|author|person|fileSharing|absPath)\s[^>]*>")
PERSON: Final = re.compile(rb"(\b(?:name|initials|displayName|userId|userName|url)=)(?:\"[^\"]*\"|'[^']*')")
"""Whose a remark or a change is, in Word, Excel and PowerPoint; and the folder that the file lay in, which has somebody's name."""
TEMPLATE: Final = re.compile(rb"<Relationship\b[^>]*/attachedTemplate[\"'][^>]*>|<w:attachedTemplate\b[^>]*>")
"""The template that a text was begun from: a path on somebody's machine, or a way to load macros later. The text needs it no more."""


def clean(content: bytes, kind: str, depth: int = 0) -> bytes:
    """``content``, a file of ``kind``, without anything that runs, hides, calls or names."""
    parts = {name: TEMPLATE.sub(b"", part) if name.endswith((".rels", ".xml")) else part for name, part in unpack(content).items()}
    if MAIN[kind] not in parts.get("[Content_Types].xml", b""):
        raise faults.runs() if b"macroEnabled" in parts.get("[Content_Types].xml", b"") else faults.damaged()
    _harmless(parts)
    if depth == DEEPEST and any(map(NESTED.search, parts)):
        raise faults.holds_files()
    return pack({name: _clean_part(name, part, depth) for name, part in parts.items()})


def _harmless(parts: Parts) -> None:
    """Raises where a part runs, hides another file or reaches elsewhere."""
    if (
        any(MACROS.search(name) and not PRINTER.search(name) and not HIDDEN.search(name) for name in parts)
        or b"macroEnabled" in parts["[Content_Types].xml"]
    ):
        raise faults.runs()
    if any(map(HIDDEN.search, parts)):
        raise faults.holds_files()
    for name, part in parts.items():
        if name.endswith(".rels"):
            _stays_here(part)
        elif (
            name.startswith("word/") and name.endswith(".xml") and FIELDS.search(re.sub(rb"</?w:[^>]*>", b"", part) if b"instrText" in part else b"")
        ):
            raise faults.calls()


def _stays_here(relations: bytes) -> None:
    """Links that a reader follows may lead elsewhere; what is loaded by itself (a template, a picture, a frame) may not."""
    for relation in RELATION.findall(relations):
        if SCRIPT.search(relation):
            raise faults.runs()
        if ELSEWHERE.search(relation) and not A_LINK.search(relation):
            raise faults.calls()


def _clean_part(name: str, part: bytes, depth: int) -> bytes:
    """One part without names."""
    if name in EMPTY:
        return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n{EMPTY[name]}'.encode()
    nested = NESTED.search(name)
    if nested:
        return clean(part, nested[1].lower(), depth + 1)
    if not name.endswith(".xml"):
        return b"" if PRINTER.search(name) else without_tags(name, part)
    return PEOPLE.sub(lambda person: PERSON.sub(rb'\1""', person[0]), NAMES.sub(_nameless, part))


def _nameless(found: re.Match[bytes]) -> bytes:
    """A name's element or attribute without the name."""
    return found[3] + b'""' if found[3] else found[1] + found[2]
