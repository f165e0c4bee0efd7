"""What a word is, in every language of the hub: the same for every engine, for documents and for queries.

``document_terms`` and ``query_units`` are all that the rest of the search needs; ``rules_of`` picks the rules of a language,
``ANALYSIS_VERSION`` changes with anything that would give an index other terms.
"""

from search.analysis.clean import clean
from search.analysis.fold import fold
from search.analysis.rules import Rules, normal_code, rules_of
from search.analysis.terms import Terms, document_terms, merge_terms
from search.analysis.units import Unit, Word, query_units
from search.analysis.version import ANALYSIS_VERSION

__all__ = [
    "ANALYSIS_VERSION",
    "Rules",
    "Terms",
    "Unit",
    "Word",
    "clean",
    "document_terms",
    "fold",
    "merge_terms",
    "normal_code",
    "query_units",
    "rules_of",
]
