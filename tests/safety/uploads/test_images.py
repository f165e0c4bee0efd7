"""Images: a photo must not tell where somebody lives, and nothing that calls itself an image may do anything else."""

from __future__ import annotations

from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageCms

from safety import uploads
from tests.safety.uploads import hostile_images as hostile

KINDS = {"photo.jpg": "JPEG", "photo.png": "PNG", "photo.webp": "WEBP", "photo.avif": "AVIF", "photo.gif": "GIF"}


def cleaned(name: str, content: bytes) -> bytes:
    return uploads.image(SimpleUploadedFile(name, content)).read()


def opened(content: bytes) -> Image.Image:
    image = Image.open(BytesIO(content))
    image.load()
    return image


@pytest.mark.parametrize("name", KINDS)
def test_a_photo_tells_neither_where_nor_who(name):
    told = hostile.telling(KINDS[name])
    assert hostile.SECRET in told
    content = cleaned(name, told)
    image = opened(content)
    assert hostile.SECRET not in content
    assert not image.getexif()
    assert not {"exif", "xmp", "comment", "XML:com.adobe.xmp", "Author", "photoshop"} & set(image.info)
    assert (image.format, image.size) == (KINDS[name], (40, 20))


@pytest.mark.parametrize("name", ["photo.jpg", "photo.webp", "photo.png"])
def test_a_photo_that_was_taken_sideways_stands_upright(name):
    image = opened(cleaned(name, hostile.drawn(KINDS[name], exif=hostile.exif(orientation=6))))
    assert image.size == (20, 40)
    red, _, blue = image.convert("RGB").getpixel((10, 5))
    assert red > 200 > 60 > blue


@pytest.mark.parametrize("name", ["photo.jpg", "photo.png", "photo.webp", "photo.avif"])
def test_colours_stay_as_they_were(name):
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    assert opened(cleaned(name, hostile.drawn(KINDS[name], icc_profile=profile))).info["icc_profile"] == profile


@pytest.mark.parametrize("profile", [hostile.SECRET * 10, ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes() + hostile.SECRET])
def test_nothing_hides_in_what_is_no_colour_profile(profile):
    content = cleaned("photo.jpg", hostile.drawn("JPEG", icc_profile=profile))
    assert hostile.SECRET not in content
    assert "icc_profile" not in opened(content).info


@pytest.mark.parametrize("tail", [b"PK\x03\x04" + b"x" * 40, b"<script>alert(1)</script>", b"%PDF-1.7"])
def test_what_hangs_behind_an_image_is_cut_off(tail):
    assert tail not in cleaned("photo.jpg", hostile.drawn("JPEG") + tail)


def test_what_is_transparent_stays_transparent():
    held = BytesIO()
    Image.new("RGBA", (8, 8), (255, 0, 0, 0)).save(held, "PNG")
    assert opened(cleaned("sign.png", held.getvalue())).getpixel((0, 0))[3] == 0
    held = BytesIO()
    Image.new("P", (8, 8), 0).save(held, "PNG", transparency=0)
    assert opened(cleaned("sign.png", held.getvalue())).convert("RGBA").getpixel((0, 0))[3] == 0


def test_a_drawing_without_loss_stays_without_loss():
    content = cleaned("sign.webp", hostile.drawn("WEBP", lossless=True))
    assert opened(content).convert("RGB").getpixel((0, 0)) == (255, 0, 0)
    assert content[12:16] == b"VP8L"


def test_a_photo_of_a_telephone_that_holds_a_second_one_keeps_the_first():
    held = BytesIO()
    Image.new("RGB", (16, 16), "red").save(held, "MPO", save_all=True, append_images=[Image.new("RGB", (8, 8), "blue")])
    image = opened(cleaned("photo.jpg", held.getvalue()))
    assert (image.format, image.size) == ("JPEG", (16, 16))


@pytest.mark.parametrize("what", hostile.REFUSED)
def test_what_is_no_image_is_refused_with_a_sentence(what):
    name, content = hostile.REFUSED[what]
    with pytest.raises(ValidationError) as refused:
        cleaned(name, content)
    assert " ".join(refused.value.messages).endswith((".", "WEBP"))


def test_a_file_that_is_too_large_is_refused_before_it_is_read(settings):
    settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE = 1000
    with pytest.raises(ValidationError, match="This file is larger than"):
        cleaned("photo.png", hostile.drawn() + b"x" * 1000)


def test_the_same_image_is_the_same_file_again_so_that_wagtail_sees_the_duplicate():
    assert cleaned("photo.jpg", hostile.drawn("JPEG")) == cleaned("other.jpg", hostile.drawn("JPEG"))
