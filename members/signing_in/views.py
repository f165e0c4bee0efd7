"""The two steps of the sign-in: Wagtail's page for the password, ours for the second factor."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.generic import FormView
from wagtail.admin.views.account import LoginView

from members.factors import keys, store
from safety.tries import wait_text

from . import pending, throttle
from .forms import CodeForm, SignInForm


def declined(answer: HttpResponse, seconds: int) -> HttpResponse:
    """``answer``, as one that was declined for so many seconds, if any."""
    if seconds:
        answer.status_code = 429
        answer["Retry-After"] = str(seconds)
    return answer


class SignIn(LoginView):
    """Name and password."""

    template_name = "members/sign_in.html"

    def get_form_class(self) -> type[SignInForm]:
        """Ours, which counts."""
        return SignInForm

    def form_valid(self, form: SignInForm) -> HttpResponse:
        """On to the second step, or in."""
        user: Any = form.get_user()
        if store.has_factor(user):
            pending.begin(self.request, user, self.get_success_url())
            return redirect("wagtailadmin_login_second")
        return pending.sign_in(self.request, user, self.get_success_url())

    def form_invalid(self, form: SignInForm) -> HttpResponse:
        """The same for all who are wrong."""
        return declined(super().form_invalid(form), form.wait)


@method_decorator([never_cache, sensitive_post_parameters()], name="dispatch")
class SecondStep(FormView[CodeForm]):
    """The code, or the key."""

    template_name = "members/second_step.html"
    form_class = CodeForm
    user: Any

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Only after the password."""
        self.user = pending.waiting(request)
        return super().dispatch(request, *args, **kwargs) if self.user else redirect("wagtailadmin_login")

    def form_valid(self, form: CodeForm) -> HttpResponse:
        """In, if it is right."""
        name = self.user.get_username()
        if wait := throttle.guess(self.request, "code", name):
            form.add_error(None, wait_text(wait))
            return declined(self.form_invalid(form), wait)
        if not self._right(form.cleaned_data):
            form.add_error("code", _("This code is not right, or was used already. Wait for the next one."))
            return self.form_invalid(form)
        throttle.right(self.request, "code", name)
        return pending.sign_in(self.request, self.user, self.request.session[pending.KEY]["then"], second=True)

    def _right(self, given: dict[str, Any]) -> bool:
        """Is one of the two right?"""
        if proof := given.get("proof"):
            return keys.proves(self.request, self.user, proof)
        return store.matches(self.user, given.get("code", ""))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """With the question for a key, where the account has one. A question is good once."""
        return {**super().get_context_data(**kwargs), "question": keys.ask(self.request, self.user)}
