"""The second factor: an app that shows codes, security keys, recovery codes. Built on django-allauth's ``mfa``, which only this package imports."""
