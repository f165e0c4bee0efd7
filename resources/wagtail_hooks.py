"""Wagtail's hooks, for what concerns services and organisations."""

from __future__ import annotations

from wagtail import hooks

from resources.admin.lists import Directory


@hooks.register("register_admin_viewset")
def register_directory() -> Directory:
    """The lists of services and organisations."""
    return Directory()
