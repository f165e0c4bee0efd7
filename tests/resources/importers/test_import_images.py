"""Images come along once, say what they show, and nothing is fetched from anywhere."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from django.conf import settings
from PIL import Image

from hub.models import HubImage
from resources.models import GuidePage
from tests.resources.importers.helpers import guides, lesson, state, write

pytestmark = pytest.mark.django_db


def picture(colour: str = "red", size: int = 20) -> bytes:
    held = BytesIO()
    Image.new("RGB", (size, size), colour).save(held, "PNG")
    return held.getvalue()


def importing(tmp_path: Path, text: str, code: int = 0, files: dict | None = None, **options) -> str:
    written = {"en/a/s_one.md": lesson(text, title="One"), "en/a/door.png": picture(), **(files or {})}
    return guides(write(tmp_path / "library", written), code=code, **options)


def shown() -> list[dict]:
    return [dict(block.value) for block in GuidePage.objects.get(title="One").body if block.block_type == "image"]


def media() -> set[Path]:
    return set((Path(settings.HUB_DATA) / "media" / "original_images").glob("*"))


def test_an_image_in_the_folder_is_shown_with_what_it_says(tmp_path):
    importing(tmp_path, "Words ![A red door](door.png 'Ours')")
    (block,) = shown()
    assert (block["alt"], block["caption"], block["decorative"]) == ("A red door", "Ours", False)
    assert (block["image"].title, block["image"].source, block["image"].width) == ("A red door", "test", 20)


def test_one_that_says_nothing_is_marked_as_decorative_and_said(tmp_path):
    assert "image without a description, marked as decorative: en/a/s_one.md → door.png" in importing(tmp_path, "![image](door.png)")
    assert shown()[0]["decorative"]


def test_the_same_image_in_two_languages_is_stored_once_and_shared_by_a_language_that_lacks_it(tmp_path):
    french = {
        "fr/a/s_one.md": lesson("![Une porte](door.png)", title="Un"),
        "fr/a/s_two.md": lesson("![Une porte](copy.png)", title="Deux"),
        "fr/a/copy.png": picture(),
    }
    importing(tmp_path, "![A door](door.png)", files=french)
    assert HubImage.objects.count() == 1
    assert [block.value["alt"] for block in GuidePage.objects.get(title="Un").body] == ["Une porte"]


def test_a_second_run_makes_no_second_image(tmp_path):
    importing(tmp_path, "![A door](door.png)")
    before, files = state(), media()
    importing(tmp_path, "![A door](door.png)")
    assert (state(), media(), HubImage.objects.count()) == (before, files, 1)


@pytest.mark.parametrize(
    "src",
    [
        "none.png",
        "https://example.org/door.png",
        "//example.org/door.png",
        "../../../secret.png",
        "/etc/passwd",
        "data:image/png;base64,AA",
        "%00.png",
    ],
)
def test_what_is_not_in_the_folder_is_left_out_and_said_and_never_fetched(tmp_path, src):
    write(tmp_path, {"secret.png": picture()})
    printed = importing(tmp_path, f"Words ![A door]({src})")
    assert shown() == []
    assert "left out" in printed
    assert HubImage.objects.count() == 0


@pytest.mark.parametrize(
    ("name", "content"), [("page.png", b"<script>alert(1)</script>"), ("page.svg", b"<svg onload='alert(1)'/>"), ("x.exe", b"MZ"), ("e.png", b"")]
)
def test_what_is_no_image_is_refused_and_the_words_are_imported(tmp_path, name, content):
    printed = importing(tmp_path, f"Words ![A door]({name})", files={f"en/a/{name}": content}, code=1)
    assert printed.count(f"bad  en/a/s_one.md → {name}: image refused") == 1
    assert "Words" in str(GuidePage.objects.get(title="One").body.raw_data[0]["value"])
    assert shown() == []


def test_a_bad_image_of_a_lesson_without_a_title_is_said_once(tmp_path):
    files = {"en/a/s_two.md": "# Two\n\nWords ![A door](no.png)", "en/a/no.png": b"MZ"}
    assert "     1  bad" in importing(tmp_path, "Words.", files=files, code=1)


def test_a_dry_run_leaves_no_file(tmp_path):
    before = media()
    importing(tmp_path, "![A door](door.png)", dry_run=True)
    assert media() == before
    assert HubImage.objects.count() == 0


def test_an_image_of_an_entry_that_went_wrong_is_made_again_for_the_next_one(tmp_path):
    before = media()
    title = "x" * 300
    importing(tmp_path, "![A door](door.png)", files={"en/a/s_a-bad.md": f"![A door](door.png)\n\n# {title}", "fr/a/s_a-bad.md": b"\xff"}, code=1)
    assert len(media() - before) == HubImage.objects.count() == 1
    assert shown()
