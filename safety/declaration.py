"""What a model declares about the people of whom it keeps something (DESIGN §2, rule 3).

class Letter(models.Model):
    retention = Retention(_("what"), _("purpose"), _("basis"), _("%(time)s after …"), ("sender",), timedelta(days=30), "closed_on")
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from hub.dates import days_text


@dataclass(frozen=True)
class Retention:
    """``what`` is kept, for what ``purpose``, on what ``basis`` (what gives the right to keep it), ``until`` when: sentences; ``%(time)s`` in the
    last one stands for ``keep``. ``fields``: those of the model that are about people.

    A row goes ``keep`` after what its field ``after`` (a day or a moment) says; while that is empty, it stays. With ``cut`` the row stays and these
    fields of it are emptied. Without ``keep`` nothing goes by itself: the row goes with what it belongs to, or somebody deletes it.
    ``readers``: it is about those who read, not those who work here.
    """

    what: Any
    purpose: Any
    basis: Any
    until: Any
    fields: tuple[str, ...]
    keep: timedelta | None = None
    after: str = ""
    cut: tuple[str, ...] = ()
    readers: bool = False

    @property
    def until_text(self) -> str:
        """Until when, in words of the active language."""
        return str(self.until) % {"time": days_text(self.keep) if self.keep else ""}
