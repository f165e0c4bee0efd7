"""A hub with one address that takes its time, and tasks that do."""

from hub.settings.dev import *  # noqa: F403

ROOT_URLCONF = "tests.slow_urls"
