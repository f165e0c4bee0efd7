"""Images and documents, our own models from the first migration on, so that they can grow without moving anybody's files."""

from __future__ import annotations

from typing import Any, Final

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument, Document
from wagtail.images.models import AbstractImage, AbstractRendition, Image, get_upload_to

from safety.register import work

from .uploads import CleanDocumentField, CleanImageField

USES: Final = {
    "logo": ("max-240x120|format-webp", "max-480x240|format-webp"),
    "words": ("width-480|format-webp", "width-840|format-webp", "width-1260|format-webp"),
}
"""What public pages show images as, and the sizes of each, the smallest first (``hub.pictures``). No size cuts anything off, so that the focal point
that an editor has chosen needs no size of its own."""
SIZES: Final = tuple(sorted({spec for specs in USES.values() for spec in specs}))
"""Every size in which public pages show images: made when an image is uploaded, and by the worker where one is missing, never for a reader."""


class HubImage(AbstractImage):
    """An image. ``source`` says whose it is, for the people who look after rights."""

    file = CleanImageField(verbose_name=_("file"), upload_to=get_upload_to, width_field="width", height_field="height")
    source = models.CharField(_("source"), max_length=255, blank=True, help_text=_("Who made this image, and under which licence."))

    admin_form_fields = (*Image.admin_form_fields, "source")
    retention = work("created_at", "uploaded_by_user")

    class Meta(AbstractImage.Meta):
        verbose_name = _("image")
        verbose_name_plural = _("images")

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save, and make the sizes of a file that is new."""
        fresh = bool(self.file) and not self.file._committed
        super().save(*args, **kwargs)
        if fresh:
            self.make_sizes_soon()

    def make_sizes_soon(self) -> None:
        """Make what public pages show of this image, once it is certain that it stays."""
        transaction.on_commit(self.make_sizes, robust=True)

    def make_sizes(self) -> None:
        """Make them now. Those that are there are left as they are."""
        self.get_renditions(*SIZES)


class HubRendition(AbstractRendition):
    """An image in one size."""

    image = models.ForeignKey(HubImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["image", "filter_spec", "focal_point_key"], name="one_rendition_a_filter")]


class HubDocument(AbstractDocument):
    """A document to download."""

    file = CleanDocumentField(upload_to="documents", verbose_name=_("file"))
    admin_form_fields = Document.admin_form_fields
    retention = work("created_at", "uploaded_by_user")

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")
