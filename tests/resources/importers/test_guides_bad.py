"""Bad files among guides: each is named with the reason, and everything else is imported."""

from __future__ import annotations

import pytest
from wagtail.models import Page

from resources.models import ImportedEntry
from tests.resources.importers.helpers import guides, write
from tests.resources.importers.library import guide, library

pytestmark = pytest.mark.django_db

BAD = {
    "utf8.md": b"\xff\xfe words",
    "front.md": b"---\ntitle: [\n---\nwords",
    "list.md": b"---\n- a\n---\nwords",
    "title.md": b"---\ntitle: {a: b}\n---\nwords",
    "long.md": f"---\ntitle: {'x' * 256}\n---\nwords".encode(),
    "empty.md": b"---\ntitle: Empty\n---\n\n",
    "c_list.yml": b"list: nothing",
    "c_item.yml": b"list: [{check: {a: b}}]",
    "large.md": b"x" * 1_000_001,
}


@pytest.fixture(scope="module")
def printed(kept, tmp_path_factory) -> str:
    """What the import of all of them printed, beside a folder that is whole."""
    folder = write(library(tmp_path_factory.mktemp("bad")), {f"en/phones/{name}": content for name, content in BAD.items()})
    return kept(lambda: guides(folder, code=1))


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_named_with_the_reason_and_the_rest_is_imported(printed, name):
    assert f"bad  en/phones/{name}: " in printed
    assert guide("Burner phones").live
    assert guide("Téléphones jetables").live
    assert not ImportedEntry.objects.filter(entry__endswith=name).exists()
    assert not Page.objects.filter(live=False, depth__gt=2).exists()
