"""Addresses of searches, and what stands in them."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse

from safety.discreet import inside
from taxonomy.models import Concept


def topic_address(pk: int, code: str) -> str:
    """The search for a topic. On the discreet way the address names it by its number."""
    return f"{reverse('search')}?topic={pk if inside() else code}"


def topic_codes(values: Iterable[str]) -> tuple[str, ...]:
    """The codes of topics that an address names. Numbers are understood on the discreet way only."""
    values = tuple(values)
    numbers = [int(one) for one in values if one.isdecimal() and len(one) < 10] if inside() else []
    named = dict(Concept.objects.filter(pk__in=numbers).values_list("pk", "code")) if numbers else {}
    return tuple(named.get(int(one), one) if one.isdecimal() else one for one in values)
