"""What all settings share. Everything that differs between places comes from environment variables (README, "Settings")."""

import os
from pathlib import Path

from hub import languages

from .databases import *  # noqa: F403
from .headers import *  # noqa: F403
from .mail import *  # noqa: F403
from .places import BASE_DIR, HUB_DATA
from .search import *  # noqa: F403
from .security import *  # noqa: F403
from .signing_in import *  # noqa: F403
from .uploads import *  # noqa: F403

SECRET_KEY = os.environ.get("SECRET_KEY", "")
DEBUG = False
ALLOWED_HOSTS = [host.strip() for host in os.environ.get("ALLOWED_HOSTS", "").split(",") if host.strip()]
ONION = os.environ.get("HUB_ONION", "").rstrip("/")
"""The address as an onion service, ``http://….onion``: ``safety.onion``."""
ASKED_IN_PLAIN = [r"^healthz$"]
"""What monitoring on the same machine may ask over http."""

INSTALLED_APPS = [
    "home",
    "members",
    "reports",
    "resources",
    "translation",
    "hub",
    "search",
    "taxonomy",
    "safety",
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtail.contrib.settings",
    "wagtail.embeds",
    "wagtail.sites",
    "members.apps.HubUsersConfig",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "members.apps.AllauthConfig",
    "allauth.mfa",
    "django_tasks",
    "django_tasks_db",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
]

MIDDLEWARE = [
    "safety.headers.Headers",
    "safety.onion.Onion",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "safety.caching.PublicPages",
    "safety.exports.Exports",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "hub.middleware.light.Light",
    "hub.middleware.discreet.Discreet",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "members.middleware.Sessions",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "translation.guard.Languages",
]

ROOT_URLCONF = "hub.urls"
WSGI_APPLICATION = "hub.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "hub.context.frame",
                "home.banners.banners",
            ],
        },
    },
]

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "members.User"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("UserAttributeSimilarityValidator", "MinimumLengthValidator", "CommonPasswordValidator")
]
AUTH_PASSWORD_VALIDATORS[1]["OPTIONS"] = {"min_length": 12}  # type: ignore[assignment]
LOGIN_URL = "wagtailadmin_login"

LANGUAGES = languages.choices()
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
LANGUAGE_CODE = languages.DEFAULT.code
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "UTC"
USE_TZ = True
FORMS_URLFIELD_ASSUME_HTTPS = True
"""An address typed without a scheme is https (Django 6 does so by itself, and has no such setting)."""

STATIC_URL = "/static/"
STATIC_ROOT = HUB_DATA / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_URL = "/media/"
MEDIA_ROOT = HUB_DATA / "media"
BACKUPS = Path(os.environ.get("HUB_BACKUPS") or HUB_DATA / "backups")
BACKUP_KEYS = [key.strip() for key in os.environ.get("HUB_BACKUP_KEY", "").split(",") if key.strip()]
"""Public keys of age: whoever holds the private one can read backups, the server cannot."""
BACKUPS_KEPT = {"daily": 7, "weekly": 4, "monthly": 6}
PAGES_KEPT_FOR = float(os.environ.get("HUB_PAGES_KEPT") or "5")
"""Seconds for which a process keeps a public page that it has made; 0 makes each anew."""
PAGES_VERSION = "search.outbox.latest_version"
HUB_DEMO_ALLOWED = False
"""May demo pages and demo accounts be loaded? Never on a real site."""
SERVE_MEDIA = False
"""Does the hub serve the sizes of images itself? On a real site the proxy in front does. Documents always go through Wagtail, which asks who may."""
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    "tries": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "tries", "OPTIONS": {"MAX_ENTRIES": 50_000}},
}
"""``tries`` counts guesses (``safety.tries``). It stays in the memory of each process, wherever the other one may move."""

DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
"""The table of labels and the form of a service with many rows hold more fields than Django allows by default."""

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

WAGTAIL_SITE_NAME = "Harbour"
WAGTAIL_I18N_ENABLED = True
WAGTAILADMIN_BASE_URL = os.environ.get("HUB_URL") or "http://localhost:8000"
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_PRIVATE_PAGE_OPTIONS = {"SHARED_PASSWORD": False}  # says that there is none  # nosec B105
WAGTAILIMAGES_IMAGE_MODEL = "hub.HubImage"
WAGTAILDOCS_DOCUMENT_MODEL = "hub.HubDocument"
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False
WAGTAILLOCALIZE_DISABLE_ON_DELETE = True
WAGTAILEMBEDS_FINDERS: list[dict[str, str]] = []
WAGTAIL_APPEND_SLASH = True
