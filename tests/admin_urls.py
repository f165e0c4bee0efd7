"""Every address of the admin, with its arguments filled in: for tests that ask what somebody may do there, whatever view stands behind it.

``Things`` names what the arguments are filled with. An address whose argument nobody knows fails the test that walks: a new one is added to
``Things.values``, so that it is asked too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import product
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver
from wagtail.models import Page, Revision
from wagtail_localize.models import Translation

ARGUMENT = re.compile(r"<(?:\w+:)?(\w+)>|\(\?P<(\w+)>(?:[^()]|\([^()]*\))*\)")
OUTSIDE = re.compile(r"^admin/(?:login|logout|password_reset|sprite|jsi18n|failwhale|test404|block-preview|account)|\.\*/|^admin/\^")
"""Signing in and out, pictures and scripts, Wagtail's own error pages, and its last pattern, which fits all that fits nothing else."""


@dataclass
class Things:
    """What the addresses are filled with: a page, its revision and its translation, where there are any. ``more``: values for arguments by name."""

    page: Page
    revision: Revision | None = None
    translation: Translation | None = None
    more: dict[str, Any] = field(default_factory=dict)

    def values(self) -> dict[str, Any]:
        """A value for each argument by its name, or several to try one after the other."""
        page, revision = self.page.pk, self.revision.pk if self.revision else 999_999
        parent = self.page.get_parent().pk
        translation, source = (self.translation.pk, self.translation.source_id) if self.translation else (999_999, 999_999)
        segment = self.translation.source.stringsegment_set.first() if self.translation else None
        return {
            **dict.fromkeys(("page_id", "parent_page_id", "page_to_move_id", "page_pk", "pk", "object_id", "source_id"), page),
            **dict.fromkeys(("image_id", "task_id", "task_state_id", "workflow_pk", "workflow_state_id", "collection_id"), 999_999),
            **dict.fromkeys(("session_id", "overridable_segment_id", "uploaded_file_id", "document_id", "doc_id"), 999_999),
            **dict.fromkeys(("alert_id", "change_id", "factor_id"), 999_999),
            **dict.fromkeys(("revision_id", "revision_id_a"), revision),
            "revision_id_b": "latest",
            "destination_id": parent,
            "translation_id": translation,
            "translation_source_id": source,
            "string_segment_id": segment.pk if segment else 999_999,
            "content_type_app_name": self.page._meta.app_label,
            "content_type_model_name": self.page._meta.model_name,
            "app_label": "wagtailcore",
            "app_name": "taggit",
            "model_name": "page",
            "action": ("delete", "move", "publish", "unpublish"),
            "action_name": ("approve", "copy", "delete", "publish", "unpublish", "move", "copy_for_translation", "revert_to_page_revision"),
            "scheme": "topic",
            "kind": "preferred",
            "code": self.page.locale.language_code,
            "mode": "default",
            "filter_spec": "original",
            **self.more,
        }


@dataclass(frozen=True)
class AdminUrl:
    """One address: ``route`` with its names, ``path`` to ask for, ``name`` with its namespaces."""

    route: str
    path: str
    name: str


def admin_urls(things: Things, query: str = "") -> Iterator[AdminUrl]:
    """All of them, each once."""
    values, seen = things.values(), set()
    for route, name in _patterns(get_resolver(), "", ""):
        if route.startswith("admin/") and not OUTSIDE.search(route):
            for path in _filled(route, values):
                if (path, name) not in seen:
                    seen.add((path, name))
                    yield AdminUrl(route, path + query, name)


def _filled(route: str, values: dict[str, Any]) -> Iterator[str]:
    """``route`` with each argument filled in, in all ways there are."""
    names = [match[1] or match[2] for match in ARGUMENT.finditer(route)]
    plain = ARGUMENT.sub("{}", route.replace("{", "").replace("}", "")).translate({ord(sign): None for sign in "^$\\"})
    for chosen in product(*(values[name] if isinstance(values[name], tuple) else (values[name],) for name in names)):
        yield "/" + plain.format(*chosen)


def _patterns(resolver: URLResolver, before: str, namespace: str) -> Iterator[tuple[str, str]]:
    """Each route with the name of its view."""
    for pattern in resolver.url_patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _patterns(pattern, route, f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace)
        elif isinstance(pattern, URLPattern):
            yield route, f"{namespace}{pattern.name or ''}"
