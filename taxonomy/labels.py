"""The words for concepts: labels to show, and all words by which a concept is searched."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from hub import languages
from taxonomy.models import Concept, ConceptLabel


def _by_concept(concepts: Iterable[Concept], spoken: Iterable[str]) -> dict[int, dict[str, ConceptLabel]]:
    """The labels of ``concepts`` in the languages ``spoken``, by concept and language: prefetched ones, the rest in one query."""
    found: dict[int, dict[str, ConceptLabel]] = defaultdict(dict)
    wanted, spoken = [], set(spoken)
    for concept in concepts:
        if "labels" in getattr(concept, "_prefetched_objects_cache", {}):
            found[concept.pk] = {label.language: label for label in concept.labels.all()}
        else:
            wanted.append(concept.pk)
    for label in ConceptLabel.objects.filter(concept__in=wanted, language__in=spoken) if wanted else ():
        found[label.concept_id][label.language] = label
    return found


def labels_for(concepts: Iterable[Concept], language: str) -> dict[int, str]:
    """The preferred labels of ``concepts`` in ``language`` by primary key: in English where there is none, else the code. One query at most."""
    concepts = list(concepts)
    found = _by_concept(concepts, (language, languages.DEFAULT.code))
    return {one.pk: _preferred(found[one.pk], language) or one.code for one in concepts}


def _preferred(labels: dict[str, ConceptLabel], language: str) -> str:
    """The preferred label in ``language``, else in the default one, else nothing."""
    label = labels.get(language) or labels.get(languages.DEFAULT.code)
    return label.preferred if label else ""


def concept_label(concept: Concept, language: str) -> str:
    """The preferred label of ``concept`` in ``language``: in English where there is none, else the code. For several, ask ``labels_for``."""
    return labels_for([concept], language)[concept.pk]


def words_for(concepts: Iterable[Concept], language: str) -> dict[int, list[str]]:
    """All words for ``concepts`` in ``language`` by primary key, the preferred one first; no other language stands in. One query at most."""
    concepts = list(concepts)
    found = _by_concept(concepts, (language,))
    return {one.pk: _words(found[one.pk].get(language)) for one in concepts}


def concept_words(concept: Concept, language: str) -> list[str]:
    """All words for ``concept`` in ``language``, the preferred one first. For several, ask ``words_for``."""
    return words_for([concept], language)[concept.pk]


def _words(label: ConceptLabel | None) -> list[str]:
    """The preferred word of ``label`` and its alternatives, each once."""
    return list(dict.fromkeys([label.preferred, *label.alternatives])) if label else []


def urgent_words() -> dict[str, dict[str, list[str]]]:
    """The words of the urgent concepts by code and language, in all languages (one query): a query that holds one asks for help at once."""
    found: dict[str, dict[str, list[str]]] = defaultdict(dict)
    for label in ConceptLabel.objects.filter(concept__urgent=True).select_related("concept"):
        found[label.concept.code][label.language] = _words(label)
    return dict(found)
