"""The app."""

from django.apps import AppConfig


class TranslationConfig(AppConfig):
    """Translation."""

    name = "translation"
