"""A real site. Refuses to start with a default secret, with DEBUG or for any host."""

import os
import re

from django.core.exceptions import ImproperlyConfigured

from .base import *  # noqa: F403
from .base import ALLOWED_HOSTS, ASKED_IN_PLAIN, ONION, SECRET_KEY

if len(SECRET_KEY) < 50 or len(set(SECRET_KEY)) < 5 or SECRET_KEY.startswith("django-insecure-"):
    raise ImproperlyConfigured("SECRET_KEY is missing or weak: set 50 random characters or more, for example from `openssl rand -base64 48`.")
if not ALLOWED_HOSTS or "*" in ALLOWED_HOSTS:
    raise ImproperlyConfigured("ALLOWED_HOSTS must name the hosts that the hub answers for, with commas between them, and never `*`.")
if os.environ.get("DEBUG", "").lower() not in ("", "0", "false", "no"):
    raise ImproperlyConfigured("DEBUG is set: take it from the environment, the production settings never run with it.")
if ONION and not re.fullmatch(r"http://[a-z2-7]{56}\.onion", ONION):
    raise ImproperlyConfigured("HUB_ONION must be the address of an onion service of version 3: http://, 56 letters and digits, .onion")

DEBUG = False
WAGTAILADMIN_BASE_URL = os.environ.get("HUB_URL") or f"https://{ALLOWED_HOSTS[0].lstrip('.')}"
SECURE_SSL_REDIRECT = True
SECURE_REDIRECT_EXEMPT = [""] if ONION else ASKED_IN_PLAIN
"""With an onion ``safety.onion`` redirects instead: it leaves the onion alone."""
ALLOWED_HOSTS += [ONION.removeprefix("http://")] if ONION else []
SECURE_HSTS_SECONDS = 63_072_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
