"""Pictures of the demo content, drawn when they are needed: a harbour at dusk, and a sign for each organisation. Nobody else's."""

from __future__ import annotations

import colorsys
import hashlib
from io import BytesIO
from typing import Final

from django.core.files.base import ContentFile
from PIL import Image, ImageDraw

from hub.models import HubImage

SOURCE: Final = "Drawn by the demo content"
"""What the source of our pictures says: by this they are found again."""

Colour = tuple[int, int, int]


def picture(name: str) -> int:
    """The primary key of the picture ``name``, drawn if it is not there. ``harbour`` is a landscape, every other name gives a sign."""
    found = HubImage.objects.filter(source=SOURCE, title=name).first()
    return (found or _keep(name, _harbour() if name == "harbour" else _sign(name))).pk


def _keep(name: str, drawn: Image.Image) -> HubImage:
    """The picture as an image of the hub."""
    held = BytesIO()
    drawn.save(held, "PNG", optimize=True)
    return HubImage.objects.create(title=name, source=SOURCE, file=ContentFile(held.getvalue(), f"{name}.png"))


def _shade(hue: float, light: float, saturation: float = 0.45) -> Colour:
    """A colour by hue (0 to 1) and lightness."""
    red, green, blue = colorsys.hls_to_rgb(hue % 1, light, saturation)
    return round(red * 255), round(green * 255), round(blue * 255)


def _sign(name: str) -> Image.Image:
    """A square with circles whose colours and places derive from ``name``."""
    seed = hashlib.sha256(name.encode()).digest()
    hue = seed[0] / 255
    image = Image.new("RGB", (256, 256), _shade(hue, 0.9))
    draw = ImageDraw.Draw(image)
    for index in range(3):
        size, left, top = 60 + seed[index + 1] // 3, seed[index + 4] // 2, seed[index + 7] // 2
        draw.ellipse((left, top, left + size, top + size), fill=_shade(hue + index * 0.08, 0.35 + index * 0.15))
    return image


def _harbour() -> Image.Image:
    """Evening sky, two headlands, still water and a light."""
    image = Image.new("RGB", (1200, 675))
    draw = ImageDraw.Draw(image)
    for row in range(675):
        sky = row < 400
        draw.line((0, row, 1200, row), fill=_shade(0.6 - row / 2600 if sky else 0.56, 0.35 + row / 900 if sky else 0.62 - (row - 400) / 900))
    draw.polygon([(0, 400), (0, 300), (180, 270), (420, 380), (470, 400)], fill=_shade(0.58, 0.25))
    draw.polygon([(1200, 400), (1200, 250), (1010, 290), (820, 390), (780, 400)], fill=_shade(0.58, 0.3))
    draw.rectangle((1040, 190, 1062, 290), fill=_shade(0.1, 0.85))
    draw.ellipse((1030, 165, 1072, 207), fill=_shade(0.13, 0.75, 0.9))
    return image
