"""Images in page bodies."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock


class ImageBlock(blocks.StructBlock):
    """An image that says in words what it shows, or is marked as decorative."""

    image = ImageChooserBlock(label=_("Image"))
    alt = blocks.CharBlock(label=_("What the image shows"), required=False, max_length=300, help_text=_("For people who do not see it."))
    decorative = blocks.BooleanBlock(label=_("Decorative"), required=False, help_text=_("It adds nothing to the words: screen readers pass over it."))
    caption = blocks.CharBlock(label=_("Caption"), required=False, max_length=300)

    def clean(self, value: Any) -> Any:
        """Raises an error on ``alt`` where an image that says something has no words for it."""
        value = super().clean(value)
        if not value["alt"].strip() and not value["decorative"]:
            problem = ValidationError(_("Say what the image shows, or mark it as decorative."))
            raise blocks.StructBlockValidationError(block_errors={"alt": problem})
        return value

    class Meta:
        template = "blocks/image.html"
        icon = "image"
        label = _("Image")
