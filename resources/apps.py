"""The app."""

from django.apps import AppConfig


class ResourcesConfig(AppConfig):
    """Resources."""

    name = "resources"
