"""*New service, short form*."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from hub.href import href
from resources.help_languages import help_language_choices
from taxonomy.help_languages import base
from taxonomy.models import Area

from .fields import LIST_ID, every_area
from .short_form import ORGANISATIONS_ID, ShortForm, common_languages, organisation_names, sections_for, topic_choices
from .short_make import make_service, may_publish_in


def may_add(user: Any) -> bool:
    """May ``user`` make services by the short form? Whoever may change facts, and add pages somewhere."""
    return bool(user.has_perm("hub.change_facts") and sections_for(user))


def asked_for(query: QueryDict) -> dict[str, Any]:
    """What the form begins with. Anything that is not known is left out."""
    section, topic, area = (query.get(name, "") for name in ("section", "topic", "area"))
    language = next((code for code in (query.get("language", ""), base(query.get("language", ""))) if code in dict(help_language_choices())), "")
    common = language in dict(common_languages())
    named = {
        "section": int(section) if section.isdecimal() else None,
        "topic": topic if topic in dict(topic_choices()) else None,
        "area": Area.objects.filter(code=area).first() if area else None,
        "languages": [language] if common else None,
        "another": None if common else language,
    }
    return {name: value for name, value in named.items() if value}


class ShortView(WagtailAdminTemplateMixin, FormView):
    """The form; afterwards the page that it made."""

    page_title = gettext_lazy("New service, short form")
    template_name = "resources/admin/short.html"
    form_class = ShortForm
    header_icon = "plus"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Raises PermissionDenied for whoever may add no service anywhere."""
        if not may_add(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """The way from the list of services."""
        return [{"url": reverse("services:index"), "label": _("Services")}, {"url": "", "label": self.get_page_title()}]

    def get_form_kwargs(self) -> dict[str, Any]:
        """With the editor: each has their own sections."""
        return {**super().get_form_kwargs(), "user": self.request.user}

    def get_initial(self) -> dict[str, Any]:
        """What the address names: the section, or (where something was found to be missing) topic, area, and language of help."""
        return asked_for(self.request.GET)

    def form_valid(self, form: ShortForm) -> HttpResponse:
        """Make it, and go to its page."""
        section = form.cleaned_data["section"]
        publish = "publish" in self.request.POST and may_publish_in(section, self.request.user)
        service = make_service(form.cleaned_data, self.request.user, publish)
        ways = [messages.button(href(service), _("View live"))] if service.live else []
        text = _("“%(title)s” is published.") if service.live else _("“%(title)s” is saved as a draft.")
        messages.success(self.request, text % {"title": service.title}, buttons=ways)
        return redirect("wagtailadmin_pages:edit", service.pk)

    def form_invalid(self, form: ShortForm) -> HttpResponse:
        """The form as it was filled in."""
        messages.validation_error(self.request, _("The service was not saved yet: something needs another look."), form)
        return super().form_invalid(form)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """With the names that fields suggest."""
        names = {"list_id": LIST_ID, "names": every_area(), "organisations_id": ORGANISATIONS_ID, "organisations": organisation_names()}
        context = super().get_context_data(**kwargs)
        publishes = any(may_publish_in(section, self.request.user) for section in context["form"].sections.values())
        return {**context, **names, "publishes": publishes}
