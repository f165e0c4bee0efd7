"""The app."""

from django.apps import AppConfig


class SafetyConfig(AppConfig):
    """Safety."""

    name = "safety"
