"""Files that people upload: each is what its name says, holds nothing that runs, and tells of nobody.

``image`` and ``document`` take a file as it came and give one that was written anew here. What cannot be cleaned raises ValidationError, with a
sentence for the person who uploads it. They are called where a form is read, so that the sentence stands beside the field, and once more where a file
is about to be stored (``hub.models.uploads``), so that no other way leads past them.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import PurePosixPath
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.core.files.uploadedfile import SimpleUploadedFile
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from . import documents, images


class CleanFile(SimpleUploadedFile):
    """A file that was written here, from the content of one that was uploaded."""


def image(file: File[Any]) -> CleanFile:
    """The image in ``file``: its pixels and its colours, without any tag."""
    return _cleaned(file, images.clean, settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE)


def document(file: File[Any]) -> CleanFile:
    """The document in ``file``, without the names of those who wrote it."""
    return _cleaned(file, documents.clean, settings.WAGTAILDOCS_MAX_UPLOAD_SIZE)


def _cleaned(file: File[Any], clean: Callable[[bytes, str], bytes], most: int) -> CleanFile:
    """``file`` after ``clean``; as it is, if it has been here before."""
    if isinstance(file, CleanFile):
        return file
    content = _read(file, most)
    name = PurePosixPath((file.name or "").replace("\\", "/")).name
    return CleanFile(name, clean(content, PurePosixPath(name).suffix.lower().lstrip(".")), getattr(file, "content_type", "application/octet-stream"))


def _read(file: File[Any], most: int) -> bytes:
    """All that is in ``file``, unless it is more than ``most``. Whoever reads it next begins at its beginning."""
    file.seek(0)
    content: bytes = file.read(most + 1)
    file.seek(0)
    if len(content) > most:
        raise ValidationError(
            _("This file is larger than %(most)s. Make it smaller and upload it again."), "file_too_large", {"most": filesizeformat(most)}
        )
    return content
