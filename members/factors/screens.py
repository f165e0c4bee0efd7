"""Where people of the admin see their second factor, and the password that comes before any change of it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from members.sessions import proved, proved_lately
from members.signing_in.forms import PasswordForm
from members.signing_in.views import declined

from . import keys, store
from .required import must_have_one


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
