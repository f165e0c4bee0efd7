"""wagtail-localize's “Sync translated pages”, without its box “Publish immediately”: readers would see new sentences in the original's language."""

from __future__ import annotations

from typing import Any

from django import forms
from wagtail_localize.views.update_translations import UpdateTranslationsForm, UpdateTranslationsView


class SegmentsForm(UpdateTranslationsForm):
    """Nothing to choose: the answer to the question is no."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["publish_translations"].widget = forms.HiddenInput()

    def clean_publish_translations(self) -> bool:
        """Never, whatever was sent."""
        return False


class BringSegments(UpdateTranslationsView):
    """Cuts the original anew; translators find what is new in it, and readers nothing before it is translated."""

    def get_form(self) -> SegmentsForm:
        """The form without the box."""
        return SegmentsForm(self.request.POST) if self.request.method == "POST" else SegmentsForm()
