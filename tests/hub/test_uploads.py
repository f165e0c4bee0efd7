"""Uploads through the admin: whichever way a file comes in, what is stored is clean, and what cannot be cleaned is a sentence beside the field."""

from __future__ import annotations

import json
import re
from io import BytesIO
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image
from wagtail.models import Collection, UploadedFile

from hub.models import HubDocument, HubImage
from hub.models.media import SIZES
from tests import factories
from tests.safety.uploads import hostile_images as hostile
from tests.safety.uploads import office, papers

ROOT = Path(__file__).resolve().parent.parent.parent
TAG = re.compile(r"\{%\s*(image|image_url|srcset_image|load[^%]*wagtailimages_tags)\s")

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def media(settings, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def admin(client):
    client.force_login(factories.administrator())
    return client


def stored(media: Path, folder: str = "") -> list[bytes]:
    return [path.read_bytes() for path in (media / folder).rglob("*") if path.is_file()]


def upload(client, name: str, content: bytes, **fields):
    data = {"title": "A photo", "files[]": SimpleUploadedFile(name, content), "collection": Collection.objects.get(depth=1).pk, **fields}
    return client.post(reverse("wagtailimages:add_multiple"), data, headers={"X-Requested-With": "XMLHttpRequest"})


def choose(client, name: str, content: bytes):
    prefix = "image-chooser-upload-"
    data = {
        f"{prefix}title": "A photo",
        f"{prefix}file": SimpleUploadedFile(name, content),
        f"{prefix}collection": Collection.objects.get(depth=1).pk,
    }
    return client.post(reverse("wagtailimages_chooser:create"), data)


def edit(client, image: HubImage, name: str, content: bytes):
    data = {"title": "Another photo", "file": SimpleUploadedFile(name, content), "collection": image.collection_id}
    return client.post(reverse("wagtailimages:edit", args=[image.pk]), data)


def test_a_photo_uploaded_in_the_list_tells_nobody(admin, media, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        assert upload(admin, "photo.jpg", hostile.telling("JPEG")).json()["success"]
    assert len(stored(media)) == 1 + len(SIZES)
    assert not any(hostile.SECRET in content for content in stored(media))


def test_a_photo_uploaded_while_choosing_tells_nobody(admin, media):
    assert json.loads(choose(admin, "photo.jpg", hostile.telling("JPEG")).content)["step"] == "chosen"
    assert stored(media)
    assert not any(hostile.SECRET in content for content in stored(media))


def test_a_photo_that_replaces_another_tells_nobody_and_leaves_nothing_of_the_other(admin, media, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        image = HubImage.objects.create(title="Old", file=ContentFile(hostile.drawn(), "old.png"))
    with django_capture_on_commit_callbacks(execute=True):
        edit(admin, image, "new.jpg", hostile.telling("JPEG"))
    image.refresh_from_db()
    assert (image.title, image.renditions.count()) == ("Another photo", len(SIZES))
    assert len(stored(media)) == 1 + len(SIZES)
    assert not any(hostile.SECRET in content for content in stored(media))
    assert image.file_size == image.file.size


def test_a_photo_that_waits_for_a_better_title_waits_clean(admin, media):
    said = upload(admin, "photo.jpg", hostile.telling("JPEG"), title="x" * 300).json()
    waiting = UploadedFile.objects.get()
    assert hostile.SECRET not in b"".join(stored(media))
    data = {f"uploaded-image-{waiting.pk}-title": "Short", f"uploaded-image-{waiting.pk}-collection": Collection.objects.get(depth=1).pk}
    assert admin.post(reverse("wagtailimages:create_multiple_from_uploaded_image", args=[waiting.pk]), data).json()["success"], said
    assert HubImage.objects.get().title == "Short"
    assert hostile.SECRET not in b"".join(stored(media))


@pytest.mark.parametrize("what", hostile.REFUSED)
def test_a_hostile_image_is_a_sentence_and_stores_nothing(admin, media, what):
    name, content = hostile.REFUSED[what]
    said = upload(admin, name, content).json()
    assert not said["success"]
    assert said["error_message"]
    assert (HubImage.objects.count(), UploadedFile.objects.count(), stored(media)) == (0, 0, [])


def test_a_broken_image_is_a_sentence_beside_the_field_while_choosing_and_editing(admin, media):
    name, content = hostile.REFUSED["only the first bytes"]
    assert "or it is damaged" in choose(admin, name, content).content.decode()
    image = HubImage.objects.create(title="Old", file=ContentFile(hostile.drawn(), "old.png"))
    before = stored(media, "original_images")
    answer = edit(admin, image, name, content)
    assert "This is not a PNG image, or it is damaged." in answer.content.decode()
    image.refresh_from_db()
    assert (image.title, stored(media, "original_images")) == ("Old", before)


def test_no_program_stores_an_image_that_was_not_cleaned(media):
    image = HubImage.objects.create(title="Photo", file=ContentFile(hostile.telling("PNG"), "photo.png"))
    assert hostile.SECRET not in b"".join(stored(media))
    with pytest.raises(ValidationError):
        HubImage.objects.create(title="Bad", file=ContentFile(hostile.SVG, "bad.png"))
    with pytest.raises(ValidationError):
        image.file.save("bad.svg", ContentFile(hostile.SVG))
    assert len(stored(media)) == 1


def test_a_size_of_an_image_tells_no_more_than_the_image(media):
    image = HubImage.objects.create(title="Photo", file=ContentFile(hostile.telling("JPEG"), "photo.jpg"))
    with image.get_rendition("width-480").file.open() as held:
        size = Image.open(BytesIO(held.read()))
    assert not size.getexif()
    assert not {"exif", "xmp", "comment"} & set(size.info)


def test_no_reader_waits_for_a_size_that_was_not_made_at_the_upload():
    templates = [*ROOT.glob("templates/**/*.html"), *ROOT.glob("*/templates/**/*.html")]
    assert [path.name for path in templates if TAG.search(path.read_text())] == [], "Wagtail's tags make what is missing: use {% picture %}"
    sources = [path for name in ("home", "hub", "resources", "reports", "search", "translation") for path in (ROOT / name).rglob("*.py")]
    assert [path.name for path in sources if "get_rendition(" in path.read_text()] == []


HOSTILE_DOCUMENTS = {**office.REFUSED, **papers.REFUSED}


def upload_document(client, name: str, content: bytes, **fields):
    data = {"title": "A letter", "files[]": SimpleUploadedFile(name, content), "collection": Collection.objects.get(depth=1).pk, **fields}
    return client.post(reverse("wagtaildocs:add_multiple"), data, headers={"X-Requested-With": "XMLHttpRequest"})


@pytest.mark.parametrize("what", HOSTILE_DOCUMENTS)
def test_a_hostile_document_is_a_sentence_and_stores_nothing(admin, media, what):
    name, content, _ = HOSTILE_DOCUMENTS[what]
    said = upload_document(admin, name, content).json()
    assert not said["success"]
    assert said["error_message"].strip()
    assert (HubDocument.objects.count(), UploadedFile.objects.count(), stored(media)) == (0, 0, [])


@pytest.mark.parametrize(("name", "content"), [("letter.docx", office.ooxml()), ("letter.odt", office.odf()), ("letter.pdf", papers.telling())])
def test_a_document_is_stored_without_the_name_of_who_wrote_it(admin, media, name, content):
    assert upload_document(admin, name, content).json()["success"]
    document = HubDocument.objects.get()
    assert document.file_size == document.file.size
    assert len(stored(media)) == 1
    assert papers.SECRET not in b"".join(stored(media))


def test_a_document_that_waits_for_a_better_title_waits_clean(admin, media):
    upload_document(admin, "letter.pdf", papers.telling(), title="x" * 300)
    assert UploadedFile.objects.count() == 1
    assert papers.SECRET not in b"".join(stored(media))


def test_a_broken_document_is_a_sentence_beside_the_field_while_choosing_and_editing(admin, media):
    name, content, _ = HOSTILE_DOCUMENTS["half of a pdf"]
    prefix, root = "document-chooser-upload-", Collection.objects.get(depth=1).pk
    data = {f"{prefix}title": "A", f"{prefix}file": SimpleUploadedFile(name, content), f"{prefix}collection": root}
    assert "or it is damaged" in admin.post(reverse("wagtaildocs_chooser:create"), data).content.decode()
    document = HubDocument.objects.create(title="Old", file=ContentFile(papers.telling(), "old.pdf"))
    before = stored(media)
    data = {"title": "New", "file": SimpleUploadedFile(name, content), "collection": root}
    assert "or it is damaged" in admin.post(reverse("wagtaildocs:edit", args=[document.pk]), data).content.decode()
    assert stored(media) == before


@pytest.mark.parametrize(("name", "content", "kind"), [("a.pdf", papers.telling(), "application/pdf"), ("a.csv", b"a;b", "text/csv")])
def test_a_document_is_downloaded_and_never_opened_as_a_page_of_ours(client, media, name, content, kind):
    document = HubDocument.objects.create(title="Letter", file=ContentFile(content, name))
    answer = client.get(document.url)
    assert answer["Content-Disposition"] == f'attachment; filename="{name}"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Type"].split(";")[0] == kind


def test_no_program_stores_a_document_that_was_not_cleaned(media):
    with pytest.raises(ValidationError):
        HubDocument.objects.create(title="Bad", file=ContentFile(b"<script>", "bad.pdf"))
    assert stored(media) == []
