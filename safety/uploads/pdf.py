"""PDF: nothing that runs, no file within the file, no earlier version, and nobody's name.

pypdf is written in Python: what a hostile file can break is an exception, not the memory of the server.
"""

from __future__ import annotations

from io import BytesIO
from typing import Any, Final

from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, NameObject

from . import faults

RUNNING: Final = {"/JavaScript", "/Launch", "/ImportData", "/SubmitForm", "/Rendition", "/RichMediaExecute"}
"""Actions that do something on the reader's machine, or send something from it."""
CALLING: Final = {"/GoToR", "/GoToE"}
HIDING: Final = {"/EmbeddedFile", "/Filespec"}
"""Types of what is a file within the file."""
MOVING: Final = {"/RichMedia", "/Movie", "/Sound", "/Screen", "/3D", "/FileAttachment"}
"""Notes on a page that hold another program's file."""
TELLING: Final = ("/Metadata", "/PieceInfo", "/LastModified")
"""Who made it, with what, when: of the document, of its pages, of its pictures."""
MARKS: Final = {"/Widget", "/Link"}
"""Notes whose name is no person's."""
DEEPEST: Final = 400


def clean(content: bytes) -> bytes:
    """``content`` written anew from its pages. Objects that no page leads to (what an earlier version said, what was painted over) stay behind."""
    if not content.startswith(b"%PDF-"):
        raise faults.damaged()
    reader = PdfReader(BytesIO(content), strict=True)
    if reader.is_encrypted:
        raise faults.locked()
    writer = PdfWriter(clone_from=reader)
    if not len(writer.pages):
        raise faults.damaged()
    for one in list(writer._objects):
        _clean_object(one)
    cleaned = _written(writer)
    return _written(PdfWriter(clone_from=PdfReader(BytesIO(cleaned))))


def _written(writer: PdfWriter) -> bytes:
    """What ``writer`` holds as a file, without the card of the document. Read and written once more, what was taken off its page stays behind."""
    writer.metadata = None
    writer._ID = None
    held = BytesIO()
    writer.write(held)
    return held.getvalue()


def _clean_object(one: Any, depth: int = 0) -> None:
    """Refuse what runs, hides or calls in ``one`` and what it holds; take the names out."""
    if isinstance(one, IndirectObject) or one is None:
        return
    if depth > DEEPEST:
        raise faults.damaged()
    if isinstance(one, ArrayObject):
        for item in one:
            _clean_object(item, depth + 1)
    elif isinstance(one, DictionaryObject):
        _harmless(one)
        _forget(one)
        for item in one.values():
            _clean_object(item, depth + 1)


def _harmless(one: DictionaryObject) -> None:
    """Raises for an action or a note that readers are better without."""
    action, kind, note = (str(one.get(name)) for name in ("/S", "/Type", "/Subtype"))
    if action in RUNNING or "/JS" in one or "/JavaScript" in one or "/XFA" in one:
        raise faults.runs()
    if kind in HIDING or note in MOVING or "/EmbeddedFiles" in one or "/EF" in one:
        raise faults.holds_files()
    if action in CALLING or (action == "/URI" and str(one.get("/URI")).strip().lower().startswith(("javascript:", "file:", "data:", "vbscript:"))):
        raise faults.calls()


def _forget(one: DictionaryObject) -> None:
    """Take out who made it. Whose a note is stands in its ``/T``; that of a field of a form is the field's name."""
    for name in TELLING:
        one.pop(NameObject(name), None)
    if "/Subtype" in one and "/Rect" in one and one["/Subtype"] not in MARKS:
        one.pop(NameObject("/T"), None)
