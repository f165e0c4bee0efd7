"""The taxonomy in the menu of the admin, and its permissions in the form of groups."""

from __future__ import annotations

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from wagtail import hooks

from taxonomy.admin.viewsets import TaxonomyGroup


@hooks.register("register_admin_viewset")
def register_taxonomy() -> TaxonomyGroup:
    """Labels, concepts and areas."""
    return TaxonomyGroup()


@hooks.register("register_permissions")
def register_label_permission() -> QuerySet[Permission]:
    """To change labels is a permission of its own."""
    return Permission.objects.filter(content_type__app_label="taxonomy", codename="change_conceptlabel")
