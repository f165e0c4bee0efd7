"""Documents: a closed list of kinds, each opened by its own reader and written anew (docs/decisions/0009-uploads.md)."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Final

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from . import faults, odf, ooxml

Clean = Callable[[bytes], bytes]


def text(content: bytes) -> bytes:
    """Letters, and nothing else. A mark at the beginning that says UTF-8 may stay."""
    try:
        letters = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise faults.not_text() from error
    if any((letter < " " and letter not in "\t\n\r\f") or letter == "\x7f" for letter in letters):
        raise faults.not_text()
    return content


def pdf(content: bytes) -> bytes:
    """PDF. Its reader is loaded when the first one comes: 12 MB in each process that most of them never need."""
    from .pdf import clean as clean_pdf

    return clean_pdf(content)


KINDS: Final[dict[str, Clean]] = {
    "csv": text,
    "docx": partial(ooxml.clean, kind="docx"),
    "odp": partial(odf.clean, kind="odp"),
    "ods": partial(odf.clean, kind="ods"),
    "odt": partial(odf.clean, kind="odt"),
    "pdf": pdf,
    "pptx": partial(ooxml.clean, kind="pptx"),
    "txt": text,
    "xlsx": partial(ooxml.clean, kind="xlsx"),
}


def clean(content: bytes, extension: str) -> bytes:
    """The document ``content``, which calls itself ``.extension``, written anew. Raises ValidationError where that cannot be."""
    reader = KINDS.get(extension)
    if reader is None:
        kinds = ", ".join(KINDS).upper()
        raise ValidationError(_("This kind of document is not taken. Save it as one of these and upload that: %(kinds)s."), "kind", {"kinds": kinds})
    try:
        return reader(content)
    except ValidationError:
        raise
    except Exception as error:  # a reader that is fed rubbish may raise anything
        raise faults.damaged() from error
