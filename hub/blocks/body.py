"""The body of a page."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from .links import ContactBlock, DocumentBlock, LinksBlock
from .media import ImageBlock
from .text import FEATURES, CalloutBlock, ChecklistBlock, QuotationBlock, StepsBlock


class BodyBlock(blocks.StreamBlock):
    """Everything a page of words can hold. Apps above add their own blocks by subclassing."""

    text = blocks.RichTextBlock(label=_("Text"), features=FEATURES, icon="pilcrow", template="blocks/text.html")
    steps = StepsBlock()
    checklist = ChecklistBlock()
    callout = CalloutBlock()
    quotation = QuotationBlock()
    image = ImageBlock()
    document = DocumentBlock()
    contact = ContactBlock()
    links = LinksBlock()
