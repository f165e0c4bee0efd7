"""The way to a list of families in the menu of the admin."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from wagtail.admin.menu import MenuItem
from wagtail.permission_policies.pages import PagePermissionPolicy

from hub.admin.forms import may_change_facts


def list_item_of(model: Any) -> type[MenuItem]:
    """The menu item of the list of ``model``: for whoever keeps facts, and for whoever finds a page in it. Those who only translate find none: their
    list is that of their language."""

    class ListItem(MenuItem):
        def is_shown(self, request: HttpRequest) -> bool:
            if may_change_facts(request.user):
                return True
            return bool(PagePermissionPolicy(model).instances_user_has_permission_for(request.user, "change").filter(facts_page=None).exists())

    return ListItem
