"""Images and documents, our own models from the first migration on, so that they can grow without moving anybody's files."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument, Document
from wagtail.images.models import AbstractImage, AbstractRendition, Image

from safety.register import work


class HubImage(AbstractImage):
    """An image. ``source`` says whose it is, for the people who look after rights."""

    source = models.CharField(_("source"), max_length=255, blank=True, help_text=_("Who made this image, and under which licence."))

    admin_form_fields = (*Image.admin_form_fields, "source")
    retention = work("created_at", "uploaded_by_user")

    class Meta(AbstractImage.Meta):
        verbose_name = _("image")
        verbose_name_plural = _("images")


class HubRendition(AbstractRendition):
    """An image in one size."""

    image = models.ForeignKey(HubImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["image", "filter_spec", "focal_point_key"], name="one_rendition_a_filter")]


class HubDocument(AbstractDocument):
    """A document to download."""

    admin_form_fields = Document.admin_form_fields
    retention = work("created_at", "uploaded_by_user")

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")
