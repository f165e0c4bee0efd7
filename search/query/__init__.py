"""From what a reader typed to what an engine is asked: ranking, spelling, completion. Nothing here knows which engine it is."""

from search.query.build import Plan, build_plan, completions
from search.query.nodes import Also, Best, Node, Phrase, Sum, Term
from search.query.ranking import LIFT, rarity
from search.query.vocabulary import Candidate, Vocabulary, Words, mostly

__all__ = [
    "LIFT",
    "Also",
    "Best",
    "Candidate",
    "Node",
    "Phrase",
    "Plan",
    "Sum",
    "Term",
    "Vocabulary",
    "Words",
    "build_plan",
    "completions",
    "mostly",
    "rarity",
]
