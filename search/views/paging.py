"""The numbers of pages to offer."""

from __future__ import annotations

from django.core.paginator import Paginator

from search.forms import PER_PAGE


def page_numbers(current: int, pages: int) -> list[int]:
    """The numbers to show, 0 for a gap: first, last, and those round the current one. Empty for a single page."""
    if pages < 2:
        return []
    paginator = Paginator(range(pages * PER_PAGE), PER_PAGE)
    numbers = paginator.get_elided_page_range(min(current, pages), on_each_side=1, on_ends=1)
    return [number if isinstance(number, int) else 0 for number in numbers]
