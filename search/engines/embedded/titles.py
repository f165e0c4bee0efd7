"""Titles that go on from what somebody types: all its words stand in them, the last one perhaps not yet whole."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Any, Final

import tantivy

from search.analysis import Rules, Unit, clean, query_units, rules_of
from search.analysis.nospace import grams
from search.engines.base import Hit
from search.engines.embedded import schema
from search.engines.embedded.queries import MUST, NOT, SHOULD, in_scope, keyed, term_query
from search.engines.embedded.view import View

MOST_ENDINGS: Final = 60
"""Words that the last one may become."""
SHORTEST: Final = 3
"""Letters from which on all words of titles are looked through; fewer begin too many, and the commonest words will do."""
MEMBERS: Final = 4
"""Documents looked at for each family that is asked for: a family may have one in each language, and more where it is long."""


class Titles:
    """The titles of the public documents in some languages, at one moment."""

    def __init__(self, view: View, languages: Sequence[str], exclude_keys: Collection[str]) -> None:
        """``languages`` are normal codes that the index has, the reader's first one first; ``exclude_keys`` as in ``Query``."""
        self._view, self._of, self._languages = view, view.schema, languages
        self._without = [(NOT, keyed(self._of, exclude_keys))] if exclude_keys else []

    def beginning(self, text: str, limit: int) -> list[Hit]:
        """The families whose titles go on from ``text``."""
        each = [one for code in self._languages if (one := self._in_language(text, code))]
        if not each or limit < 1:
            return []
        wanted = tantivy.Query.boolean_query([(MUST, tantivy.Query.boolean_query([(SHOULD, one) for one in each])), *self._without])
        hits = self._view.searcher.search(wanted, limit * MEMBERS, count=False).hits
        return self._families(hits)[:limit]

    def _in_language(self, text: str, code: str) -> tantivy.Query | None:
        """Documents of one language; None for a text without a word."""
        rules = rules_of(code)
        units = query_units(text, rules)
        if not units:
            return None
        unfinished = units[-1] if units[-1].whole.end == len(clean(text)) else None
        telling = [one for one in units if one is unfinished or one.whole.exact not in rules.stop] or units
        needed = [self._unit(one, rules, code, last=one is unfinished) for one in telling]
        return tantivy.Query.boolean_query([(MUST, in_scope(self._of, code)), *((MUST, one) for one in needed)])

    def _unit(self, unit: Unit, rules: Rules, code: str, last: bool) -> tantivy.Query:
        """Titles that have a unit, or, if it is the last and unfinished, a word that begins so."""
        if unit.run:
            pairs = grams(unit.whole.exact)
            return self._any(self._endings(pairs[0], code)) if last and len(unit.whole.exact) == 1 else self._all(pairs)
        whole = self._any({unit.whole.stem, *(self._grown(unit.whole.exact, rules) if last else ())})
        if unit.joined is None or not unit.words:
            return whole
        *firsts, end = unit.words
        ends = self._any({end.stem, *(self._grown(end.exact, rules) if last else ())})
        apart = tantivy.Query.boolean_query([*((MUST, self._term(one.stem)) for one in firsts), (MUST, ends)])
        return tantivy.Query.boolean_query([(SHOULD, whole), (SHOULD, apart)])

    def _grown(self, beginning: str, rules: Rules) -> Iterable[str]:
        """Stems of words that begin so: of the commonest ones in all texts, and those of titles."""
        known = self._view.vocabulary(rules.code).vocabulary.starting(beginning, MOST_ENDINGS)
        return [*(rules.stem(exact) for exact, _count in known), *(self._endings(beginning, rules.code) if len(beginning) >= SHORTEST else ())]

    def _endings(self, beginning: str, code: str) -> list[str]:
        """Stems of titles that begin so, commonest first."""
        among = in_scope(self._of, code)
        return [beginning, *(term for term, _count in self._view.searcher.terms_with_prefix("ts", beginning, among, MOST_ENDINGS))]

    def _term(self, stem: str) -> tantivy.Query:
        """Titles with one stem."""
        return term_query(self._of, "ts", stem)

    def _any(self, stems: Collection[str]) -> tantivy.Query:
        """Titles with one of the stems, the best of them counts."""
        return tantivy.Query.disjunction_max_query([self._term(stem) for stem in sorted(stems)], 0.0)

    def _all(self, stems: Collection[str]) -> tantivy.Query:
        """Titles with all of the stems."""
        return tantivy.Query.boolean_query([(MUST, self._term(stem)) for stem in stems])

    def _families(self, hits: Sequence[tuple[float, tantivy.DocAddress]]) -> list[Hit]:
        """Each family once, where its best document stands, by the one in the first of the languages."""
        values: Any = self._view.searcher.fast_field_values(schema.FAMILY, [address for _score, address in hits])
        found: dict[int, Hit] = {}
        for (score, address), family in zip(hits, values, strict=True):
            document = self._view.searcher.doc(address)
            hit = Hit(str(document.get_first(schema.KEY)), int(family), str(document.get_first(schema.LANGUAGE)), score)
            before = found.setdefault(hit.family, hit)
            if self._languages.index(hit.language) < self._languages.index(before.language):
                found[hit.family] = hit
        return list(found.values())
