"""Scripts that somebody might write into a field, a site that has them in every field, and a reader of pages who finds those that would run."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from itertools import cycle, islice
from typing import Any

from bs4 import BeautifulSoup
from django.apps import apps
from django.db import IntegrityError, transaction
from django.db.models import CharField, Field, TextField
from lxml import html as lxml_html
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock

PAYLOADS = (
    "<script>pwn()</script>",
    "</script><script>pwn()</script>",
    "<img src=x onerror=pwn()>",
    "\"><script>pwn()</script>",
    "'><img src=x onerror=pwn()>",
    "\" onfocus=pwn() autofocus x=\"",
    "' onmouseover=pwn() x='",
    "` onclick=pwn() x=`",
    "<svg onload=pwn()>",
    "<svg><script>pwn()</script></svg>",
    "</textarea><script>pwn()</script>",
    "</title><script>pwn()</script>",
    "</style><script>pwn()</script>",
    "--><script>pwn()</script>",
    "]]><script>pwn()</script>",
    "javascript:pwn()",
    "java\tscript:pwn()",
    "data:text/html,<script>pwn()</script>",
    "<a href=javascript:pwn()>x</a>",
    "<iframe srcdoc='<script>pwn()</script>'></iframe>",
    "<math><mi xlink:href=javascript:pwn()>",
    "<body onload=pwn()>",
    "<details open ontoggle=pwn()>",
    "<object data=javascript:pwn()>",
    "<base href=//pwn.example/>",
    "<meta http-equiv=refresh content=0;url=javascript:pwn()>",
    "<scr<script>ipt>pwn()</scr</script>ipt>",
    "&lt;script&gt;pwn()&lt;/script&gt;",
    "\\u003cscript\\u003epwn()\\u003c/script\\u003e",
    "{{constructor.constructor('pwn()')()}}",
    "';pwn();//",
    "</noscript><p title=\"</noscript><img src=x onerror=pwn()>\">",
)  # fmt: skip
ADDRESSES = {"href", "src", "action", "formaction", "data", "xlink:href", "poster", "background"}
RUNNING = ("javascript:", "vbscript:", "data:text")
APPS = {
    "home", "hub", "members", "reports", "resources", "taxonomy", "wagtailcore", "auth", "wagtail_localize", "taggit",
}  # fmt: skip
STRUCTURE = {
    *("slug", "path", "url_path", "language_code", "code", "codename", "uri", "password", "content_json", "template", "template_format", "attrs"),
    *("data_json", "schema_version", "field_path", "object_id", "to_object_id", "model_path", "content_path", "action", "file_hash", "filter_spec"),
    *("focal_point_key", "digest", "entry", "hostname", "position", "contentpath", "zone", "currency", "fact", "receipt", "language", "key_hash"),
    *("prefix", "expect", "start", "folded"),
}
"""What other rows or our code depend on, and rich text, which comes in through its own doors (``body`` and translations here)."""


def payloads(turn: int = 0) -> Iterator[str]:
    """All of them in turn, for ever, beginning with number ``turn``."""
    return islice(cycle(PAYLOADS), turn, None)


def text_fields(model: Any) -> list[Field[Any, Any]]:
    """The fields of ``model`` that hold words."""
    found = (one for one in model._meta.local_concrete_fields if isinstance(one, CharField | TextField) and not one.choices and not one.primary_key)
    return [one for one in found if one.name not in STRUCTURE]


def fill_rows(given: Iterator[str]) -> int:
    """Write a payload into every field of every row; how many fields."""
    filled = 0
    for model in apps.get_models():
        if model._meta.app_label in APPS and model._meta.label not in ("wagtailcore.Locale", "contenttypes.ContentType"):
            for field in text_fields(model):
                for pk in model._base_manager.values_list("pk", flat=True)[:12]:
                    tail = f" {pk}" if field.unique else ""
                    value = next(given)[: (field.max_length or 500) - len(tail)] + tail
                    with suppress(IntegrityError), transaction.atomic():  # where a rule of the database refuses it, nobody can have written it
                        filled += model._base_manager.filter(pk=pk).update(**{field.name: value})
    return filled


def rich(given: Iterator[str]) -> str:
    """Rich text as it might be stored: any tags, but closed, as whatever wrote it will have parsed it."""
    return str(BeautifulSoup(f"<p>a{next(given)}b</p><h2>{next(given)}</h2>", "html.parser"))


def raw(block: Any, given: Iterator[str], image: int, document: int) -> Any:
    """A stored value of ``block`` with a payload wherever there are words."""
    match block:
        case ImageChooserBlock():
            return image
        case DocumentChooserBlock():
            return document
        case blocks.ChoiceBlock():
            return block.meta.default or next(value for value, _label in block.field.choices if value)
        case blocks.BooleanBlock():
            return False
        case blocks.StructBlock():
            return {name: raw(child, given, image, document) for name, child in block.child_blocks.items()}
        case blocks.ListBlock():
            return [{"type": "item", "id": str(n), "value": raw(block.child_block, given, image, document)} for n in range(2)]
        case blocks.StreamBlock():
            children = block.child_blocks.items()
            return [{"type": name, "id": f"{name}-{n}", "value": raw(child, given, image, document)} for n in range(3) for name, child in children]
        case blocks.RichTextBlock():
            return rich(given)
        case _:
            return next(given)


def running(page: str) -> list[str]:
    """What a browser would run in ``page`` of what was written into fields."""
    found = []
    for element in lxml_html.document_fromstring(page or "<p>").iter():
        if not isinstance(element.tag, str):
            continue
        if element.tag == "script" and (element.text or "").strip().startswith("pwn"):
            found.append(f"script: {element.text}")
        if element.tag in ("base", "meta") and "pwn" in " ".join(element.values()) and not element.get("name") and not element.get("property"):
            found.append(lxml_html.tostring(element, encoding="unicode"))
        for name, value in element.items():
            plain = "".join(value.split()).lower()
            if "pwn" in value and (name.startswith("on") or name == "srcdoc" or (name in ADDRESSES and plain.startswith(RUNNING))):
                found.append(f"{element.tag} {name}={value}")
    return found
