"""Lists of the admin that can be read on a phone: there each row becomes a card, in which a value stands beside what it is."""

from __future__ import annotations

from typing import Final

from wagtail.admin.ui.tables import Column, DateColumn

LIST: Final = "listing hub-list"
"""The class of such a table. Wagtail cuts off what is wider than the window, and nobody could scroll to it."""


class Told(Column):
    """A value that says on a phone what it is; an empty one takes no room there."""

    cell_template_name = "hub/admin/told_cell.html"


class ToldDate(DateColumn):
    """The same for a day or a moment."""

    cell_template_name = "hub/admin/told_date_cell.html"
