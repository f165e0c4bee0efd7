"""What the steps of a query ask for, in which languages: the same for every engine, from the words that the index knows."""

from __future__ import annotations

from collections.abc import Callable, Collection
from collections.abc import Set as AbstractSet
from typing import Any, NamedTuple

from search.analysis import normal_code
from search.engines.base import Query, Step
from search.query import Plan, Words, build_plan


class Known(NamedTuple):
    """What an index knows: its ``languages``, its ``words`` in each, and the numbers of the ``families`` that each has public documents of (None:
    nobody knows, and nothing is found through other languages)."""

    languages: Collection[str]
    words: Callable[[str], Words]
    families: Callable[[str], AbstractSet[int]] | None


class Plans:
    """The plans of one query. ``each``: those of its steps, in order. ``among``: for each step that finds families through other languages those with
    a document in its own; None where that is no question."""

    def __init__(self, query: Query, known: Known) -> None:
        """All is looked up at once; nothing is read later."""
        self.query = query
        self._known = known
        self._made: dict[tuple[Any, ...], Plan] = {}
        spoken = dict.fromkeys(code for step in query.steps if step.text is not None for code in self.read(step))
        self._words = {code: known.words(code) for code in spoken}

        self.each = [self._plan(step) for step in query.steps]
        self.among = [self._among(step) for step in query.steps]

    def languages(self, step: Step) -> list[str]:
        """The languages of a step that the index has documents in."""
        wanted = dict.fromkeys(normal_code(code) for code in step.languages) or self._known.languages
        return [code for code in wanted if code in self._known.languages]

    def read(self, step: Step) -> list[str]:
        """The same, with those through which its families are found as well."""
        more = (normal_code(code) for code in step.through) if self._known.families else ()
        return list(dict.fromkeys([*self.languages(step), *(code for code in more if code in self._known.languages)]))

    def _among(self, step: Step) -> Collection[int] | None:
        """What ``among`` holds for a step."""
        own = self.languages(step)
        if step.text is None or not step.must or self._known.families is None or self.read(step) == own:
            return None
        known = [self._known.families(code) for code in own]
        return known[0] if len(known) == 1 else frozenset().union(*known)

    def alone(self, step: Step) -> bool:
        """Is it asked in one language, so that a family has hardly more than one document to be found?"""
        return len(self.languages(step)) == 1 and step.must

    def _plan(self, step: Step) -> Plan:
        """What the text of a step asks for; steps that ask the same share it."""
        if step.text is None:
            return Plan()
        codes, own = self.read(step), self.languages(step)
        translated = tuple((code, id(entries)) for code, entries in step.translations.items())
        asked = (step.text, *codes, len(own), translated, step.correct, step.prefix)
        if asked not in self._made:
            through, known = codes[len(own) :], step.translations
            self._made[asked] = build_plan(step.text, codes, self._words, known, through=through, correct=step.correct, prefix=step.prefix)
        return self._made[asked]
