"""Correct facts: a form with the facts alone, which publishes them at once in all languages (DESIGN §4, "Correct facts")."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.core.signing import BadSignature, dumps, loads
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View
from wagtail.admin import messages
from wagtail.admin.panels import ObjectList
from wagtail.admin.telepath import JSContext
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from hub.admin.changes import told_changes
from hub.admin.conflicts import told_conflicts
from hub.admin.forms import HubPageForm, any_keys
from hub.admin.may import facts_page, why_not_published, why_refused
from hub.corrections.correct import correct
from hub.corrections.facts import facts_in, with_facts
from hub.corrections.merge import Conflict, Facts, merge

SALT: Final = "hub.correct_facts"


@cache
def handler_of(model: Any) -> Any:
    """The panels of the facts of a page type, and the form behind them."""
    handler = ObjectList(model.all_fact_panels(), base_form_class=HubPageForm).bind_to_model(model)
    _without_comments(handler)
    return handler


def _without_comments(panel: Any) -> None:
    """Comments belong to drafts: here their buttons, two hundred in the form of a service, would do nothing and be a seventh of the page."""
    panel.disable_comments = True
    for child in [*getattr(panel, "children", []), *filter(None, [getattr(panel, "child_edit_handler", None)])]:
        _without_comments(child)


@dataclass(frozen=True)
class Began:
    """What a form began with: ``base`` was live then; ``shown`` is what stood in the form, with what was typed after a conflict. It travels with the
    form, signed, so that corrections of several people are told apart whatever happened to the page in between."""

    base: Facts
    shown: Facts

    def token(self, page: Any) -> str:
        """As the form carries it."""
        return dumps([page.pk, self.base, None if self.shown == self.base else self.shown], salt=SALT, compress=True)

    @classmethod
    def of(cls, page: Any, token: str) -> Began:
        """Out of a form. Raises BadSignature where it is none of ours, or that of another page."""
        pk, base, shown = loads(token, salt=SALT)
        if pk != page.pk:
            raise BadSignature
        return cls(base, base if shown is None else shown)


class CorrectFacts(WagtailAdminTemplateMixin, View):
    """The form and what it posts."""

    page_title = gettext_lazy("Correct facts")
    header_icon = "edit"
    template_name = "hub/admin/correct_facts.html"
    page: Any

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Whoever may not is told why; translations lead to the page with their facts."""
        self.page = facts_page(kwargs["page_id"])
        if self.page.pk != kwargs["page_id"]:
            return redirect("hub_correct_facts", self.page.pk)
        refused = why_refused(request, self.page, "change", "publish") or why_not_published(request, self.page)
        return refused or super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """The facts as they are live, whatever a draft says."""
        facts = facts_in(self.page)
        return self.show(self.form(Began(facts, facts)), Began(facts, facts))

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Publish what was corrected; or say what is wrong, keeping what was typed."""
        try:
            began = Began.of(self.page, request.POST.get("began", ""))
        except BadSignature:
            messages.error(request, _("This form cannot be used any more. Here are the facts as they are now."))
            return redirect("hub_correct_facts", self.page.pk)
        form = self.form(began, request.POST)
        if not form.is_valid():
            return self.wrong(form, began)
        form.save(commit=False)
        typed = facts_in(form.instance)
        try:
            conflicts = correct(self.page, began.base, typed, request.user)
        except ValidationError as error:
            form.add_error(None, [text for texts in error.message_dict.values() for text in texts])
            return self.wrong(form, began)
        return self.ask_again(began.base, typed) if conflicts else self.done(typed != began.base)

    def form(self, began: Began, data: Any = None) -> Any:
        """The form of the facts, with what it began with behind it."""
        instance = with_facts(self.page, began.shown)
        form = handler_of(self.page.specific_class).get_form_class()(
            data, instance=instance, parent_page=self.page.get_parent(), for_user=self.request.user
        )
        any_keys(form)
        return form

    def done(self, changed: bool) -> HttpResponse:
        """Back to the form, with what is live now."""
        if changed:
            buttons = [messages.button(self.page.url, _("View live"))] if self.page.live and self.page.url else []
            messages.success(self.request, _("The facts are corrected, in all languages."), buttons=buttons)
        else:
            messages.info(self.request, _("Nothing was changed."))
        return redirect("hub_correct_facts", self.page.pk)

    def wrong(self, form: Any, began: Began) -> HttpResponse:
        """What was typed, with what is wrong about it."""
        messages.validation_error(self.request, _("The facts could not be saved because something is wrong in the form."), form)
        return self.show(form, began)

    def ask_again(self, base: Facts, typed: Facts) -> HttpResponse:
        """Somebody else published another value of the same fact: both are shown, and what was typed stays in the form."""
        self.page = facts_page(self.page.pk)
        now = facts_in(self.page)
        merged = merge(base, typed, now)
        began = Began(now, merged.facts)
        return self.show(self.form(began), began, merged.conflicts)

    def show(self, form: Any, began: Began, conflicts: list[Conflict] | None = None) -> HttpResponse:
        """The form on its page."""
        panel = handler_of(self.page.specific_class).get_bound_panel(instance=form.instance, request=self.request, form=form)
        js = JSContext()
        data = js.pack(panel)
        told = {"changes": told_changes(self.page, self.request.user), "conflicts": told_conflicts(self.page, conflicts or [])}
        form_parts = {"form": form, "panel": panel, "edit_handler_data": data, "media": form.media + panel.media + js.media}
        way = {"action_url": reverse("hub_correct_facts", args=[self.page.pk]), "began": began.token(self.page)}
        labels = {"submit_button_label": _("Publish in all languages"), "submit_button_active_label": _("Publishing…")}
        status = 409 if conflicts else 200
        return self.render_to_response(self.get_context_data(page=self.page, **told, **form_parts, **way, **labels), status=status)

    def get_page_subtitle(self) -> str:
        """The page."""
        return str(self.page.get_admin_display_title())

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """The way here."""
        edit = {"url": reverse("wagtailadmin_pages:edit", args=[self.page.pk]), "label": self.get_page_subtitle()}
        return [*self.breadcrumbs_items, edit, {"url": "", "label": self.page_title}]
