"""Setting up an app or a key."""

from __future__ import annotations

import base64
from io import BytesIO
from typing import Any, Final

import qrcode
from allauth.core.context import request_context
from allauth.mfa.totp.internal.auth import generate_totp_secret
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView
from qrcode.image.svg import SvgPathImage

from safety.locked import lock, unlock

from . import changes, keys, store
from .adapter import Adapter
from .forms import AppForm, KeyForm
from .losing import SHOWN
from .screens import Changing

SECRET: Final = "new_secret"
"""The place in the session of what is being set up."""


class AddApp(Changing, FormView[AppForm]):
    """An app that shows codes: its secret as a picture and as text."""

    template_name = "members/factors/app.html"
    page_title = gettext_lazy("An app that shows codes")
    form_class = AppForm

    @cached_property
    def secret(self) -> str:
        """Made at the first look, locked in the session until the app has proved that it has it."""
        if SECRET not in self.request.session:
            self.request.session[SECRET] = lock(generate_totp_secret())
        return unlock(self.request.session[SECRET])

    def get_form_kwargs(self) -> dict[str, Any]:
        """With the secret."""
        return {**super().get_form_kwargs(), "secret": self.secret}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The secret in groups of four, and as a picture."""
        with request_context(self.request):
            address = Adapter().build_totp_url(self.request.user, self.secret)
        groups = [self.secret[at : at + 4] for at in range(0, len(self.secret), 4)]
        return {**super().get_context_data(**kwargs), "groups": groups, "address": address, "picture": picture(address)}

    def form_valid(self, form: AppForm) -> HttpResponse:
        """The app is set up; on to the recovery codes, where there were none."""
        store.add_app(self.request.user, self.secret, form.cleaned_data["code"])
        del self.request.session[SECRET]
        return _added(self.request)


class AddKey(Changing, FormView[KeyForm]):
    """A key, or what a phone or computer has of that kind."""

    template_name = "members/factors/key.html"
    page_title = gettext_lazy("A security key")
    form_class = KeyForm

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """With what the browser needs."""
        return {**super().get_context_data(**kwargs), "question": keys.offer_new(self.request)}

    def form_valid(self, form: KeyForm) -> HttpResponse:
        """The key is set up."""
        if not keys.add(self.request, form.cleaned_data["name"] or _("Key"), form.cleaned_data["proof"]):
            form.add_error(None, _("The browser did not answer as it should. Try again."))
            return self.form_invalid(form)
        return _added(self.request)


def _added(request: HttpRequest) -> HttpResponse:
    """Say so, end other sessions, and show the codes."""
    changes.changed(request, changes.ADDED)
    messages.success(request, _("From now on the sign-in asks for it after the password."))
    request.session[SHOWN] = True
    return redirect("second_factor_codes")


def picture(address: str) -> str:
    """``address`` as a QR code, in the page itself."""
    out = BytesIO()
    qrcode.make(address, image_factory=SvgPathImage).save(out)
    return f"data:image/svg+xml;base64,{base64.b64encode(out.getvalue()).decode()}"
