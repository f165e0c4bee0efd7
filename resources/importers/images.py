"""Images that come along with texts: each stored once, whatever its name; none ever fetched from elsewhere."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Final
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from hub.models import HubImage
from safety import uploads

from .markdown.blocks import Block
from .markdown.inline import Picture
from .run import Run

SAYS_NOTHING: Final = re.compile(r"(image|img|picture|photo|figure|screenshot)?[\s_-]*\d*(\.\w{3,4})?", re.IGNORECASE)
"""Descriptions that describe nothing: such an image is marked as decorative."""


@dataclass
class Images:
    """The images of one source. ``roots`` are the folders that images may lie in, one a language, the original's first."""

    run: Run
    roots: list[Path]
    known: dict[str, int] = field(default_factory=dict)

    def block(self, picture: Picture, folder: str, root: Path, where: str) -> Block | None:
        """The block that shows ``picture`` of the file ``where``, which lies in ``folder`` below ``root``. None, and a remark, where there is no
        such image in the folder of its own language nor in that of another; one that is no image is bad, and the text comes without it."""
        found = self._find(picture.src, folder, root)
        if found is None:
            self.run.report.remark(f"{where} → {picture.src}", "image not in the folder, left out")
            return None
        try:
            image = self._image(found, picture.alt)
        except ValidationError as error:
            self.run.report.refuse(f"{where} → {picture.src}", f"image refused: {' '.join(error.messages)}")
            return None
        decorative = bool(SAYS_NOTHING.fullmatch(picture.alt))
        if decorative:
            self.run.report.remark(f"{where} → {picture.src}", "image without a description, marked as decorative")
        alt = "" if decorative else picture.alt[:300]
        return {"type": "image", "value": {"image": image, "alt": alt, "decorative": decorative, "caption": picture.title[:300]}}

    def _find(self, src: str, folder: str, root: Path) -> Path | None:
        """The file that ``src`` names: seen from ``folder``, in its own language first. Nothing outside the folders, nothing from the web."""
        try:
            parts = urlsplit(src)
        except ValueError:
            return None
        name = unquote(parts.path)
        if parts.scheme or parts.netloc or not name or "\0" in name:
            return None
        inside = PurePosixPath(name.lstrip("/")) if name.startswith("/") else PurePosixPath(folder) / name
        return next((path for one in (root, *self.roots) if (path := _within(one, inside))), None)

    def _image(self, path: Path, alt: str) -> int:
        """The number of the image that holds the file's bytes, made if there is none. Raises ValidationError for what is no image that we show."""
        content = path.read_bytes()
        key = hashlib.sha1(content, usedforsecurity=False).hexdigest()
        if key not in self.known:
            self.known[key] = self._stored(key) or self._made(path.name, content, alt, key)
        return self.known[key]

    def _stored(self, key: str) -> int | None:
        """An image with these bytes that was imported before."""
        return HubImage.objects.filter(file_hash=key, source=self.run.source).values_list("pk", flat=True).first()

    def _made(self, name: str, content: bytes, alt: str, key: str) -> int:
        """A new image, checked as an upload is."""
        uploaded = uploads.image(SimpleUploadedFile(name, content))
        title = PurePosixPath(name).stem if SAYS_NOTHING.fullmatch(alt) else alt
        image = HubImage(title=title[:255], file=uploaded, source=self.run.source, file_size=uploaded.size, file_hash=key)
        image.save()
        self.run.undo.append(lambda: self._forget(image, key))
        return int(image.pk)

    def _forget(self, image: HubImage, key: str) -> None:
        """Take back an image whose row the database has taken back."""
        image.file.storage.delete(image.file.name)
        self.known.pop(key, None)


def _within(root: Path, inside: PurePosixPath) -> Path | None:
    """The file at ``inside`` of ``root``, if it is one and lies there, links followed."""
    path = (root / inside).resolve()
    return path if path.is_relative_to(root.resolve()) and path.is_file() else None
