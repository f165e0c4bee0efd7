"""Topics and audiences as trees, and how the shipped ones come to be."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from django.db import transaction

from hub import languages
from taxonomy import shipped
from taxonomy.labels import labels_for
from taxonomy.models import Concept, ConceptLabel


def ensure_concepts() -> int:
    """Make the shipped concepts and labels that are missing. Returns how many rows were made; what editors changed stays."""
    with transaction.atomic():
        before = Concept.objects.count() + ConceptLabel.objects.count()
        known = {(concept.scheme, concept.code): concept for concept in Concept.objects.all()}
        for position, row in enumerate(shipped.concepts()):
            if (row["scheme"], row["code"]) not in known:
                known[row["scheme"], row["code"]] = _make(row, known, position)
        _make_labels(known)
        return Concept.objects.count() + ConceptLabel.objects.count() - before


def _make(row: shipped.ShippedConcept, known: dict[tuple[str, str], Concept], position: int) -> Concept:
    """The concept that ``row`` describes, under its parent."""
    facts = {name: row[name] for name in ("scheme", "code", "uri", "urgent", "icon")}
    return Concept.objects.create(**facts, parent=known.get((row["scheme"], row["parent"])), position=position)


def _make_labels(known: dict[tuple[str, str], Concept]) -> None:
    """The shipped labels of the ``known`` concepts in each language, where there are none yet."""
    missing = [
        ConceptLabel(concept=known[key], language=language, preferred=words["label"], alternatives=words["also"], definition=words["definition"])
        for language in languages.codes()
        for key, words in shipped.labels(language).items()
        if key in known
    ]
    ConceptLabel.objects.bulk_create(missing, ignore_conflicts=True)


@dataclass
class Branch:
    """A concept with its label in one language and the narrower ones below it."""

    concept: Concept
    label: str
    children: list[Branch] = field(default_factory=list)


def tree(scheme: str, language: str) -> list[Branch]:
    """The concepts of ``scheme`` (``topic`` or ``audience``) as a tree with labels in ``language``: two queries, whatever its size."""
    concepts = list(Concept.objects.filter(scheme=scheme))
    labels = labels_for(concepts, language)
    branches = {concept.pk: Branch(concept, labels[concept.pk]) for concept in concepts}
    below: dict[int | None, list[Branch]] = defaultdict(list)
    for branch in branches.values():
        below[branch.concept.parent_id if branch.concept.parent_id in branches else None].append(branch)
    for pk, branch in branches.items():
        branch.children = below[pk]
    return below[None]


def choices(scheme: str, language: str) -> list[tuple[str, str]]:
    """``(code, label)`` of the concepts of ``scheme`` in the order of the tree, narrower ones after their broader one."""
    return [(one.concept.code, one.label) for one, _depth in walk(tree(scheme, language))]


def codes_below(scheme: str, code: str) -> list[str]:
    """The codes of all concepts that are narrower than ``code``, at any depth. One query."""
    below: dict[str | None, list[str]] = defaultdict(list)
    for one, parent in Concept.objects.filter(scheme=scheme).values_list("code", "parent__code"):
        below[parent].append(one)
    found, waiting = [], below[code]
    while waiting:
        found += waiting
        waiting = [narrower for one in waiting for narrower in below[one]]
    return found


def walk(branches: Iterable[Branch], depth: int = 0) -> Iterator[tuple[Branch, int]]:
    """The branches with their depth, narrower ones after their broader one."""
    for branch in branches:
        yield branch, depth
        yield from walk(branch.children, depth + 1)
