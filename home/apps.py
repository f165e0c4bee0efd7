"""The app."""

from __future__ import annotations

from datetime import timedelta

from django.apps import AppConfig
from django.db.models.signals import post_delete, post_migrate, post_save


class HomeConfig(AppConfig):
    """Tells the search what this app brings, keeps notices and help lines fresh, and gives editors their permissions."""

    name = "home"

    def ready(self) -> None:
        """Register."""
        from home import banners, groups, lines, search
        from hub import duties
        from hub.worker import Duty

        search.register()
        duties.register("help lines", lambda: Duty("help lines", timedelta(minutes=1), lines.keep))
        for signal in (post_save, post_delete):
            signal.connect(banners.forget, sender="home.Banner", dispatch_uid="home.forget_banners")
        post_migrate.connect(groups.give_permissions, sender=self, dispatch_uid="home.give_permissions")
