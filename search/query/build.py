"""A text as typed into one tree per language, with unknown words corrected and the last one completed."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from search.analysis import clean, query_units, rules_of
from search.query.nodes import Node
from search.query.ranking import lent
from search.query.reading import Foreign, Reading
from search.query.spelling import Corrections
from search.query.vocabulary import Words


@dataclass(frozen=True, slots=True)
class Plan:
    """``nodes``: what to ask in each language (no entry: nothing). ``corrected``: the text with its unknown words replaced, or None."""

    nodes: Mapping[str, Node] = field(default_factory=dict)
    corrected: str | None = None


def build_plan(
    text: str,
    languages: Sequence[str],
    words: Mapping[str, Words],
    translations: Mapping[str, Foreign] | None = None,
    *,
    through: Collection[str] = (),
    correct: bool = True,
    prefix: bool = False,
) -> Plan:
    """The plan of a text in some languages.

    ``words`` holds the vocabularies of these languages and of any others in which a word may be known (a word known in one is never corrected).
    ``translations``: for each language what words of the text are called there, see ``search.engines.base``. Documents
    in the languages of ``through`` only lend their families: they weigh less.
    """
    corrections = Corrections(words)
    readings = []
    for code in languages:
        rules = rules_of(code)
        readings.append(Reading(query_units(text, rules), rules, words[code], (translations or {}).get(code), prefix=prefix))
    if correct:
        for reading in readings:
            corrections.look_up(reading)
    found = {reading.rules.code: node for reading in readings if (node := reading.node(corrections))}
    nodes = {code: lent(node) if code in through else node for code, node in found.items()}
    return Plan(nodes, corrections.text(clean(text)))


def completions(text: str, languages: Sequence[str], words: Mapping[str, Words], limit: int) -> list[str]:
    """The text with its last word completed, commonest completions first; nothing where the last word is in a script without spaces."""
    cleaned = clean(text)
    found: dict[str, int] = {}
    for code in languages:
        units = query_units(text, rules_of(code))
        last = units[-1] if units else None
        if last is None or last.run or last.whole.end < len(cleaned):
            continue
        for exact, count in words[code].starting(last.whole.exact, limit):
            completed = cleaned[: last.whole.start] + words[code].spelling(exact)
            found[completed] = max(count, found.get(completed, 0))
    return sorted(found, key=lambda one: (-found[one], one))[:limit]
