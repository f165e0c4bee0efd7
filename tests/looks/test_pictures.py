"""Images on public pages: light, without a jump when they come, and never a reason for a reader to wait."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from PIL import Image
from wagtail.images.tests.utils import get_test_image_file

from hub import pictures
from hub.href import href
from hub.models import HubImage
from hub.models.media import SIZES, USES, HubRendition
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def media(settings, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def image(width: int = 1400, height: int = 900, sizes: bool = True) -> HubImage:
    made = HubImage.objects.create(title="harbour", file=get_test_image_file(f"harbour{width}.png", size=(width, height)))
    if sizes:
        made.make_sizes()
    return made


def guide(*images: HubImage, decorative: bool = False):
    values = [{"image": one.pk, "alt": "" if decorative else "A bench by the sea", "decorative": decorative, "caption": ""} for one in images]
    return factories.guide(body=json.dumps([{"type": "image", "value": value} for value in values]), summary="What to note.")


def shown(client, page, **headers):
    return BeautifulSoup(client.get(href(page), headers=headers).content.decode(), "html.parser").select("main img")


def test_an_image_comes_in_the_size_of_the_screen_in_a_light_format_and_moves_nothing(client):
    [img] = shown(client, guide(image()))
    files = [one.split() for one in img["srcset"].split(", ")]
    assert [width for _, width in files] == ["480w", "840w", "1260w"]
    assert all(address.endswith(".webp") for address, _ in files)
    assert img["sizes"] == "(min-width: 48rem) 42rem, 100vw"
    assert (img["width"], img["height"], img["alt"]) == ("1260", "810", "A bench by the sea")


def test_what_is_seen_at_once_is_not_put_off_and_the_rest_is(client):
    assert [one.get("loading") for one in shown(client, guide(image(), image(900, 600)))] == [None, "lazy"]


def test_a_decorative_image_is_silent(client):
    assert [one["alt"] for one in shown(client, guide(image(), decorative=True))] == [""]


def test_a_small_image_is_not_blown_up_nor_offered_twice(client):
    [img] = shown(client, guide(image(300, 200)))
    assert len(img["srcset"].split(", ")) == 1
    assert (img["width"], img["height"]) == ("300", "200")


def test_a_logo_stands_as_large_as_its_place_and_sharp_on_sharp_screens(client):
    organisation = factories.organisation(logo=image(900, 900))
    [img] = shown(client, organisation)
    assert (img["width"], img["height"], img["alt"], img.get("loading")) == ("120", "120", "", None)
    assert img["sizes"] == "120px"
    assert [one.split()[1] for one in img["srcset"].split(", ")] == ["120w", "240w"]


def test_a_reader_never_waits_for_a_size_and_writes_none(client, media):
    page = guide(image(sizes=False))
    files = sorted(media.rglob("*"))
    assert shown(client, page) == []
    assert "A bench by the sea" in client.get(href(page)).content.decode(), "what it shows, in words"
    assert HubRendition.objects.count() == 0
    assert sorted(media.rglob("*")) == files


@pytest.mark.parametrize(("made", "width"), [(["width-300", "width-600", "width-900", "fill-800x800"], "600"), (["width-100", "width-300"], "300")])
def test_while_a_size_is_missing_the_next_best_one_is_shown(client, made, width):
    one = image(sizes=False)
    one.get_renditions(*made)
    [img] = shown(client, guide(one))
    assert img["width"] == width


def test_what_was_not_made_at_the_upload_the_worker_makes(client, media):
    one, gone = image(sizes=False), image(200, 100, sizes=False)
    Path(gone.file.path).unlink()
    assert pictures.make_missing() == 1, "an image without a file holds up no other"
    assert {row.filter_spec for row in one.renditions.all()} == set(SIZES)
    assert pictures.make_missing() == 0


def test_images_are_all_webp_and_uncut_so_that_the_focal_point_holds(media):
    one = image()
    one.focal_point_x, one.focal_point_y, one.focal_point_width, one.focal_point_height = 1300, 100, 50, 50
    one.save()
    pictures.make_missing()
    for row in one.renditions.filter(filter_spec__in=USES["words"]):
        with row.file.open() as held:
            assert Image.open(held).format == "WEBP"
        assert abs(row.width / row.height - 1400 / 900) < 0.01
    assert one.renditions.count() == len(SIZES)


def test_an_image_that_was_deleted_leaves_a_page_that_reads(client):
    one = image(sizes=False)
    page = guide(one)
    one.delete()
    assert shown(client, page) == []


def test_many_images_ask_the_database_no_more_than_one(client, django_assert_max_num_queries):
    one, two = guide(image(300, 200)), guide(*[image(300 + step, 200) for step in range(4)])
    for page in (one, two):
        client.get(href(page))
    with django_assert_max_num_queries(40) as first:
        client.get(href(one))
    with django_assert_max_num_queries(len(first)):
        client.get(href(two))
