"""Two versions of facts side by side, in words: Wagtail would show codes and lists as Python writes them."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.html import escape
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.compare import ForeignObjectComparison, M2MFieldComparison, TextDiff, register_comparison_class

from hub.admin.facts import said
from hub.models.fields import CodesField
from taxonomy.models import Area


class CodesComparison(M2MFieldComparison):
    """Several codes of a closed list, by their labels."""

    def get_items(self) -> tuple[list[str], list[str]]:
        """The codes of both versions."""
        return list(self.val_a or []), list(self.val_b or [])

    def get_item_display(self, item: str) -> str:
        """The label of one code."""
        return str(self.field.text([item]))


class RelatedComparison(M2MFieldComparison):
    """Several topics, audiences or areas, by their labels and names."""

    def get_item_display(self, item: Any) -> str:
        """The name of one."""
        return said(item)


class AreaComparison(ForeignObjectComparison):
    """An area, by its name."""

    def htmldiff(self) -> str:
        """Both names where they differ."""
        before, after = (said(one) for one in self.get_objects())
        if before == after:
            return str(escape(before))
        return str(TextDiff([(kind, text) for kind, text in (("deletion", before), ("addition", after)) if text]).to_html())


def register() -> None:
    """Use them wherever versions are compared."""
    register_comparison_class(CodesField, comparison_class=CodesComparison)
    register_comparison_class(ParentalManyToManyField, comparison_class=RelatedComparison)
    register_comparison_class(models.ForeignKey, to=Area, comparison_class=AreaComparison)
