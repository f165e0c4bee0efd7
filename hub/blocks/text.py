"""Blocks of words: steps, checklists, call-outs, quotations."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

FEATURES = ["h2", "h3", "bold", "italic", "ol", "ul", "link", "document-link"]
PLAIN = ["bold", "italic", "ol", "ul", "link"]


class StepsBlock(blocks.StructBlock):
    """What to do, one step after the other."""

    items = blocks.ListBlock(
        blocks.StructBlock(
            [
                ("title", blocks.CharBlock(label=_("Step"), max_length=200)),
                ("text", blocks.RichTextBlock(label=_("Text"), features=PLAIN, required=False)),
            ]
        ),
        label=_("Steps"),
    )

    class Meta:
        template = "blocks/steps.html"
        icon = "list-ol"
        label = _("Steps")


class ChecklistBlock(blocks.StructBlock):
    """Things to tick off, on paper as well."""

    title = blocks.CharBlock(label=_("Title"), required=False, max_length=200)
    items = blocks.ListBlock(blocks.CharBlock(label=_("Item"), max_length=400), label=_("Items"))

    class Meta:
        template = "blocks/checklist.html"
        icon = "tasks"
        label = _("Checklist")


class CalloutBlock(blocks.StructBlock):
    """A note, a warning, or a content warning that hides its text until it is opened."""

    kind = blocks.ChoiceBlock(
        label=_("Kind"),
        choices=[("note", _("Note")), ("warning", _("Warning")), ("content", _("Content warning: hidden until opened"))],
        default="note",
    )
    title = blocks.CharBlock(label=_("Title"), required=False, max_length=200, help_text=_("For a content warning: what the hidden text is about."))
    text = blocks.RichTextBlock(label=_("Text"), features=PLAIN)

    class Meta:
        template = "blocks/callout.html"
        icon = "warning"
        label = _("Call-out")


class QuotationBlock(blocks.StructBlock):
    """Somebody's words."""

    text = blocks.TextBlock(label=_("Quotation"))
    source = blocks.CharBlock(label=_("Who says so"), required=False, max_length=200)

    class Meta:
        template = "blocks/quotation.html"
        icon = "openquote"
        label = _("Quotation")
