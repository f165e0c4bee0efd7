"""What changed labels will do to the search, before they are saved. Who knows the search registers here; the taxonomy lies below it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from copy import copy
from dataclasses import dataclass
from typing import Any, Final

from hub import languages
from taxonomy.models import ConceptLabel

MOST: Final = 24
"""Words that are looked at together: each takes a search."""
Labels = Sequence[ConceptLabel]


@dataclass(frozen=True)
class Change:
    """A word that a concept (of ``label``, as it will be) gets, or (not ``added``) loses in the language of the label."""

    label: ConceptLabel
    word: str
    added: bool

    @property
    def language(self) -> languages.Language:
        """The language of the word."""
        return languages.language(self.label.language)


@dataclass(frozen=True)
class Sample:
    """Some titles of a number of pages. ``more``: there are more than ``number``."""

    number: int = 0
    titles: Sequence[str] = ()
    more: bool = False

    @property
    def told(self) -> str:
        """How many there are: with a sign where nobody counted them all."""
        return f"{self.number}+" if self.more else str(self.number)

    @property
    def rest(self) -> str:
        """How many others there are, as a number with a sign: empty where there are none."""
        return f"+{self.number - len(self.titles)}" if self.number > len(self.titles) else ""


@dataclass(frozen=True)
class Effect:
    """What a change does. ``shows``: the topics that a search for the word will show; ``showed``: those that it shows now. ``about``: the pages about
    the concept in the language, ``services`` of them services. ``today``: what a search for the word finds now; None where there is no index.
    ``conflicts``: other concepts that have the word. ``stands_in``: so many of the ``pages`` in the language hold it; ``common``: that is too many.
    ``lost``: pages that are not found by it any more."""

    change: Change
    shows: Sequence[str] = ()
    showed: Sequence[str] = ()
    about: Sample = Sample()
    services: int = 0
    today: Sample | None = None
    conflicts: Sequence[str] = ()
    stands_in: Sample = Sample()
    pages: int = 0
    common: bool = False
    lost: Sample = Sample()


Looker = Callable[[Sequence[Change], Labels, Labels], list[Effect]]
"""From changes, and all labels as they are and as they will be, to what the changes do."""
_lookers: Final[list[Looker]] = []


def register(looker: Looker) -> None:
    """Say who knows what a change does."""
    _lookers[:] = [looker]


@dataclass(frozen=True)
class Preview:
    """What the editor is shown. ``more``: changes beyond those that were looked at."""

    effects: Sequence[Effect]
    more: int


def preview(values: Iterable[tuple[int, str, Any]], kind: str) -> Preview:
    """What it does to write ``values`` (concept, language, value) into the field ``kind`` of the labels. Writes nothing."""
    before = list(ConceptLabel.objects.select_related("concept"))
    known = {(label.concept_id, label.language): label for label in before}
    written = {(pk, language): _with(known.get((pk, language)), pk, language, kind, value) for pk, language, value in values}
    after = [*(written.get((one.concept_id, one.language), one) for one in before), *(one for key, one in written.items() if key not in known)]
    changes = [change for key, label in written.items() for change in _changes(known.get(key), label)]
    looked = changes[:MOST]
    return Preview(_lookers[0](looked, before, after) if _lookers else [Effect(one) for one in looked], len(changes) - len(looked))


def _with(label: ConceptLabel | None, pk: int, language: str, kind: str, value: Any) -> ConceptLabel:
    """A copy of the label as it will be."""
    made = copy(label) if label else ConceptLabel(concept_id=pk, language=language)
    setattr(made, kind, value)
    return made


def words(label: ConceptLabel | None) -> list[str]:
    """All words of a label, each once."""
    return list(dict.fromkeys(filter(None, [label.preferred, *label.alternatives]))) if label else []


def _changes(before: ConceptLabel | None, after: ConceptLabel) -> list[Change]:
    """Words that come, then words that go."""
    old, new = words(before), words(after)
    come, go = [one for one in new if one not in old], [one for one in old if one not in new]
    return [*(Change(after, one, added=True) for one in come), *(Change(after, one, added=False) for one in go)]
