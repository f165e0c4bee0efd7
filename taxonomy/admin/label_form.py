"""One form for the words of many concepts in all languages: concepts down, languages across."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db import transaction
from django.forms.boundfield import BoundField
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from hub import languages
from taxonomy.admin.fields import LineField, WordsField
from taxonomy.concepts import Branch
from taxonomy.fold import fold
from taxonomy.models import ConceptLabel

KINDS: dict[str, Promise] = {"preferred": _("Labels"), "alternatives": _("Other words"), "definition": _("Definitions")}
"""What the table shows: one kind of words at a time, or it would be too wide to read."""
Key = tuple[int, str]


@dataclass(frozen=True)
class Row:
    """A concept in the table: its branch, how deep it lies, and its cells in the order of the languages."""

    branch: Branch
    depth: int
    cells: list[BoundField]


def flat(branches: list[Branch], depth: int = 0) -> Iterator[tuple[Branch, int]]:
    """All branches with their depth, narrower ones after their broader one."""
    for branch in branches:
        yield branch, depth
        yield from flat(branch.children, depth + 1)


def cell_name(key: Key) -> str:
    """The name of the field for a concept (primary key) and a language."""
    return f"c{key[0]}_{key[1]}"


class LabelTableForm(forms.Form):
    """The words of one kind for all concepts of one list.

    Only cells that the editor changed are saved, and none that somebody else has changed since the table was opened. With data, the labels are
    locked: make it in a transaction.
    """

    def __init__(self, branches: list[Branch], kind: str, *args: Any, **kwargs: Any) -> None:
        self.kind = kind
        self.lines = list(flat(branches))
        super().__init__(*args, **kwargs)
        labels = ConceptLabel.objects.filter(concept__in=[branch.concept.pk for branch, _depth in self.lines])
        locked = labels.select_for_update() if self.is_bound else labels
        self.labels: dict[Key, ConceptLabel] = {(label.concept_id, label.language): label for label in locked}
        for branch, _depth in self.lines:
            for language in languages.LANGUAGES:
                self.fields[cell_name((branch.concept.pk, language.code))] = self._field(branch, language)

    def _field(self, branch: Branch, language: languages.Language) -> forms.Field:
        """The cell of a concept in a language. Readers of screens hear which one it is."""
        name = gettext("%(concept)s in %(language)s") % {"concept": branch.label, "language": language.name}
        attrs = {"aria-label": name, "lang": language.tag, "dir": language.direction}
        common: dict[str, Any] = {
            "label": name,
            "required": False,
            "initial": self.current((branch.concept.pk, language.code)),
            "show_hidden_initial": True,
        }
        if self.kind == "preferred":
            return LineField(max_length=120, widget=forms.TextInput(attrs=attrs), **common)
        field = WordsField if self.kind == "alternatives" else LineField
        return field(widget=forms.Textarea(attrs={**attrs, "rows": 4}), **common)

    def current(self, key: Key) -> Any:
        """What the database holds for a cell."""
        label = self.labels.get(key)
        return getattr(label, self.kind) if label else ([] if self.kind == "alternatives" else "")

    def keys(self) -> Iterator[Key]:
        """All cells."""
        return ((branch.concept.pk, language) for branch, _depth in self.lines for language in languages.codes())

    def rows(self) -> list[Row]:
        """The table, for the template."""
        codes = languages.codes()
        return [Row(branch, depth, [self[cell_name((branch.concept.pk, code))] for code in codes]) for branch, depth in self.lines]

    def faults(self) -> list[BoundField]:
        """The cells with errors, for the list on top."""
        return [cell for row in self.rows() for cell in row.cells if cell.errors]

    def changed(self) -> list[Key]:
        """The cells that the editor changed."""
        names = set(self.changed_data)
        return [key for key in self.keys() if cell_name(key) in names]

    def clean(self) -> dict[str, Any]:
        """Refuse changes that overwrite somebody else's, words without a label, labels that are taken away or stand twice."""
        for key in self.changed():
            if cell_name(key) in self.cleaned_data and (fault := self._conflict(key) or self._fault(key)):
                self.add_error(cell_name(key), fault)
        for key in self._doubles() if self.kind == "preferred" else ():
            self.add_error(cell_name(key), _("Another concept has this label already: people could not tell them apart. Choose another label."))
        return self.cleaned_data

    def _conflict(self, key: Key) -> str:
        """What to say when somebody else has changed the cell since the table was opened. The next try is measured by what stands there now."""
        name, now = cell_name(key), self.current(key)
        field, hidden = self.fields[name], self[name].html_initial_name
        seen = field.to_python(self.data.get(hidden))
        if seen == now or self.cleaned_data[name] == now:
            return ""
        self.data = {**dict(self.data.items()), hidden: field.prepare_value(now)}
        shown = ", ".join(now) if isinstance(now, list) else now
        return gettext("Somebody else has changed this meanwhile to “%(words)s”. Save again to replace it by yours.") % {"words": shown}

    def _fault(self, key: Key) -> str:
        """What else keeps a changed cell from being saved."""
        label, value = self.labels.get(key), self.cleaned_data[cell_name(key)]
        if self.kind != "preferred":
            return gettext("Give the label in this language first.") if value and not label else ""
        if not value and key[1] == languages.DEFAULT.code:
            return gettext("The label in this language stands in wherever another is missing: it cannot be empty.")
        if not value and label and (label.alternatives or label.definition):
            return gettext("Other words or a definition hang on this label. Take them away first.")
        return ""

    def _doubles(self) -> list[Key]:
        """The changed cells whose label another concept of the list has in the same language."""
        named: dict[tuple[str, str], set[int]] = {}
        for pk, language in self.keys():
            named.setdefault((language, fold(self.cleaned_data.get(cell_name((pk, language)), ""))), set()).add(pk)
        changed = [key for key in self.changed() if self.cleaned_data.get(cell_name(key))]
        return [(pk, language) for pk, language in changed if len(named[language, fold(self.cleaned_data[cell_name((pk, language))])]) > 1]

    def save(self) -> int:
        """Save the changed cells, all or none. Returns how many; each is saved by itself, so that whoever follows labels is told."""
        changed = self.changed()
        with transaction.atomic():
            for key in changed:
                self._save_cell(key, self.cleaned_data[cell_name(key)])
        return len(changed)

    def _save_cell(self, key: Key, value: Any) -> None:
        """Write one cell; a label without its word goes."""
        label = self.labels.get(key) or ConceptLabel(concept_id=key[0], language=key[1])
        setattr(label, self.kind, value)
        if label.preferred:
            label.save()
        elif label.pk:
            label.delete()
