"""What editors do to many pages at once: hide them, give them a steward, add topics. Facts only, published at once in all languages."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.contrib.auth import get_user_model
from django.contrib.auth.backends import ModelBackend
from django.utils.functional import Promise
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.views.pages.bulk_actions.page_bulk_action import PageBulkAction
from wagtail.models import Page

from hub import languages
from hub.corrections.correct import correct
from hub.corrections.facts import facts_in
from hub.corrections.merge import Facts
from hub.models import HubPage
from taxonomy.concepts import choices as concept_choices
from taxonomy.models import Concept

from .forms import CHANGE_FACTS, may_correct
from .hiding import hide, may_hide


class FactsBulkAction(PageBulkAction):
    """An action on the facts pages among those that were chosen. Subclasses say what changes (``changed``), or do it themselves (``do``)."""

    template_name = "hub/admin/bulk_facts.html"
    form_class = forms.Form
    question: ClassVar[Promise]

    def check_perm(self, obj: Page) -> bool:
        """Published facts pages whose facts this person may correct."""
        page = obj.specific
        return isinstance(page, HubPage) and page.keeps_facts and may_correct(self.request.user, page)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """With the question."""
        return {**super().get_context_data(**kwargs), "question": self.question, "title": self.display_name}

    def get_execution_context(self) -> dict[str, Any]:
        """With what was filled in."""
        given = self.cleaned_form.cleaned_data if self.cleaned_form else {}
        return {"user": self.request.user, "given": given}

    @classmethod
    def execute_action(cls, objects: list[Page], user: Any = None, given: Any = None, **kwargs: Any) -> tuple[int, int]:
        """Do it to each. All or none: Wagtail runs this in one transaction."""
        for page in objects:
            cls.do(page.specific, user, given)
        return len(objects), 0

    @classmethod
    def do(cls, page: Any, user: Any, given: dict[str, Any]) -> None:
        """Publish what changes."""
        base = facts_in(page)
        correct(page, base, {**base, **cls.changed(base, given)}, user)

    @classmethod
    def changed(cls, facts: Facts, given: dict[str, Any]) -> Facts:
        """The facts that are others now."""
        raise NotImplementedError(f"{cls.__name__} says neither what changes nor what it does.")

    def get_success_message(self, num_parent_objects: int, num_child_objects: int) -> str:
        """How many."""
        return self.said(num_parent_objects) % {"count": num_parent_objects}

    @classmethod
    def said(cls, count: int) -> str:
        """What is said when it is done to ``%(count)d`` pages."""
        raise NotImplementedError(f"{cls.__name__} does not say what it has done.")


@hooks.register("register_bulk_action")
class HideMany(FactsBulkAction):
    """Hide in all languages."""

    display_name = _("Hide")
    action_type = "hide"
    aria_label = _("Hide the chosen pages in all languages")
    action_priority = 60
    question = _("Readers find these pages no more, in no language. Nothing of them is lost.")

    @classmethod
    def said(cls, count: int) -> str:
        """How many."""
        return ngettext("One page is hidden in all languages.", "%(count)d pages are hidden in all languages.", count)

    def check_perm(self, obj: Page) -> bool:
        """Whoever may hide it."""
        page = obj.specific
        return isinstance(page, HubPage) and page.keeps_facts and page.listed and may_hide(self.request.user, page)

    @classmethod
    def do(cls, page: Any, user: Any, given: dict[str, Any]) -> None:
        """Hide it."""
        hide(page, user)


class StewardForm(forms.Form):
    """Who looks after the pages from now on."""

    steward = forms.ModelChoiceField(
        label=_("Steward"), queryset=get_user_model().objects.none(), required=False, empty_label=_("Nobody in particular")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["steward"].queryset = ModelBackend().with_perm(CHANGE_FACTS)  # type: ignore[attr-defined]


@hooks.register("register_bulk_action")
class GiveSteward(FactsBulkAction):
    """A steward for several pages."""

    display_name = _("Steward")
    action_type = "steward"
    aria_label = _("Say who looks after the chosen pages")
    action_priority = 61
    form_class = StewardForm
    question = _("Who looks after these pages from now on?")

    @classmethod
    def said(cls, count: int) -> str:
        """How many."""
        return ngettext("One page has another steward.", "%(count)d pages have another steward.", count)

    @classmethod
    def changed(cls, facts: Facts, given: dict[str, Any]) -> Facts:
        """The steward."""
        return {"steward": given["steward"].pk if given["steward"] else None}


class TopicsForm(forms.Form):
    """Topics to add."""

    topics = forms.MultipleChoiceField(label=_("Topics"), widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = languages.language(get_language() or languages.DEFAULT.code).code
        self.fields["topics"].choices = list(concept_choices("topic", language))  # type: ignore[attr-defined]


@hooks.register("register_bulk_action")
class AddTopics(FactsBulkAction):
    """Topics for several pages."""

    display_name = _("Topics")
    action_type = "topics"
    aria_label = _("Add topics to the chosen pages")
    action_priority = 62
    form_class = TopicsForm
    question = _("Which topics do these pages get? They keep those that they have.")

    @classmethod
    def said(cls, count: int) -> str:
        """How many."""
        return ngettext("One page has got the topics.", "%(count)d pages have got the topics.", count)

    @classmethod
    def changed(cls, facts: Facts, given: dict[str, Any]) -> Facts:
        """The topics it has, and the new ones."""
        new = Concept.objects.filter(scheme="topic", code__in=given["topics"]).values_list("pk", flat=True)
        return {"topics": list(dict.fromkeys([*facts["topics"], *new]))}
