"""The form of a concept: its facts, and with a new one its first label."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.models import WagtailAdminModelForm

from hub import languages
from taxonomy.admin.fields import LineField
from taxonomy.labels import labels_for
from taxonomy.models import Concept, ConceptLabel


class ConceptForm(WagtailAdminModelForm):
    """A concept that exists: its list and code stand in addresses and stay."""

    uri = forms.URLField(
        label=_("Address of the same concept elsewhere"),
        required=False,
        assume_scheme="https",
        help_text=_("For example its entry in Homosaurus or Wikidata."),
    )

    class Meta:
        """All facts."""

        model = Concept
        fields = ("scheme", "code", "parent", "urgent", "icon", "position", "uri")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer broader concepts by their labels."""
        super().__init__(*args, **kwargs)
        concepts = list(Concept.objects.exclude(pk=self.instance.pk))
        labels = labels_for(concepts, languages.language(get_language() or "").code)
        parent = self.fields["parent"]
        parent.queryset = Concept.objects.exclude(pk=self.instance.pk)
        names = [(one.pk, f"{one.get_scheme_display()}: {labels[one.pk]}") for one in concepts]
        parent.choices = [("", _("None: it stands at the top")), *names]
        if self.instance.pk:
            self.fields["scheme"].disabled = self.fields["code"].disabled = True


class NewConceptForm(ConceptForm):
    """A new concept, with its label in the language that stands in for all others."""

    label = LineField(max_length=120, help_text=_("Shown in all languages that have no label yet. Give those in the table of labels."))

    field_order = ("scheme", "label", "code", "parent")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Name the language of the label."""
        super().__init__(*args, **kwargs)
        self.fields["label"].label = _("Label in %(language)s") % {"language": languages.DEFAULT.name}

    def save(self, commit: bool = True) -> Concept:
        """Save the concept and its label."""
        concept: Concept = super().save(commit=commit)
        if commit:
            ConceptLabel.objects.create(concept=concept, language=languages.DEFAULT.code, preferred=self.cleaned_data["label"])
        return concept
