"""Signing in to the admin: docs/decisions/0012-signing-in.md."""

import os

SECOND_FACTOR_REQUIRED = True
"""Does the admin open to administrators only with a second factor? ``manage.py check --deploy`` refuses a real site without."""
SESSION_IDLE = int(os.environ.get("HUB_IDLE_MINUTES") or 60) * 60
"""Seconds without anything done in the admin after which a session ends."""
SESSION_COOKIE_AGE = int(os.environ.get("HUB_SESSION_HOURS") or 12) * 3600
"""Seconds after which it ends in any case."""
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
PASSWORD_GOOD_FOR = 15 * 60
"""Seconds after typing the password within which the second factor may be changed without typing it again."""
PASSWORD_RESET_TIMEOUT = 24 * 3600

MFA_ADAPTER = "members.factors.adapter.Adapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_TOTP_TOLERANCE = 1
"""Clocks of phones are off by half a minute."""
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SIGNUP_FIELDS = ["username*"]
"""Nobody signs up. Only for the checks of django-allauth, which knows no site without."""
