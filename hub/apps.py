"""The app."""

from django.apps import AppConfig


class HubConfig(AppConfig):
    """Hub."""

    name = "hub"
