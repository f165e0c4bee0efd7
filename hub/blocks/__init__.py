"""The blocks that page bodies are made of, one family a file."""

from .body import BodyBlock
from .links import ContactBlock, DocumentBlock, LinksBlock
from .media import ImageBlock
from .text import CalloutBlock, ChecklistBlock, QuotationBlock, StepsBlock

__all__ = ["BodyBlock", "CalloutBlock", "ChecklistBlock", "ContactBlock", "DocumentBlock", "ImageBlock", "LinksBlock", "QuotationBlock", "StepsBlock"]
