"""Places that must not be known: their address is dropped here, before anything is stored, wherever in the entry it stands (DESIGN §4)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any, Final

from resources.codes import LocationKind
from resources.models.rows import ADDRESS_FIELDS
from taxonomy.gazetteer import find_area
from taxonomy.models import Area

SHORTEST: Final = 5
"""Letters and digits that a piece of an address has at least, to be looked for elsewhere: “12” stands everywhere."""
GAP: Final = "…"


@dataclass
class Withheld:
    """What of one entry must not be known. ``dropped`` counts the places; ``found_again`` names the fields that told their address all the same."""

    dropped: int = 0
    found_again: list[str] = field(default_factory=list)
    _secrets: set[str] = field(default_factory=set)

    def location(self, row: dict[str, Any]) -> dict[str, Any]:
        """The row of a place with no more than may be told: an address only of an exact one in a country without caution."""
        if row.get("kind") == LocationKind.EXACT and _caution(str(row.get("area", ""))):
            row = {**row, "kind": LocationKind.WITHHELD}
        if row.get("kind") == LocationKind.EXACT:
            return row
        held = [str(row[name]) for name in ADDRESS_FIELDS if row.get(name)]
        self.dropped += bool(held)
        parts = {part.strip() for text in held for part in (text, *re.split(r"[,;\n]", text))}
        self._secrets |= {part for part in parts if part.casefold() != str(row.get("town", "")).casefold()}
        return {name: value for name, value in row.items() if name not in ADDRESS_FIELDS}

    def without(self, values: dict[str, Any]) -> dict[str, Any]:
        """``values`` of a page with an ellipsis wherever a withheld address stood."""
        pattern = self._pattern()
        if pattern is None:
            return values
        cleaned = {name: _scrubbed(value, pattern) for name, value in values.items()}
        self.found_again += [name for name in values if cleaned[name] != values[name]]
        return cleaned

    def _pattern(self) -> re.Pattern[str] | None:
        """What finds the secrets in any text, whatever stands between their letters and digits."""
        spelt = [r"[\W_]*".join(map(re.escape, pieces)) for secret in self._secrets if len(pieces := re.findall(r"[^\W_]", secret)) >= SHORTEST]
        return re.compile(rf"(?<![^\W_])(?:{'|'.join(sorted(spelt, key=len, reverse=True))})(?![^\W_])", re.IGNORECASE) if spelt else None


def _caution(code: str) -> bool:
    """Does a caution hold in the area ``code``, or in what it lies in? Then what meets people in person starts withheld."""
    area = find_area(code.split(".")[0])
    return area is not None and area.inherited_caution() != Area.Caution.NONE


def _scrubbed(value: Any, pattern: re.Pattern[str]) -> Any:
    """``value``, at any depth, without what ``pattern`` finds."""
    if isinstance(value, dict):
        return {key: _scrubbed(held, pattern) for key, held in value.items()}
    if isinstance(value, list):
        return [_scrubbed(one, pattern) for one in value]
    return pattern.sub(GAP, value) if isinstance(value, str) else value
