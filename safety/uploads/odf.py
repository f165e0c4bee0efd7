"""Files of LibreOffice (OpenDocument): no macro, no hidden file, and nobody's name."""

from __future__ import annotations

import re
from typing import Final

from . import faults
from .archives import pack, unpack, without_tags

MIMETYPE: Final = {
    "odp": b"application/vnd.oasis.opendocument.presentation",
    "ods": b"application/vnd.oasis.opendocument.spreadsheet",
    "odt": b"application/vnd.oasis.opendocument.text",
}
MANIFEST: Final = "META-INF/manifest.xml"
MACROS: Final = re.compile(r"^(Basic|Scripts|Dialogs)/", re.IGNORECASE)
HIDDEN: Final = re.compile(r"^(Object [^/]*|media/.*|[^/]+\.(exe|dll|js|bat|cmd|jar|zip))$", re.IGNORECASE)
RUNS: Final = re.compile(
    rb"<(script:event-listener|office:script[\s>]|form:form[^>]*xlink:href=\"(?!\"))|xlink:href=\"\s*(javascript|vnd\.sun\.star\.script|macro):", re.I
)
LOADED: Final = re.compile(
    rb"<(draw:image|draw:object|draw:object-ole|draw:floating-frame|draw:plugin|text:section-source|table:table-source)\b[^>]*", re.I
)
ELSEWHERE: Final = re.compile(rb"xlink:href=\"\s*([a-z][a-z0-9+.-]*:|//|/)", re.I)
LEFT_OUT: Final = re.compile(r"^(Thumbnails/|Versions/|VersionList\.xml|META-INF/documentsignatures\.xml|layout-cache)")
ENTRY: Final = re.compile(rb"<manifest:file-entry\b[^>]*manifest:full-path=\"([^\"]*)\"[^>]*/>")
NAMES: Final = re.compile(rb"(<(dc:creator|meta:initial-creator|loext:sender-initials|meta:creator-initials)>)[^<]*(</\2>)")
META: Final = (
    b'<?xml version="1.0" encoding="UTF-8"?>\n'
    b'<office:document-meta xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" office:version="1.3">'
    b"<office:meta/></office:document-meta>"
)


def clean(content: bytes, kind: str) -> bytes:
    """``content``, a file of ``kind``, without anything that runs, hides, calls or names."""
    parts = unpack(content)
    if parts.get("mimetype", b"").strip() != MIMETYPE[kind] or "content.xml" not in parts or MANIFEST not in parts:
        raise faults.damaged()
    if b"encryption-data" in parts[MANIFEST]:
        raise faults.locked()
    if any(map(MACROS.search, parts)) or any(RUNS.search(part) for name, part in parts.items() if name.endswith(".xml")):
        raise faults.runs()
    if any(map(HIDDEN.search, parts)):
        raise faults.holds_files()
    if any(ELSEWHERE.search(one[0]) for name, part in parts.items() if name.endswith(".xml") for one in LOADED.finditer(part)):
        raise faults.calls()
    kept = {name: part for name, part in parts.items() if not LEFT_OUT.search(name)}
    return pack({name: _clean_part(name, part) for name, part in kept.items()}, stored="mimetype")


def _clean_part(name: str, part: bytes) -> bytes:
    """One part without names; the list of parts without those that were left out."""
    if name.rpartition("/")[2] == "meta.xml":
        return META
    if name == MANIFEST:
        return ENTRY.sub(lambda entry: b"" if LEFT_OUT.search(entry[1].decode()) else entry[0], part)
    return NAMES.sub(rb"\1\3", part) if name.endswith(".xml") else without_tags(name, part)
