"""One suggestion, and what is known of the reader that it is for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal

from django.http import QueryDict
from django.utils.translation import get_language

from hub import languages
from search.analysis import clean, query_units, rules_of
from search.forms import CONTROL, LONGEST_PLACE, LONGEST_TEXT, further_languages

Kind = Literal["topic", "page", "word", "place"]
SHORTEST: Final = 2
"""Letters from which on there is something to suggest. In scripts without spaces one character is."""


@dataclass(frozen=True)
class Suggestion:
    """``text`` is what stands in the list, in the language ``tag``; ``note`` says beside it what it is. With ``address`` choosing it leads there,
    without it fills the field."""

    kind: Kind
    text: str
    tag: str
    note: str = ""
    address: str = ""

    def as_json(self) -> dict[str, Any]:
        """As the script takes it."""
        return {"kind": self.kind, "text": self.text, "language": self.tag, "note": self.note, "url": self.address}


@dataclass(frozen=True)
class Typed:
    """What stands in a field so far, whether in that for a place, and the languages of the reader, the page's first."""

    text: str
    place: bool
    own_languages: tuple[str, ...]

    @classmethod
    def of(cls, params: QueryDict | Mapping[str, Any]) -> Typed:
        """From the fields of the form. A blank at the end stays: it says that the last word is whole."""
        language = languages.language(get_language() or "").code
        place = params.get("field") == "near"
        text = CONTROL.sub(" ", str(params.get("near" if place else "q") or ""))[: LONGEST_PLACE if place else LONGEST_TEXT]
        given = params.getlist("reads") if isinstance(params, QueryDict) else ()
        return cls(text.lstrip(), place, (language, *further_languages(given, language)))

    @property
    def language(self) -> str:
        """The language of the page."""
        return self.own_languages[0]

    @property
    def enough(self) -> bool:
        """Is there enough to go on?"""
        units = query_units(self.text, rules_of(self.language), most=2)
        return bool(units) and (units[0].run or len(clean(self.text).strip()) >= SHORTEST)
