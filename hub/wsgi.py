"""The WSGI entry for gunicorn: ``hub.wsgi:application``."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hub.settings.production")
application = get_wsgi_application()

from hub.keeping.doors import hold_open  # noqa: E402
from hub.settled import settle  # noqa: E402

hold_open()
settle()
