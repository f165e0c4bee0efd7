"""The question at *Unpublish*: hide in all languages, or take away only the words in this one (DESIGN §4). Readers of the other languages would
otherwise go on finding what somebody meant to take down."""

from __future__ import annotations

from typing import Any, Final

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.admin.views.pages.bulk_actions.page_bulk_action import DefaultPageForm
from wagtail.admin.views.pages.bulk_actions.unpublish import UnpublishBulkAction
from wagtail.models import Page

from hub.models import HubPage

from .hide_views import hidden_text
from .hiding import hide, may_hide

HIDE: Final = "hide"
WORDS: Final = "words"
MEANINGS: Final = [
    (HIDE, gettext_lazy("Hide them in all languages now")),
    (WORDS, gettext_lazy("Take away only the words in this language; the other languages keep words and facts")),
]


def asks(page: Page) -> bool:
    """Is there something to ask? Not at a translation: to unpublish it takes away its words, and nothing else."""
    return isinstance(page, HubPage) and page.keeps_facts


@hooks.register("before_unpublish_page")
def ask_which_is_meant(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Nothing is unpublished before one of the two buttons was pressed (``templates/wagtailadmin/pages/confirm_unpublish.html``)."""
    meaning = request.POST.get("meaning")
    if not asks(page) or meaning == WORDS:
        return None
    if meaning == HIDE and may_hide(request.user, page):
        hide(page, request.user)
        messages.success(request, hidden_text(page))
        return redirect(get_valid_next_url_from_request(request) or "wagtailadmin_home")
    messages.error(request, _("Nothing was unpublished. Say which of the two you mean."))
    return redirect("wagtailadmin_pages:unpublish", page.pk)


class UnpublishForm(DefaultPageForm):
    """Which of the two, where original pages are among those that were chosen."""

    meaning = forms.ChoiceField(label=gettext_lazy("What do you mean?"), choices=MEANINGS, widget=forms.RadioSelect)


@hooks.register("register_bulk_action", order=100)
class CarefulUnpublish(UnpublishBulkAction):
    """Asks the same for several pages. Comes after Wagtail's own registration, whose place it takes."""

    form_class = UnpublishForm
    template_name = "hub/admin/bulk_unpublish.html"

    def get_form(self, form_class: Any = None) -> forms.Form:
        """Without the question where only translations were chosen, and without "hide" for whoever may not."""
        form: forms.Form = super().get_form(form_class)
        originals = [page for page in map(_specific, self.get_actionable_objects()[0]) if asks(page)]
        if not originals:
            del form.fields["meaning"]
        elif not all(may_hide(self.request.user, page) for page in originals):
            form.fields["meaning"].choices = MEANINGS[1:]  # type: ignore[attr-defined]
        return form

    def get_execution_context(self) -> dict[str, Any]:
        """With the answer."""
        return {**super().get_execution_context(), "meaning": self.cleaned_form.cleaned_data.get("meaning", WORDS)}

    @classmethod
    def execute_action(cls, objects: list[Page], meaning: str = WORDS, user: Any = None, **kwargs: Any) -> tuple[int, int]:
        """Hide the original pages if that is meant; unpublish all others."""
        meant = [page for page in map(_specific, objects) if meaning == HIDE and asks(page)]
        for page in meant:
            hide(page, user)
        hidden = {page.pk for page in meant}
        parents, children = super().execute_action([page for page in objects if page.pk not in hidden], user=user, **kwargs)
        return parents + len(hidden), children

    def get_success_message(self, num_parent_objects: int, num_child_objects: int) -> str:
        """What happened, in the words of what was meant."""
        if self.cleaned_form.cleaned_data.get("meaning") != HIDE:
            return str(super().get_success_message(num_parent_objects, num_child_objects))
        text = ngettext("One page is taken away.", "%(count)d pages are taken away.", num_parent_objects)
        return text % {"count": num_parent_objects}


def _specific(page: Page) -> Page:
    """The page with its facts."""
    return page.specific
