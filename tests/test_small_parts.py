"""Parts that are written once say what Django would have written, or tests would look at other pages than people see."""

from __future__ import annotations

import pytest
from django.forms.renderers import get_default_renderer
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe

ATTRS = "django/forms/widgets/attrs.html"


@pytest.mark.parametrize(
    ("attrs", "written"),
    [
        ({"id": "a"}, 'id="a"'),
        ({"id": 'a"b'}, 'id="a&quot;b"'),
        ({"id": mark_safe("a&amp;b")}, 'id="a&amp;b"'),
        ({"id": "a&amp;b"}, 'id="a&amp;amp;b"'),
        ({"hidden": True, "disabled": False}, "hidden"),
        ({"rows": 1}, 'rows="1"'),
        ({"rows": True}, "rows"),
        ({}, ""),
    ],
)
def test_attributes_are_told_apart(attrs, written):
    for _time in range(2):
        assert get_default_renderer().render(ATTRS, {"widget": {"attrs": attrs}}) == written


def test_icons_are_told_apart():
    icon = "wagtailadmin/shared/icon.html"
    plain, titled, other = (
        render_to_string(icon, {"name": name, "title": title}) for name, title in (("edit", ""), ("edit", "Change it"), ("bin", ""))
    )
    assert "#icon-edit" in plain
    assert "Change it" in titled
    assert "Change it" not in plain
    assert "#icon-bin" in other
