"""What the addresses of the search answer."""

from .page import search_page
from .suggest import suggestions

__all__ = ["search_page", "suggestions"]
