"""Cookies, headers, logs: the same everywhere, stricter in production."""

from safety.logs import worth_telling

SESSION_COOKIE_NAME = "session"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
"""The admin, which shows a page before it is published in a frame, is let off in ``safety.headers``."""

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {
        "forget_request": {"()": "safety.logs.ForgetRequest"},
        "worth_telling": {"()": "django.utils.log.CallbackFilter", "callback": worth_telling},
    },
    "formatters": {"redacted": {"()": "safety.logs.RedactingFormatter", "format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "filters": ["worth_telling", "forget_request"], "formatter": "redacted"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": [], "level": "WARNING", "propagate": True},
        "django.server": {"handlers": [], "level": "INFO", "propagate": True},
        "gunicorn.http.wsgi": {"level": "ERROR"},
        "elastic_transport": {"level": "ERROR"},
        "elasticsearch": {"level": "ERROR"},
        "hub": {"level": "INFO"},
        "django_tasks": {"level": "WARNING"},
        "django_tasks_db": {"level": "WARNING"},
    },
}
"""One handler, to the console: what starts the hub keeps the log. Django's own handlers (mail with the whole request, lines of
``runserver`` with the query) are taken away. What Elasticsearch does not answer the hub tells itself."""
