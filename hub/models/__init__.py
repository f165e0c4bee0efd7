"""What all pages share: the page, its facts page, images, documents, the fields for codes."""

from .changes import FactChange
from .fields import CodesField
from .hidden import HiddenAlong
from .leaving import NeutralPages
from .media import HubDocument, HubImage, HubRendition
from .page import HubPage
from .visibility import visible_pages

__all__ = ["CodesField", "FactChange", "HiddenAlong", "HubDocument", "HubImage", "HubPage", "HubRendition", "NeutralPages", "visible_pages"]
