"""Images that harm, made here: no file of this kind lies in the repository."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO

from PIL import Image, PngImagePlugin

SECRET = b"Robin Example was here"
PLACE = {1: "N", 2: (48.0, 51.0, 24.0), 3: "E", 4: (2.0, 21.0, 3.0)}


def drawn(kind: str = "PNG", size: tuple[int, int] = (40, 20), **options) -> bytes:
    """A picture without anything wrong: its left half red, its right half blue."""
    image = Image.new("RGB", size, "red")
    image.paste("blue", (size[0] // 2, 0, *size))
    held = BytesIO()
    image.save(held, kind, **options)
    return held.getvalue()


def exif(orientation: int = 1) -> Image.Exif:
    """What a telephone writes: where, when, whose, and how it was held."""
    tags = Image.Exif()
    tags[0x0112], tags[0x013B], tags[0x010E] = orientation, SECRET.decode(), SECRET.decode()
    tags.get_ifd(0x8825).update(PLACE)
    return tags


def telling(kind: str) -> bytes:
    """A picture that tells of somebody in every way its kind knows."""
    options: dict = {"exif": exif(), "xmp": b"<x:xmpmeta xmlns:x='adobe:ns:meta/'>" + SECRET + b"</x:xmpmeta>"}
    if kind == "GIF":
        options = {"comment": SECRET}
    if kind == "JPEG":
        options["comment"] = SECRET
    if kind == "PNG":
        text = PngImagePlugin.PngInfo()
        text.add_text("Author", SECRET.decode())
        text.add_itxt("XML:com.adobe.xmp", SECRET.decode())
        options = {"exif": exif(), "pnginfo": text}
    return drawn(kind, **options) + SECRET


def animated(kind: str) -> bytes:
    """Two pictures, one after the other."""
    held = BytesIO()
    frames = [Image.new("RGB", (16, 16), colour) for colour in ("red", "blue")]
    frames[0].save(held, kind, save_all=True, append_images=frames[1:], duration=100)
    return held.getvalue()


def _chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


def bomb(width: int, height: int) -> bytes:
    """A PNG of some hundred bytes that says it is ``width`` by ``height``."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", header) + _chunk(b"IDAT", zlib.compress(b"\0" * 1000)) + _chunk(b"IEND", b"")


SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(1)</script></svg>'

REFUSED = {
    "svg": ("drawing.svg", SVG),
    "svg called png": ("drawing.png", SVG),
    "page called png": ("page.png", b"<!doctype html><script>alert(1)</script>"),
    "gif that is a script": ("script.gif", b"GIF89a/*" + b"\0" * 30 + b"*/=1;alert(1)//"),
    "png called jpg": ("other.jpg", drawn("PNG")),
    "pdf called jpg": ("letter.jpg", b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj"),
    "program called webp": ("setup.webp", b"MZ" + b"\0" * 200),
    "truncated jpeg": ("half.jpg", drawn("JPEG", (400, 400))[:900]),
    "truncated png": ("half.png", drawn("PNG", (400, 400))[:90]),
    "only the first bytes": ("start.png", b"\x89PNG\r\n\x1a\n"),
    "broken avif": ("broken.avif", drawn("AVIF")[:120]),
    "wrong checksum": ("sum.png", drawn().replace(b"IDAT", b"IDAU")),
    "more pixels than memory": ("bomb.png", bomb(60_000, 60_000)),
    "more pixels than we take": ("large.png", bomb(8_000, 7_000)),
    "animated gif": ("move.gif", animated("GIF")),
    "animated png": ("move.png", animated("PNG")),
    "animated webp": ("move.webp", animated("WEBP")),
    "no name": ("image", drawn()),
    "two endings": ("image.png.exe", drawn()),
}
"""Name and content of what is refused."""
