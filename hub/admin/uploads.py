"""Forms that take files: what cannot be cleaned is said beside the field, and nothing is stored."""

from __future__ import annotations

from typing import Any, Final

from django import forms
from django.db.models.signals import pre_save
from wagtail.documents.fields import WagtailDocumentField
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm
from wagtail.models import UploadedFile

from hub.models import HubDocument, HubImage
from safety import uploads


class ImageUploadField(WagtailImageField):
    """An image that is cleaned before Wagtail looks at it: a damaged one would be an error 500 there."""

    def to_python(self, data: Any) -> Any:
        """The clean image."""
        file = forms.FileField.to_python(self, data)
        return file and super().to_python(uploads.image(file))


class DocumentUploadField(WagtailDocumentField):
    """A document that is cleaned."""

    def to_python(self, data: Any) -> Any:
        """The clean document."""
        file = forms.FileField.to_python(self, data)
        return file and super().to_python(uploads.document(file))


class HubImageForm(BaseImageForm):
    """The form of an image, wherever in the admin it stands."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _put(ImageUploadField, self.fields)

    def save(self, commit: bool = True) -> HubImage:
        """Save. Wagtail drops the sizes of the file that was replaced after it has saved the new one: they are made then."""
        image: HubImage = super().save(commit)
        if commit and "file" in self.changed_data:
            image.make_sizes_soon()
        return image


class HubDocumentForm(BaseDocumentForm):
    """The form of a document, wherever in the admin it stands."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _put(DocumentUploadField, self.fields)


def _put(kind: type[forms.FileField], fields: dict[str, forms.Field]) -> None:
    """Ours in place of Wagtail's field for the file, where the form has one."""
    if "file" in fields:
        old = fields["file"]
        fields["file"] = kind(label=old.label, required=old.required, widget=old.widget)


CLEANING: Final = {HubImage: uploads.image, HubDocument: uploads.document}


def clean_what_waits(instance: UploadedFile, **kwargs: Any) -> None:
    """A file whose title or collection was refused waits for better ones: it waits clean."""
    model = instance.for_content_type and instance.for_content_type.model_class()
    clean = CLEANING.get(model)
    if clean and instance.file and not instance.file._committed:
        instance.file = clean(instance.file.file)


def connect() -> None:
    """Clean what waits."""
    pre_save.connect(clean_what_waits, sender=UploadedFile, dispatch_uid="hub.clean_what_waits")
