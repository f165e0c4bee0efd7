"""A real site. Refuses to start with a default secret, with DEBUG or for any host."""

import os

from django.core.exceptions import ImproperlyConfigured

from .base import *  # noqa: F403
from .base import ALLOWED_HOSTS, SECRET_KEY

if len(SECRET_KEY) < 50 or len(set(SECRET_KEY)) < 5 or SECRET_KEY.startswith("django-insecure-"):
    raise ImproperlyConfigured("SECRET_KEY is missing or weak: set 50 random characters or more, for example from `openssl rand -base64 48`.")
if not ALLOWED_HOSTS or "*" in ALLOWED_HOSTS:
    raise ImproperlyConfigured("ALLOWED_HOSTS must name the hosts that the hub answers for, with commas between them, and never `*`.")
if os.environ.get("DEBUG", "").lower() not in ("", "0", "false", "no"):
    raise ImproperlyConfigured("DEBUG is set: take it from the environment, the production settings never run with it.")

DEBUG = False
WAGTAILADMIN_BASE_URL = os.environ.get("HUB_URL") or f"https://{ALLOWED_HOSTS[0].lstrip('.')}"
SECURE_SSL_REDIRECT = True
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
SECURE_HSTS_SECONDS = 63_072_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
