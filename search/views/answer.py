"""The answer as JSON."""

from __future__ import annotations

from typing import Any

from search.facets import Facet
from search.results import Found, Result, Section
from search.urgent import Contact, Urgent


def as_json(found: Found, cry: Urgent | None = None) -> dict[str, Any]:
    """``query, corrected, total, steps, facets``, and ``urgent`` where something is asked that cannot wait. ``total`` and the counts of facets are
    numbers of families; ``corrected`` is null when every word was taken as typed. ``spare`` is there, and true, where the index of one machine
    answered in place of the search server: what is new may be missing."""
    return {
        "query": found.asked.text,
        "corrected": found.corrected,
        "total": found.total,
        **({"spare": True} if found.spare else {}),
        **({"urgent": _urgent(cry)} if cry else {}),
        "steps": [_section(section) for section in found.sections],
        "facets": {facet.name: _facet(facet) for facet in found.facets},
    }


def _urgent(cry: Urgent) -> dict[str, Any]:
    """What comes before everything else."""
    numbers = {"number": cry.emergency.number, "ambulance": cry.emergency.ambulance or None} if cry.emergency else None
    return {"topics": list(cry.topics), "contacts": [_contact(one) for one in cry.contacts], "emergency": numbers}


def _contact(contact: Contact) -> dict[str, Any]:
    """One of those who can be reached."""
    ways = [{"text": fact.text, "address": fact.address} for fact in contact.ways]
    return {**_result(contact.result), "open": contact.open, "ways": ways}


def _section(section: Section) -> dict[str, Any]:
    """One step."""
    return {"step": section.rung.step.name, "label": section.rung.label, "results": [_result(one) for one in section.results]}


def _result(result: Result) -> dict[str, Any]:
    """One result."""
    names = ("title", "url", "family", "kind", "why", "summary")
    return {"language": result.language.code, **{name: getattr(result, name) for name in names}}


def _facet(facet: Facet) -> list[dict[str, Any]]:
    """The values of one filter."""
    return [{"value": one.value, "label": one.label, "count": one.count, "chosen": one.chosen} for one in facet.options]
