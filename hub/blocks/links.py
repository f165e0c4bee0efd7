"""Blocks that lead somewhere: documents, contacts, lists of links."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock


class DocumentBlock(blocks.StructBlock):
    """A document to download; the page shows its kind and size."""

    document = DocumentChooserBlock(label=_("Document"))
    title = blocks.CharBlock(
        label=_("Title"), required=False, max_length=200, help_text=_("In the language of the page. Empty: the title of the document.")
    )

    class Meta:
        template = "blocks/document.html"
        icon = "doc-full"
        label = _("Document")


class ContactBlock(blocks.StructBlock):
    """How to reach somebody who is not listed as a service."""

    name = blocks.CharBlock(label=_("Name"), max_length=200)
    phone = blocks.RegexBlock(
        r"^\+[1-9][0-9]{6,14}$",
        label=_("Telephone number"),
        required=False,
        help_text=_("In international form without spaces, for example +33199001234."),
        error_messages={"invalid": _("Write the number in international form without spaces, for example +33199001234.")},
    )
    email = blocks.EmailBlock(label=_("E-mail address"), required=False)
    address = blocks.URLBlock(label=_("Web address"), required=False)
    text = blocks.TextBlock(label=_("Text"), required=False)

    class Meta:
        template = "blocks/contact.html"
        icon = "user"
        label = _("Contact card")


class LinksBlock(blocks.StructBlock):
    """Pages of others worth reading; each shows the host it leads to."""

    title = blocks.CharBlock(label=_("Title"), required=False, max_length=200)
    items = blocks.ListBlock(
        blocks.StructBlock(
            [
                ("title", blocks.CharBlock(label=_("Title"), max_length=200)),
                ("url", blocks.URLBlock(label=_("Web address"))),
                ("text", blocks.CharBlock(label=_("What is found there"), required=False, max_length=300)),
            ]
        ),
        label=_("Links"),
    )

    class Meta:
        template = "blocks/links.html"
        icon = "link"
        label = _("Links to other sites")
