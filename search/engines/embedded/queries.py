"""Filters, exclusions and the trees of ``search.query`` as queries of tantivy. Built from terms, never parsed from text."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Final

import tantivy

from search.engines.base import PUBLIC, Filters, Query
from search.engines.embedded import schema
from search.engines.fields import encodable
from search.query import LIFT, Also, Node, Phrase, Sum, Term

Clause = tuple[tantivy.Occur, tantivy.Query]
MUST, SHOULD, NOT = tantivy.Occur.Must, tantivy.Occur.Should, tantivy.Occur.MustNot
POSTINGS: Final = {"s": "position", "e": "freq", "ts": "freq"}
NO_SCORE: Final = 0.0
FEW: Final = 64
"""So many values are looked up one by one: a set goes through all documents that have any of them before anything else is asked."""


def term_query(of: tantivy.Schema, field: str, text: str) -> tantivy.Query:
    """Documents with a term in ``s``, ``e`` or ``ts``."""
    return tantivy.Query.term_query(of, field, text, POSTINGS[field])


def phrase_query(of: tantivy.Schema, stems: Sequence[str], gap: int) -> tantivy.Query:
    """Documents with these stems in this order."""
    return tantivy.Query.phrase_query(of, "s", list(stems), gap)


def node_query(of: tantivy.Schema, node: Node) -> tantivy.Query:
    """The tree as one query."""
    if isinstance(node, Term):
        term = term_query(of, node.field, node.text)
        return term if node.weight == 1 else tantivy.Query.boost_query(term, node.weight)
    if isinstance(node, Phrase):
        return tantivy.Query.boost_query(phrase_query(of, node.stems, node.gap), node.weight)
    if isinstance(node, Also):
        return tantivy.Query.boolean_query([(MUST, node_query(of, node.main)), *((SHOULD, node_query(of, one)) for one in node.more)])
    parts = [node_query(of, part) for part in node.parts]
    if isinstance(node, Sum):
        return tantivy.Query.boolean_query([(SHOULD, part) for part in parts])
    return tantivy.Query.disjunction_max_query(parts, 0.0)


def _sets(of: tantivy.Schema, filters: Filters) -> Iterator[tantivy.Query]:
    """For each field with values the documents that have one of them."""
    for name, values in filters.items():
        if values:
            yield _one_of(of, *schema.facts(name, values))


def _one_of(of: tantivy.Schema, field: str, terms: Collection[str]) -> tantivy.Query:
    """The documents with one of these terms in a field of whole values."""
    known = encodable(terms)
    if len(known) > FEW:
        return tantivy.Query.term_set_query(of, field, known)
    each = [tantivy.Query.term_query(of, field, value, "basic") for value in known]
    return each[0] if len(each) == 1 else tantivy.Query.boolean_query([(SHOULD, one) for one in each])


def filtered(of: tantivy.Schema, filters: Filters) -> list[Clause]:
    """OR inside a field, AND between fields; a field with no value chosen narrows nothing."""
    return [(MUST, silent(one)) for one in _sets(of, filters)]


def left_out(of: tantivy.Schema, filters: Filters) -> list[Clause]:
    """Documents with any of these values in any of these fields are left out."""
    return [(NOT, one) for one in _sets(of, filters)]


def lifted(of: tantivy.Schema, filters: Filters) -> list[Clause]:
    """What has one of these values scores ``LIFT`` more in each field; nothing is found by them alone."""
    return [(SHOULD, tantivy.Query.const_score_query(one, LIFT)) for one in _sets(of, filters)]


def excluded(of: tantivy.Schema, query: Query) -> list[Clause]:
    """Documents and families that the query leaves out, or all but those that it names."""
    clauses = keys_excluded(of, query.exclude_keys)
    if query.among is not None:
        clauses.append((MUST, silent(tantivy.Query.term_set_query(of, schema.FAMILY, sorted(query.among)))))
    if query.exclude_families:
        clauses.append((NOT, tantivy.Query.term_set_query(of, schema.FAMILY, sorted(query.exclude_families))))
    return clauses


def keyed(of: tantivy.Schema, keys: Collection[str]) -> tantivy.Query:
    """The documents with these keys."""
    return _one_of(of, schema.KEY, keys)


def keys_excluded(of: tantivy.Schema, keys: Collection[str]) -> list[Clause]:
    """Documents that are left out, by their keys."""
    return [(NOT, keyed(of, keys))] if keys else []


def silent(query: tantivy.Query) -> tantivy.Query:
    """The query without a score."""
    return tantivy.Query.const_score_query(query, NO_SCORE)


def in_scope(of: tantivy.Schema, language: str = "") -> tantivy.Query:
    """All public documents, in one language or in all."""
    return silent(tantivy.Query.term_query(of, schema.SCOPE, schema.scope(PUBLIC, language), "basic"))
