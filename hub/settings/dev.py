"""One machine, one person trying the hub out: ``make run``. ``DEBUG=1`` shows errors in the browser, instead of the pages that readers see."""

import os

from django.core.management.utils import get_random_secret_key

from .base import *  # noqa: F403
from .base import HUB_DATA


def _kept_secret() -> str:
    """The secret key of this folder: made at the first start, kept beside the database, so that a restart ends no session."""
    path = HUB_DATA / "secret_key"
    if not path.exists():
        HUB_DATA.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(get_random_secret_key())
    return path.read_text()


DEBUG = os.environ.get("DEBUG", "").lower() in ("1", "true", "yes")
SECRET_KEY = _kept_secret()
ALLOWED_HOSTS = ["*"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
HUB_DEMO_ALLOWED = True
SECOND_FACTOR_REQUIRED = False
if DEBUG:
    PAGES_KEPT_FOR = 0
SERVE_MEDIA = True
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
if not os.environ.get("EMAIL_URL"):
    EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
