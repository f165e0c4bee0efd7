"""Filters, exclusions and the trees of ``search.query`` as queries of Elasticsearch. Built from terms, never parsed from text."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any, Final

from search.engines.base import COUNTED, SUNK, SUNK_WEIGHT, Filters, Query, Step
from search.engines.elasticsearch.schema import filter_field, public
from search.engines.fields import encodable
from search.engines.plans import Plans
from search.query import LIFT, Also, Node, Phrase, Plan, Sum, Term

Json = dict[str, Any]
MOST_PARTS: Final = 128
"""Parts of a tree that are asked for side by side, as Elasticsearch refuses too many. A longer text (without spaces: in characters) is found
by its beginning."""
NOTHING: Final[Json] = {"match_none": {}}


def node_query(node: Node) -> Json:
    """The tree as one query."""
    if isinstance(node, Term):
        return {"term": {node.field: {"value": node.text, "boost": node.weight}}}
    if isinstance(node, Phrase):
        return phrase_query(node)
    if isinstance(node, Also):
        return {"bool": {"must": [node_query(node.main)], "should": [node_query(one) for one in node.more[:MOST_PARTS]]}}
    parts = [node_query(part) for part in node.parts[:MOST_PARTS]]
    if isinstance(node, Sum):
        return {"bool": {"should": parts, "minimum_should_match": 1}}
    return {"dis_max": {"queries": parts, "tie_breaker": 0.0}}


def phrase_query(node: Phrase) -> Json:
    """These stems near to each other, however near: a way for each number of words between two, since a wide gap would count for less. Where two may
    stand between, the embedded engine takes the reverse order for near as well."""
    stems = [{"span_term": {"s": stem}} for stem in node.stems]
    ways = [_row(stems, node)]
    if len(stems) == 2:
        first, second = stems
        ways += [_row([first, {"span_gap": {"s": between}}, second], node) for between in range(1, node.gap + 1)]
        ways += [_row([second, first], node)] if node.gap >= 2 else []
    return {"dis_max": {"queries": ways, "tie_breaker": 0.0}} if len(ways) > 1 else ways[0]


def _row(clauses: list[Json], node: Phrase) -> Json:
    """One after the other, nothing between."""
    return {"span_near": {"clauses": clauses, "slop": 0, "in_order": True, "boost": node.weight}}


def sets(filters: Filters) -> Iterator[Json]:
    """For each field with values the documents that have one of them."""
    return ({"terms": {filter_field(name): encodable(values)}} for name, values in filters.items() if values)


def in_families(families: Collection[int]) -> Json:
    """The documents of some families."""
    return {"terms": {"family": sorted(families)}}


def keyed(keys: Collection[str]) -> Json:
    """The documents with these keys."""
    return {"ids": {"values": [key for key in encodable(keys) if key]}}


def wanted(step: Step, plan: Plan, plans: Plans) -> Json:
    """Public documents in the languages of the step that have its words; in any language where they need not have them."""
    if step.text is None:
        among = [{"terms": {"language": plans.languages(step)}}] if step.languages else []
        return {"filter": [*public(), *among]}
    each: list[Json] = [{"bool": {"filter": public(code), "must": [node_query(node)]}} for code, node in plan.nodes.items()]
    if step.must:
        return {"must": [{"bool": {"should": each, "minimum_should_match": 1}} if each else NOTHING]}
    return {"filter": public(), "should": each}


def found_by(step: Step, plan: Plan, plans: Plans, filters: Filters) -> Json:
    """What a step finds under these filters."""
    query, clauses = plans.query, wanted(step, plan, plans)
    lifted = [{"constant_score": {"filter": one, "boost": LIFT}} for one in sets(step.lift)] if step.text is not None else []
    only = [in_families(query.among)] if query.among is not None else []
    return {
        "bool": {
            "must": clauses.get("must", []),
            "filter": [*clauses.get("filter", []), *sets(filters), *sets(step.filters), *only],
            "must_not": [*sets(step.without), *left_out(query)],
            "should": [*clauses.get("should", []), *lifted],
            "minimum_should_match": 0,
        }
    }


def left_out(query: Query) -> Iterator[Json]:
    """Documents and families that a query leaves out."""
    if query.exclude_keys:
        yield keyed(query.exclude_keys)
    if query.exclude_families:
        yield in_families(query.exclude_families)


def best(step: Step, query: Json) -> Json:
    """The request for the best documents of a step: by score, what is sunk behind, equal ones by their last check, then by distance."""
    sunk = {"term": {filter_field("state"): SUNK}}
    scored = {"boosting": {"positive": query, "negative": sunk, "negative_boost": SUNK_WEIGHT}}
    return {
        "query": query if step.text is None else scored,
        "sort": [*(["_score"] if step.text is not None else []), {"fresh": "desc"}, *_distance(step), {"row": "asc"}],
        "size": COUNTED,
        "track_total_hits": False,
        "_source": False,
        "docvalue_fields": ["family", "language"],
    }


def _distance(step: Step) -> Iterator[Json]:
    """By the distance from where the reader is, if that is known; what has no place is far away."""
    if step.near:
        yield {"_geo_distance": {"point": {"lat": step.near[0], "lon": step.near[1]}, "order": "asc"}}
