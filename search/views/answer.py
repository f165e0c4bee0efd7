"""The answer as JSON."""

from __future__ import annotations

from typing import Any

from search.facets import Facet
from search.results import Found, Result, Section


def as_json(found: Found) -> dict[str, Any]:
    """``query, corrected, total, steps, facets``. ``total`` and the counts of facets are numbers of families; ``corrected`` is null when every word
    was taken as typed."""
    return {
        "query": found.asked.text,
        "corrected": found.corrected,
        "total": found.total,
        "steps": [_section(section) for section in found.sections],
        "facets": {facet.name: _facet(facet) for facet in found.facets},
    }


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
