"""``EMAIL_URL``: how mail leaves the hub, as one address: ``smtp://user:password@host:587?tls=1``, ``smtps://…`` or ``console:``."""

import os
from urllib.parse import parse_qs, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

_BACKENDS = {
    "": "django.core.mail.backends.dummy.EmailBackend",
    "console": "django.core.mail.backends.console.EmailBackend",
    "smtp": "django.core.mail.backends.smtp.EmailBackend",
    "smtps": "django.core.mail.backends.smtp.EmailBackend",
}

_url = urlsplit(os.environ.get("EMAIL_URL", ""))
if _url.scheme not in _BACKENDS:
    raise ImproperlyConfigured("EMAIL_URL must begin with smtp://, smtps:// or console:, or be empty: then the hub sends no mail.")

EMAIL_BACKEND = _BACKENDS[_url.scheme]
EMAIL_HOST = _url.hostname or "localhost"
EMAIL_USE_SSL = _url.scheme == "smtps"
EMAIL_PORT = _url.port or (465 if EMAIL_USE_SSL else 25)
EMAIL_HOST_USER = unquote(_url.username or "")
EMAIL_HOST_PASSWORD = unquote(_url.password or "")
EMAIL_USE_TLS = parse_qs(_url.query).get("tls", ["0"])[0] not in ("0", "")
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = os.environ.get("HUB_MAIL_FROM", "hub@localhost")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
