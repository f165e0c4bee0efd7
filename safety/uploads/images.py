"""Images: decoded and written anew, so that nothing is left but pixels, turned the right way up, and the colour profile.

Gone are the place and the day of a photo, the camera and its number, the name of whoever took it, the small picture of what was cut off, and whatever
hangs behind the end of the file. Animated images are refused: nobody could stop them (docs/decisions/0009-uploads.md).
"""

from __future__ import annotations

from io import BytesIO
from typing import Any, Final

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from PIL import Image, ImageCms, ImageOps

FORMATS: Final = {"jpg": "JPEG", "jpeg": "JPEG", "png": "PNG", "gif": "GIF", "webp": "WEBP", "avif": "AVIF"}
"""The kinds we take, and the one decoder that each is shown to."""
QUALITY: Final[dict[str, dict[str, Any]]] = {"JPEG": {"quality": 90}, "WEBP": {"quality": 90}, "AVIF": {"quality": 85, "speed": 8}}
LARGEST_PROFILE: Final = 4_000_000


def clean(content: bytes, extension: str) -> bytes:
    """The image ``content``, which calls itself ``.extension``, written anew. Raises ValidationError where that cannot be."""
    kind = FORMATS.get(extension)
    if kind is None:
        kinds = ", ".join(sorted({*FORMATS.values()}))
        raise ValidationError(_("This kind of image is not taken. Save it as one of these and upload that: %(kinds)s."), "kind", {"kinds": kinds})
    try:
        return _written(_still(Image.open(BytesIO(content), formats=[kind]), kind), kind, content)
    except ValidationError:
        raise
    except Exception as error:  # a decoder that is fed rubbish may raise anything
        raise ValidationError(
            _("This is not a %(kind)s image, or it is damaged. Save it again and upload that."), "damaged", {"kind": kind}
        ) from error


def _still(image: Image.Image, kind: str) -> Image.Image:
    """``image``, if it is one picture and not too large to be decoded. A JPEG may hold others behind the first (telephones do that): they go."""
    pixels, most = image.width * image.height, settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS
    if pixels > most:
        said = {"pixels": number_format(pixels, force_grouping=True), "most": number_format(most, force_grouping=True)}
        message = _("This image has %(pixels)s pixels. At most %(most)s are taken: make it smaller and upload it again.")
        raise ValidationError(message, "file_too_many_pixels", said)
    if kind != "JPEG" and getattr(image, "is_animated", False):
        raise ValidationError(_("This image is animated, and readers whom movement harms could not stop it. Upload a still image."), "animated")
    return image


def _written(image: Image.Image, kind: str, content: bytes) -> bytes:
    """``image`` as a file: its pixels, what is transparent, its colour profile."""
    profile = image.info.get("icc_profile")
    upright = ImageOps.exif_transpose(image).copy()
    upright.info = {name: value for name, value in upright.info.items() if name == "transparency"}
    options = {**QUALITY.get(kind, {}), **({"icc_profile": profile} if _is_profile(profile) else {})}
    if kind == "WEBP" and content[12:16] == b"VP8L":
        options["lossless"] = True
    held = BytesIO()
    upright.save(held, kind, **options)
    return held.getvalue()


def _is_profile(profile: bytes | None) -> bool:
    """Is it a colour profile, as long as it says and no longer?"""
    if not profile or len(profile) > LARGEST_PROFILE or int.from_bytes(profile[:4], "big") != len(profile):
        return False
    try:
        ImageCms.ImageCmsProfile(BytesIO(profile))
    except (OSError, ImageCms.PyCMSError):
        return False
    return True
