"""Small sources to import, and the commands run as an operator runs them."""

from __future__ import annotations

from io import StringIO
from pathlib import Path
from typing import Any

import yaml
from django.core.management import call_command
from hypothesis import HealthCheck, settings
from wagtail.models import Page, Revision

from resources.models import ImportedEntry


def write(folder: Path, files: dict[str, str | bytes]) -> Path:
    """Write ``files`` (by path) into ``folder``."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def lesson(body: str, **head: Any) -> str:
    """A lesson with front matter."""
    return f"---\n{yaml.safe_dump(head, allow_unicode=True)}---\n{body}"


def run(command: str, *args: Any, code: int = 0, **options: Any) -> str:
    """What the command printed; its exit code must be ``code``."""
    out, ended = StringIO(), 0
    try:
        call_command(command, *map(str, args), stdout=out, verbosity=2, **options)
    except SystemExit as end:
        ended = int(end.code or 0)
    assert ended == code, out.getvalue()
    return out.getvalue()


def guides(folder: Path, **options: Any) -> str:
    """Import a folder of guides."""
    return run("import_guides", folder, **{"source": "test", **options})


def services(folder: Path, entries: Any, mapping: dict[str, Any], **options: Any) -> str:
    """Import entries by a mapping, both written into ``folder``."""
    write(
        folder, {"entries.yml": yaml.safe_dump(entries, allow_unicode=True), "map.yml": yaml.safe_dump(mapping, allow_unicode=True, sort_keys=False)}
    )
    return run("import_services", folder / "entries.yml", mapping=folder / "map.yml", **options)


def state() -> tuple[int, int, int, list[Any]]:
    """What a second run must not change: pages, revisions, entries, and when pages were published last."""
    dates = list(Page.objects.order_by("pk").values_list("pk", "latest_revision_id", "last_published_at", "path"))
    return Page.objects.count(), Revision.objects.count(), ImportedEntry.objects.count(), dates


def quiet(examples: int) -> settings:
    """How hypothesis tries ``examples`` of something slow. Nothing is kept between runs, so that each tries others."""
    return settings(max_examples=examples, deadline=None, database=None, suppress_health_check=list(HealthCheck))
