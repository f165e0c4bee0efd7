"""A task that takes its time."""

import time

from django.conf import settings
from django_tasks import task


@task()
def slow(name):
    """Three seconds, once the test says that it looks (for which it has a minute)."""
    (settings.HUB_DATA / f"task-begun-{name}").touch()
    for _ in range(600):
        if (settings.HUB_DATA / "somebody-looks").exists():
            break
        time.sleep(0.1)
    time.sleep(3)
