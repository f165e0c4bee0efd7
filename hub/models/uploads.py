"""The last door before a file is stored: whatever way it came (a form, an import, a program), it is cleaned (``safety.uploads``).

The fields are those of Wagtail in all that the database sees, so they need no migration.
"""

from __future__ import annotations

from typing import Any

from django.core.files.base import File
from django.db import models
from django.db.models.fields.files import FieldFile
from wagtail.images.models import WagtailImageField, WagtailImageFieldFile

from safety import uploads


class CleanImageFieldFile(WagtailImageFieldFile):
    """An image that is stored clean."""

    def save(self, name: str, content: File[Any], save: bool = True) -> None:
        """Clean, then store. Raises ValidationError, and stores nothing, where it cannot be cleaned."""
        super().save(name, uploads.image(_named(content, name)), save)


class CleanImageField(WagtailImageField):
    """A field for an image that is stored clean."""

    attr_class = CleanImageFieldFile

    def deconstruct(self) -> tuple[str, str, Any, Any]:
        """To migrations it is Wagtail's field."""
        name, _, args, kwargs = super().deconstruct()
        return name, "wagtail.images.models.WagtailImageField", args, kwargs


class CleanDocumentFieldFile(FieldFile):
    """A document that is stored clean."""

    def save(self, name: str, content: File[Any], save: bool = True) -> None:
        """Clean, then store. Raises ValidationError, and stores nothing, where it cannot be cleaned."""
        super().save(name, uploads.document(_named(content, name)), save)


class CleanDocumentField(models.FileField):
    """A field for a document that is stored clean."""

    attr_class = CleanDocumentFieldFile

    def deconstruct(self) -> Any:
        """To migrations it is Django's field."""
        name, _, args, kwargs = super().deconstruct()
        return name, "django.db.models.FileField", args, kwargs


def _named(content: File[Any], name: str) -> File[Any]:
    """``content`` under the name that it is stored under: that one says what it must be."""
    return content if isinstance(content, uploads.CleanFile) else File(content.file or content, name)
