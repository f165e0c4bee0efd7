"""Form fields of the taxonomy: a list of words, an area by name."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from taxonomy.areas import area_for
from taxonomy.gazetteer import find_area
from taxonomy.models import Area

WORD_LENGTH = 120
MOST_WORDS = 60


def one_line(text: Any) -> str:
    """``text`` on one line, with single spaces and without what no database keeps."""
    return " ".join(str(text or "").replace("\x00", "").split())


class LineField(forms.CharField):
    """Text of one paragraph: ends of lines and double spaces are single spaces."""

    def to_python(self, value: Any) -> str:
        """The text on one line."""
        return one_line(value)


class WordsField(forms.CharField):
    """Words, one a line; the value is the list of them, each once. ``strip`` and empty lines go without saying."""

    default_error_messages = {
        "long": _("“%(word)s…” is too long for one word or phrase. Write each on a line of its own."),
        "many": _("These are too many words: at most %(most)s."),
    }

    def prepare_value(self, value: Any) -> Any:
        """The lines that the list ``value`` stands as."""
        return "\n".join(value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> Any:
        """The list that the lines of ``value`` are."""
        lines = value if isinstance(value, list) else str(value or "").splitlines()
        return list(dict.fromkeys(filter(None, map(one_line, lines))))

    def validate(self, value: list[str]) -> None:
        """Refuse what is no word any more, and more than anybody searches by."""
        for word in value:
            if len(word) > WORD_LENGTH:
                raise ValidationError(self.error_messages["long"], code="long", params={"word": word[:40]})
        if len(value) > MOST_WORDS:
            raise ValidationError(self.error_messages["many"], code="many", params={"most": MOST_WORDS})

    def run_validators(self, value: Any) -> None:
        """None: the checks of text do not fit a list."""

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Have the words changed, whatever the ends of lines?"""
        return bool(self.to_python(initial) != self.to_python(data))


class AreaField(forms.CharField):
    """An area by its code or by its name in any language; the value is the area, made if it is a part of a country nobody used yet."""

    default_error_messages = {
        "unknown": _("No area is known by “%(name)s”, or several are. Try the name of the country, or the code of the part, such as DE-BE."),
    }

    def to_python(self, value: Any) -> Any:
        """The area that ``value`` names, or None for nothing."""
        if isinstance(value, Area) or not str(value or "").strip():
            return value or None
        found = find_area(str(value))
        if not found:
            raise ValidationError(self.error_messages["unknown"], code="unknown", params={"name": str(value)[:60]})
        return found if found.pk else area_for(found.code)

    def run_validators(self, value: Any) -> None:
        """None: the checks of text do not fit an area."""
