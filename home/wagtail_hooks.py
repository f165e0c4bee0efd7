"""Wagtail's hooks, for what belongs to the home page."""

from __future__ import annotations

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from wagtail import hooks

from home.admin.banners import BannerViewSet


@hooks.register("register_admin_viewset")
def register_banners() -> BannerViewSet:
    """Notices for all pages."""
    return BannerViewSet()


@hooks.register("register_permissions")
def permissions_for_banners() -> QuerySet[Permission]:
    """What the form of a group offers."""
    return Permission.objects.filter(content_type__app_label="home", content_type__model="banner").exclude(codename="view_banner")
