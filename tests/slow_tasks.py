"""A task that takes its time."""

import time

from django.conf import settings
from django_tasks import task


@task()
def slow(name):
    (settings.HUB_DATA / f"task-begun-{name}").touch()
    time.sleep(3)
