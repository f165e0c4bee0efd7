"""A new password by mail. Whoever asks hears the same, and waits as long, whether there is such an account or not: the worker does the rest."""

from __future__ import annotations

import logging
from typing import Any, Final

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.tokens import default_token_generator
from django.core.exceptions import ValidationError
from django.core.mail import send_mail
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from django.utils.translation import gettext as _
from django_tasks import task
from wagtail.admin.forms.auth import PasswordResetForm
from wagtail.admin.views import account
from wagtail.users.models import UserProfile

from hub.admin.notices import LATER, Notice, tell
from safety.tries import wait_text

from . import throttle
from .devices import remember
from .views import declined

logger = logging.getLogger(__name__)
AN_HOUR: Final = 3600


class ResetForm(PasswordResetForm):
    """An e-mail address."""

    def __init__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        self.request, self.wait = request, 0
        super().__init__(*args, **kwargs)

    def clean_email(self) -> str:
        """Counted, known or not."""
        address = str(self.cleaned_data["email"])
        self.wait = throttle.ask_for_mail(self.request, address)
        if self.wait:
            raise ValidationError([wait_text(self.wait), _("A link that was sent before is still good: look into the mail, the spam folder too.")])
        return address

    def save(self, *args: Any, **kwargs: Any) -> None:
        """One row for the worker, for nobody as well."""
        send_link.enqueue([user.pk for user in self.get_users(self.cleaned_data["email"])])


class Reset(account.PasswordResetView):
    """Asks for the address."""

    def get_form_class(self) -> type[ResetForm]:
        """Ours, which counts."""
        return ResetForm

    def get_form_kwargs(self) -> dict[str, Any]:
        """With the request."""
        return {**super().get_form_kwargs(), "request": self.request}

    def form_invalid(self, form: ResetForm) -> HttpResponse:
        """The same for all."""
        return declined(super().form_invalid(form), form.wait)


class ResetConfirm(account.PasswordResetConfirmView):
    """Asks for the new password. Who has read the mail is at home in this browser."""

    def form_valid(self, form: Any) -> HttpResponse:
        """Remember it: nobody who guesses elsewhere makes them wait here."""
        answer: HttpResponse = super().form_valid(form)
        remember(self.request, answer, self.user.get_username())
        tell([self.user], Notice.SIGN_IN)
        return answer


@task()
def send_link(user_pks: list[int], tried: int = 0) -> None:
    """Send a link to each of these accounts. What the mail server does not take is tried again; neither log nor queue keep an address."""
    for user in get_user_model()._default_manager.filter(pk__in=user_pks, is_active=True):
        try:
            _send(user)
        except OSError as error:
            logger.warning("A link to a new password for account %s could not be sent (%s).", user.pk, type(error).__name__)
            if tried < len(LATER):
                send_link.using(run_after=timezone.now() + LATER[tried]).enqueue([user.pk], tried + 1)


def _send(user: Any) -> None:
    """One mail, in the language in which this person uses the admin."""
    link = reverse(
        "wagtailadmin_password_reset_confirm", args=[urlsafe_base64_encode(force_bytes(user.pk)), default_token_generator.make_token(user)]
    )
    hours = settings.PASSWORD_RESET_TIMEOUT // AN_HOUR
    with translation.override(UserProfile.get_for_user(user).get_preferred_language()):
        context = {"link": f"{settings.WAGTAILADMIN_BASE_URL}{link}", "hours": hours, "user": user}
        subject, body = _("A new password"), render_to_string("members/mail/new_password.txt", context)
        send_mail(subject, body, None, [user.email])
