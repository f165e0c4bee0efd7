"""ZIP archives, as office documents are: read with limits, and written anew from the parts that were read."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Mapping
from io import BytesIO
from pathlib import PurePosixPath
from typing import Final

from django.core.exceptions import ValidationError

from . import faults, images

MOST_PARTS: Final = 5_000
LARGEST: Final = 150_000_000
"""Bytes that all parts may have together when they are unpacked."""
RATIO: Final = 200
"""How many times as large as its packed form a part may be, from a megabyte on. Text packs to a twentieth, a table of numbers to a fiftieth."""
LOCKED: Final = b"\xd0\xcf\x11\xe0"
"""How an office document with a password begins, and one of the years before 2007."""
XML: Final = (".xml", ".rels", ".vml")
DOCTYPE: Final = re.compile(rb"<!(DOCTYPE|ENTITY)", re.IGNORECASE)
MOMENT: Final = (1980, 1, 1, 0, 0, 0)
"""When everything was written, as far as anybody can tell."""

Parts = dict[str, bytes]


def unpack(content: bytes) -> Parts:
    """The parts of the archive ``content``, by name, in their order. Raises where it is no archive, hides or overflows."""
    if content.startswith(LOCKED):
        raise faults.locked()
    if not content.startswith(b"PK\x03\x04"):
        raise faults.damaged()
    with zipfile.ZipFile(BytesIO(content)) as archive:
        listed = [one for one in archive.infolist() if not one.is_dir()]
        _allowed(listed)
        return {one.filename: _part(archive, one) for one in listed}


def _allowed(listed: list[zipfile.ZipInfo]) -> None:
    """What the list of an archive says about itself, before anything is unpacked."""
    names = {one.filename.lower() for one in listed}
    if len(names) < len(listed) or any(not _is_plain(one.filename) for one in listed):
        raise faults.damaged()
    if any(one.flag_bits & 1 for one in listed):
        raise faults.locked()
    if len(listed) > MOST_PARTS or sum(one.file_size for one in listed) > LARGEST or any(map(_swells, listed)):
        raise faults.swells()


def _is_plain(name: str) -> bool:
    """A name that stays within the archive."""
    return not name.startswith("/") and not re.search(r"[\\\0:]", name) and ".." not in PurePosixPath(name).parts


def _swells(one: zipfile.ZipInfo) -> bool:
    """Is it far larger than what it is unpacked from?"""
    return one.file_size > 1_000_000 and one.file_size > RATIO * one.compress_size


def _part(archive: zipfile.ZipFile, one: zipfile.ZipInfo) -> bytes:
    """One part, no larger than the list says. XML that defines its own entities is refused: they swell, or read other files."""
    with archive.open(one) as held:
        part = held.read(one.file_size)
        if held.read(1):
            raise faults.swells()
    if one.filename.lower().endswith(XML) and (DOCTYPE.search(part) or b"\0" in part):
        raise faults.damaged()
    return part


def pack(parts: Mapping[str, bytes], stored: str = "") -> bytes:
    """An archive of ``parts``; the one named ``stored`` is not packed. It says neither when nor on which machine it was made."""
    held = BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(zipfile.ZipInfo(name, MOMENT), part, zipfile.ZIP_STORED if name == stored else zipfile.ZIP_DEFLATED)
    return held.getvalue()


def without_tags(name: str, part: bytes) -> bytes:
    """A photo in a document without its tags. What the decoder of its name does not take (a moving one, another kind) stays as it is in the text:
    it is shown by the program that opens the document, never by a browser."""
    extension = PurePosixPath(name).suffix.lower().lstrip(".")
    if extension not in ("jpg", "jpeg", "png"):
        return part
    try:
        return images.clean(part, extension)
    except ValidationError as error:
        if error.code == "animated":
            return part
        raise faults.damaged() from error
