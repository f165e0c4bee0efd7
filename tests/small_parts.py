"""The small parts of a form of the admin: thousands of templates for one page, which took half of the time of a test.

Django's test client notes each template that is rendered, with a copy of its context: of these parts it need not know. And those that say the same
whenever they are given the same, icons and lists of attributes, are written once.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from django.template.base import Template
from django.test.utils import _TestState

SMALL_PARTS = ("django/forms/", "wagtailadmin/shared/", "wagtailadmin/panels/", "wagtailadmin/widgets/", "wagtailadmin/icons/")
MOST = 20_000
Given = Callable[[Any], dict[str, Any]]


def _icon(context: Any) -> dict[str, Any]:
    """What an icon is made of."""
    return {name: context.get(name) for name in ("name", "classname", "title", "wrapped")}


PURE: dict[str, Given] = {
    "wagtailadmin/shared/icon.html": _icon,
    "wagtailadmin/shared/attrs.html": lambda context: context.get("attrs") or {},
    "django/forms/widgets/attrs.html": lambda context: context["widget"]["attrs"],
}
"""Templates without tags that ask for anything else, and what each is given."""


def quicken() -> None:
    """Render the small parts that way from now on."""
    told, plain = Template._render, _TestState.saved_data.template_render  # type: ignore[attr-defined]
    written: dict[Any, Any] = {}

    def render(template: Any, context: Any) -> Any:
        name = template.name or ""
        if not name.startswith(SMALL_PARTS):
            return told(template, context)
        make = partial(plain, template, context)
        return _once(written, name, PURE[name](context), make) if name in PURE else make()

    Template._render = render  # type: ignore[attr-defined]


def _once(written: dict[Any, Any], name: str, given: dict[str, Any], make: Callable[[], Any]) -> Any:
    """What ``make`` writes from ``given``, kept in ``written``. Text that is safe is told from text that is not by its type."""
    key = (name, *((one, type(value), str(value)) for one, value in given.items()))
    if key not in written:
        if len(written) > MOST:
            written.clear()
        written[key] = make()
    return written[key]
