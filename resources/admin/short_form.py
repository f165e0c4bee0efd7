"""The short form of a new service: what somebody has at hand after one call. All else is unknown, and said to be so."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.permission_policies.pages import PagePermissionPolicy

from hub import languages
from resources.codes import ServiceType
from resources.help_languages import help_language_choices
from resources.models import OrganisationPage, ResourceIndexPage
from taxonomy.concepts import choices as concept_choices
from taxonomy.names import language_name

from .contact import Contact, facts_of, tidy
from .fields import AreaByName, active_language

ORGANISATIONS_ID = "organisation-names"
Choices = list[tuple[Any, Any]]


def sections_for(user: Any) -> list[ResourceIndexPage]:
    """The sections in which ``user`` may make a service, in the order of the tree."""
    allowed = PagePermissionPolicy(ResourceIndexPage).instances_user_has_permission_for(user, "add")
    return list(ResourceIndexPage.objects.filter(pk__in=allowed.values("pk")).order_by("path").select_related("locale"))


def section_choices(sections: list[ResourceIndexPage]) -> Choices:
    """Grouped by language, narrower sections indented."""
    groups: dict[str, Choices] = {}
    for section in sections:
        groups.setdefault(section.locale.get_display_name(), []).append((section.pk, f"{'— ' * (section.depth - 3)}{section.title}"))
    return [("", "—"), *groups.items()] if len(groups) > 1 else [("", "—"), *(choice for group in groups.values() for choice in group)]


def organisation_names() -> list[str]:
    """The names of all organisations."""
    return sorted(set(OrganisationPage.objects.filter(facts_page=None).values_list("title", flat=True)), key=str.casefold)


def common_languages() -> Choices:
    """The languages of the hub as help is given in them (writing does not count), named in the editor's language; the long list has the others."""
    known = {code for code, _name in help_language_choices()}
    spoken = (one.code if one.code in known else one.code.split("-")[0] for one in languages.LANGUAGES)
    return [(code, language_name(code, active_language())) for code in spoken if code in known]


def topic_choices() -> Choices:
    """All topics by their labels."""
    return [("", "—"), *concept_choices("topic", active_language())]


class ShortForm(forms.Form):
    """Ten inputs, and the topic where the way here named one. Errors stand beside them, and nothing that was typed is lost."""

    section = forms.TypedChoiceField(label=gettext_lazy("Section"))
    title = forms.CharField(label=gettext_lazy("Name of the service"), max_length=255)
    organisation = forms.CharField(
        label=gettext_lazy("Organisation"),
        max_length=255,
        required=False,
        help_text=gettext_lazy("Choose one that is known, or write a new name. Empty if there is none."),
        widget=forms.TextInput(attrs={"list": ORGANISATIONS_ID, "autocomplete": "off"}),
    )
    type = forms.ChoiceField(label=gettext_lazy("Type"), choices=ServiceType.choices, initial=ServiceType.OTHER, required=False)
    contact = forms.ChoiceField(label=gettext_lazy("One way to reach it"), choices=Contact.choices)
    address = forms.CharField(
        label=gettext_lazy("Number or address"),
        max_length=500,
        help_text=gettext_lazy("A number in international form, for example +33 199 00 12 34; an e-mail address; or a web address."),
        widget=forms.TextInput(attrs={"dir": "ltr"}),
    )
    languages = forms.MultipleChoiceField(
        label=gettext_lazy("Languages of help"), choices=common_languages, widget=forms.CheckboxSelectMultiple, required=False
    )
    another = forms.ChoiceField(label=gettext_lazy("Another language of help"), required=False)
    area = AreaByName(label=gettext_lazy("Where people may be"))
    topic = forms.ChoiceField(label=gettext_lazy("Topic"), choices=topic_choices, required=False)
    summary = forms.CharField(
        label=gettext_lazy("One sentence: what a reader finds there"), max_length=400, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sections = {section.pk: section for section in sections_for(user)}
        section: Any = self.fields["section"]
        section.choices, section.coerce = section_choices(list(self.sections.values())), int
        if len(self.sections) == 1:
            section.initial = next(iter(self.sections))
        self.fields["another"].choices = [("", "—"), *help_language_choices()]  # type: ignore[attr-defined]
        if not self.initial.get("topic"):
            del self.fields["topic"]

    def clean_section(self) -> ResourceIndexPage:
        """The section itself."""
        return self.sections[self.cleaned_data["section"]]

    def clean(self) -> dict[str, Any]:
        """The contact becomes the fact that it is; the two lists of languages become one. Raises ValidationError beside the input."""
        data: dict[str, Any] = super().clean() or {}
        if data.get("address") and data.get("contact"):
            try:
                data["facts"] = facts_of(data["contact"], tidy(data["contact"], data["address"]))
            except ValidationError as error:
                self.add_error("address", error)
        data["codes"] = list(dict.fromkeys(filter(None, [*data.get("languages", []), data.get("another")])))
        if not data["codes"]:
            self.add_error("languages", _("Choose at least one language."))
        return data
