"""*Close for now*, and the two answers to the question whether an alert still holds."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, TemplateView
from wagtail.admin import messages

from hub.admin.page_view import FamilyViewMixin
from resources.models import Alert
from resources.presentation.notices import alert_text

from .alert_form import AlertForm
from .alerts import alerts_now, may_alert, over, put_up, still_so


class CloseView(FamilyViewMixin, FormView):
    """Puts up an alert on a service, at once and in all languages."""

    page_title = gettext_lazy("Close for now")
    template_name = "resources/admin/close.html"
    form_class = AlertForm
    header_icon = "warning"

    def may(self) -> bool:
        """Whoever may change the facts of this service."""
        return may_alert(self.request.user, self.object)

    def get_form_kwargs(self) -> dict[str, Any]:
        """With the service."""
        return {**super().get_form_kwargs(), "service": self.object}

    def form_valid(self, form: AlertForm) -> HttpResponse:
        """Show it to readers now."""
        put_up(form.save(commit=False), self.request.user)
        messages.success(self.request, _("Readers of all languages see the alert on “%(title)s” now.") % {"title": self.get_page_subtitle()})
        return self.leave()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """With what readers see already."""
        seen = [(alert, alert_text(alert)) for alert in alerts_now(self.object)]
        return {**super().get_context_data(**kwargs), "seen": seen}


class AlertView(FamilyViewMixin, TemplateView):
    """One alert with two buttons: "still so" and "over now"."""

    page_title = gettext_lazy("Is it still so?")
    template_name = "resources/admin/alert.html"
    header_icon = "warning"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Find the alert and its service."""
        self.alert = get_object_or_404(Alert, pk=kwargs["alert_id"])
        super().setup(request, *args, **kwargs, page_id=self.alert.page_id)

    def may(self) -> bool:
        """Whoever may change the facts of this service."""
        return may_alert(self.request.user, self.object)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The answer, from the buttons of this page or straight from a list of what is due."""
        answer, title = request.POST.get("answer") or request.GET.get("answer"), {"title": self.get_page_subtitle()}
        if answer == "over":
            over(self.alert, request.user)
            messages.success(request, _("The alert on “%(title)s” is gone in all languages.") % title)
        elif answer == "still":
            still_so(self.alert, request.user)
            messages.success(request, _("The alert on “%(title)s” stays. The next question comes in 14 days.") % title)
        else:
            messages.error(request, _("Nothing was changed. Choose one of the two answers."))
            return redirect("service_alert", self.alert.pk)
        return self.leave()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """With what readers see."""
        return {**super().get_context_data(**kwargs), "alert": self.alert, "text": alert_text(self.alert)}
