"""What the addresses of the search answer."""

from .page import search_page

__all__ = ["search_page"]
