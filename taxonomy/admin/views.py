"""The table of labels."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _
from django.views.generic import View
from wagtail.admin import messages
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin

from hub import languages
from taxonomy.admin.label_form import KINDS, LabelTableForm, cell_name
from taxonomy.admin.preview import preview
from taxonomy.concepts import tree
from taxonomy.models import Concept, ConceptLabel

SCHEMES = {Concept.Scheme.TOPIC.value: gettext_lazy("Topics"), Concept.Scheme.AUDIENCE.value: gettext_lazy("Audiences")}


class LabelTableView(PermissionCheckedMixin, WagtailAdminTemplateMixin, View):
    """All words of one kind for one list of concepts, in one form that is saved in one piece."""

    model = ConceptLabel
    permission_required = "change"
    template_name = "taxonomy/admin/labels.html"
    page_title = gettext_lazy("Labels")
    header_icon = "tag"
    url_name = ""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Know the list and the kind of words that the address names; 404 for others."""
        super().setup(request, *args, **kwargs)
        self.scheme, self.kind = kwargs.get("scheme", Concept.Scheme.TOPIC.value), kwargs.get("kind", "preferred")
        if self.scheme not in SCHEMES or self.kind not in KINDS:
            raise Http404

    def form(self, data: Any = None) -> LabelTableForm:
        """The table as the database has it, with what was sent."""
        return LabelTableForm(tree(self.scheme, languages.language(get_language() or "").code), self.kind, data)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the table."""
        return self.render_to_response(self.get_context_data(form=self.form()))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Save, or show what saving would change, or go back to the table as it was filled in."""
        if "preview" in request.POST:
            return self.preview(request)
        if "back" in request.POST:
            with transaction.atomic():
                return self.render_to_response(self.get_context_data(form=self.form(request.POST))).render()
        return self.save(request)

    def preview(self, request: HttpRequest) -> HttpResponse:
        """What the changes do to the search. Nothing is saved; all that was typed goes along."""
        with transaction.atomic():
            form = self.form(request.POST)
            if not form.is_valid():
                return self.refused(request, form)
        changed = [(*key, form.cleaned_data[cell_name(key)]) for key in form.changed()]
        sent = [(name, value) for name, values in request.POST.lists() for value in values if name not in ("csrfmiddlewaretoken", "preview")]
        context = self.get_context_data(form=form, sent=sent, preview=preview(changed, self.kind))
        return TemplateResponse(request, "taxonomy/admin/preview.html", context)

    def refused(self, request: HttpRequest, form: LabelTableForm) -> HttpResponse:
        """The table with what needs another look, while its labels are locked."""
        messages.error(request, _("Nothing has been saved yet: some cells need another look."))
        return self.render_to_response(self.get_context_data(form=form))

    def save(self, request: HttpRequest) -> HttpResponse:
        """Save all changes, or none and say why. Reading and writing stand in one transaction, so that nobody comes between."""
        with transaction.atomic():
            form = self.form(request.POST)
            if not form.is_valid():
                return self.refused(request, form)
            count = form.save()
        told = ngettext("%(count)s cell has been saved.", "%(count)s cells have been saved.", count) % {"count": count}
        messages.success(request, told if count else _("Nothing had changed."))
        return redirect(self.address(self.scheme, self.kind))

    def address(self, scheme: str, kind: str) -> str:
        """Where the table of a list and a kind of words stands."""
        return reverse(self.url_name, kwargs={"scheme": scheme, "kind": kind})

    def tabs(self) -> list[dict[str, Any]]:
        """The other tables, for the row of links above this one."""
        return [
            {"name": f"{SCHEMES[scheme]}: {KINDS[kind]}", "url": self.address(scheme, kind), "current": (scheme, kind) == (self.scheme, self.kind)}
            for scheme in SCHEMES
            for kind in KINDS
        ]

    def get_page_subtitle(self) -> str:
        """Which table it is."""
        return f"{SCHEMES[self.scheme]}: {KINDS[self.kind]}"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The frame of the admin, the tabs, the languages as columns."""
        return {
            **super().get_context_data(**kwargs),
            "tabs": self.tabs(),
            "languages": languages.LANGUAGES,
            "kind": self.kind,
            "breadcrumbs_items": [],
        }
