"""Accounts: as little about a person as a sign-in needs. The list of editors is a list that somebody may want to seize (DESIGN §7)."""

from __future__ import annotations

import secrets
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.db import models
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from safety.register import account


class UserManager(BaseUserManager["User"]):
    """Makes accounts; ``createsuperuser`` uses it."""

    def create_user(self, username: str, email: str = "", password: str | None = None, **more: Any) -> User:
        """A saved account. Raises ValueError without a username."""
        if not username:
            raise ValueError("An account needs a username.")
        user = self.model(username=username, email=self.normalize_email(email), **more)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, username: str, email: str = "", password: str | None = None, **more: Any) -> User:
        """A saved administrator account."""
        return self.create_user(username, email, password, is_superuser=True, is_staff=True, **more)


class User(AbstractBaseUser, PermissionsMixin):
    """A person with an account: a name to sign in with, one name to be shown (which need not be legal), an e-mail address. No other name is kept."""

    username = models.CharField(
        _("username"), max_length=150, unique=True, validators=[UnicodeUsernameValidator()], help_text=_("Letters, digits and @ . + - _ only.")
    )
    display_name = models.CharField(
        _("display name"), max_length=100, blank=True, help_text=_("The name that colleagues see. It need not be a legal name.")
    )
    email = models.EmailField(_("e-mail address"), blank=True)
    is_active = models.BooleanField(_("active"), default=True)
    is_staff = models.BooleanField(_("staff"), default=False, editable=False)
    is_demo = models.BooleanField(_("demo account"), default=False, editable=False)
    session_mark = models.CharField(max_length=32, blank=True, default="", editable=False)
    """Part of what every session of this account is checked against: another mark, and all of them have ended."""

    objects = UserManager()

    retention = account("username", "display_name", "email")

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["email"]

    class Meta:
        verbose_name = _("account")
        verbose_name_plural = _("accounts")

    def __str__(self) -> str:
        return self.get_full_name()

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save. Of the last sign-in only the month is kept: enough to find accounts nobody uses, too little to tell when a person was awake."""
        if self.last_login:
            self.last_login = self.last_login.replace(day=1, hour=0, minute=0, second=0, microsecond=0)
        super().save(*args, **kwargs)

    def get_full_name(self) -> str:
        """The name to show: the display name, or the username where there is none."""
        return self.display_name or self.username

    def get_short_name(self) -> str:
        """The same as ``get_full_name``: there is only one name."""
        return self.get_full_name()

    def end_sessions(self) -> None:
        """End all sessions of this account."""
        self.session_mark = secrets.token_hex(16)
        self.save(update_fields=["session_mark"])

    def _get_session_auth_hash(self, secret: str | bytes | None = None) -> str:
        """What a session carries of its account: the password, as Django does, and our mark."""
        plain = super()._get_session_auth_hash(secret)  # type: ignore[misc]
        return salted_hmac("members.User.session_mark", f"{plain}{self.session_mark}", secret=secret, algorithm="sha256").hexdigest()
