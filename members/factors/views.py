"""Where people of the admin see and change their second factor."""

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
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, TemplateView
from qrcode.image.svg import SvgPathImage
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from members.sessions import proved, proved_lately
from members.signing_in.forms import PasswordForm
from members.signing_in.views import declined
from safety.locked import lock, unlock

from . import changes, keys, store
from .adapter import Adapter
from .forms import AppForm, KeyForm
from .required import must_have_one

SECRET: Final = "new_secret"  # the name of a place in the session  # nosec B105
SHOWN: Final = "show_codes"


class Screen(WagtailAdminTemplateMixin):
    """A page about the own second factor."""

    request: HttpRequest
    header_icon = "lock"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """By way of the account."""
        way = [{"url": reverse("wagtailadmin_account"), "label": _("Account")}, {"url": reverse("second_factor"), "label": _("Second factor")}]
        here = [] if isinstance(self, Overview) else [{"url": "", "label": self.get_page_title()}]
        return [*super().get_breadcrumbs_items(), *way, *here]


class Changing(Screen):
    """A page that changes it: the password comes first, unless it was typed a moment ago."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """To the password and back."""
        if not proved_lately(request):
            return redirect(f"{reverse('second_factor_password')}?next={request.path}")
        return super().dispatch(request, *args, **kwargs)


class Overview(Screen, TemplateView):
    """What there is, and what can be added."""

    template_name = "members/factors/overview.html"
    page_title = gettext_lazy("Second factor")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Apps, keys, and how many codes are left."""
        rows = [
            {
                "pk": row.pk,
                "app": row.type == store.Type.TOTP,
                "name": keys.name_of(row) if row.type == store.Type.WEBAUTHN else "",
                "since": row.created_at,
            }
            for row in store.factors(self.request.user)
        ]
        more = {"rows": rows, "app": any(row["app"] for row in rows), "left": len(store.codes(self.request.user))}
        return {**super().get_context_data(**kwargs), **more, "required": must_have_one(self.request.user)}


class Password(Screen, FormView[PasswordForm]):
    """The password once more."""

    template_name = "members/factors/form.html"
    page_title = gettext_lazy("Your password, once more")
    form_class = PasswordForm
    extra_context = {
        "told": gettext_lazy("Before the way you sign in is changed, type your password: somebody else may sit at your computer."),
        "button": gettext_lazy("Go on"),
    }

    def get_form_kwargs(self) -> dict[str, Any]:
        """With the request."""
        return {**super().get_form_kwargs(), "request": self.request}

    def form_valid(self, form: PasswordForm) -> HttpResponse:
        """Back to where they were; to our own pages only."""
        proved(self.request)
        then = self.request.GET.get("next", "")
        return redirect(then if then.startswith(reverse("second_factor")) else "second_factor")

    def form_invalid(self, form: PasswordForm) -> HttpResponse:
        """Declined, where there were too many."""
        return declined(super().form_invalid(form), form.wait)


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


class Remove(Changing, TemplateView):
    """Asks first."""

    template_name = "members/factors/remove.html"
    page_title = gettext_lazy("Remove")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """To all of them, where this one is gone, or somebody else's."""
        there = store.factors(request.user).filter(pk=kwargs["factor_id"]).exists()
        return super().get(request, *args, **kwargs) if there else redirect("second_factor")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Is it the last one?"""
        rows = store.factors(self.request.user)
        row = rows.get(pk=self.kwargs["factor_id"])
        name = keys.name_of(row) if row.type == store.Type.WEBAUTHN else ""
        return {**super().get_context_data(**kwargs), "name": name, "last": len(rows) == 1, "required": must_have_one(self.request.user)}

    def post(self, request: HttpRequest, factor_id: int) -> HttpResponse:
        """Gone."""
        if store.remove(request.user, factor_id):
            changes.changed(request, changes.REMOVED)
            messages.success(request, _("The sign-in does not ask for it any more."))
        return redirect("second_factor")


class Codes(Changing, TemplateView):
    """The recovery codes, from when they are made until their owner has put them away."""

    template_name = "members/factors/codes.html"
    page_title = gettext_lazy("Recovery codes")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The codes, or only how many are left."""
        found = store.codes(self.request.user)
        shown = self.request.session.get(SHOWN, False)
        return {
            **super().get_context_data(**kwargs),
            "codes": found if shown else [],
            "left": len(found),
            "possible": store.has_factor(self.request.user),
        }

    def post(self, request: HttpRequest) -> HttpResponse:
        """Make others, or: they are put away."""
        if "kept" in request.POST:
            request.session.pop(SHOWN, None)
            return redirect("second_factor")
        if not store.has_factor(request.user):
            return redirect("second_factor")
        store.new_codes(request.user)
        changes.changed(request, changes.CODES)
        request.session[SHOWN] = True
        return redirect("second_factor_codes")


class CodesFile(Changing, TemplateView):
    """The codes as a file, whose name and words say nothing of the site."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """While they are shown."""
        if not request.session.get(SHOWN):
            return redirect("second_factor_codes")
        text = "\n".join([_("Each of these codes is good once."), "", *store.codes(request.user), ""])
        headers = {"Content-Disposition": 'attachment; filename="codes.txt"'}
        return HttpResponse(text, content_type="text/plain; charset=utf-8", headers=headers)


def picture(address: str) -> str:
    """``address`` as a QR code, in the page itself."""
    out = BytesIO()
    qrcode.make(address, image_factory=SvgPathImage).save(out)
    return f"data:image/svg+xml;base64,{base64.b64encode(out.getvalue()).decode()}"
