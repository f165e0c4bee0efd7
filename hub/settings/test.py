"""The tests: fast hashes, no reach to anywhere, nothing kept, and a folder of its own for each process.

``HUB_TEST_DATABASE`` names a PostgreSQL server to test on instead of SQLite (``python -m tools.postgres``); ``DATABASE_URL`` may be a real site's.
"""

import atexit
import os
import shutil
import tempfile

_folder = tempfile.mkdtemp(prefix="hub-test-")
atexit.register(shutil.rmtree, _folder, ignore_errors=True)
os.environ["HUB_DATA"] = _folder
for _name in (
    "EMAIL_URL",
    "ALLOWED_HOSTS",
    "SECRET_KEY",
    "DEBUG",
    "HUB_IDLE_MINUTES",
    "HUB_SESSION_HOURS",
    "HUB_BACKUPS",
    "HUB_BACKUP_KEY",
    "HUB_ONION",
    "ELASTICSEARCH_URL",
    "ELASTICSEARCH_API_KEY",
    "ELASTICSEARCH_CA",
    "ELASTICSEARCH_INDEX",
    "HUB_DATABASE_POOL",
):
    os.environ.pop(_name, None)

os.environ["DATABASE_URL"] = os.environ.get("HUB_TEST_DATABASE", "")

from .base import *  # noqa: E402, F403
from .base import DATABASES, HUB_DATA  # noqa: E402

del os.environ["DATABASE_URL"]

SECRET_KEY = "only-for-tests"  # nosec B105
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
STATIC_ROOT = HUB_DATA / "static"
STATIC_ROOT.mkdir()
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
HUB_DEMO_ALLOWED = True
SECOND_FACTOR_REQUIRED = False
PAGES_KEPT_FOR = 0
ELASTICSEARCH_PATIENCE = 20.0
"""It shares two cores with all tests."""
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}

if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["TEST"] = {"NAME": str(HUB_DATA / "test.sqlite3")}
    DATABASES["default"]["OPTIONS"]["init_command"] += " PRAGMA synchronous=OFF;"
else:
    DATABASES["default"]["TEST"] = {"NAME": "hub_test"}
