"""The page that says how readers are protected: what is kept, and until when, as the models declare it."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from .declaration import Retention
from .retention import declared


@dataclass(frozen=True)
class Kept:
    """One kind of what is kept: ``why`` as declared, ``untils``: until when, of each part of it."""

    why: Retention
    untils: list[str] = field(default_factory=list)


@require_safe
def protection(request: HttpRequest) -> HttpResponse:
    """What the site knows about people, in the language of the address. The register is that of ``manage.py privacy_report``."""
    return render(request, "safety/protection.html", {"register": register(), "backups": bool(settings.BACKUP_KEYS)})


def register() -> list[Kept]:
    """What is kept, each kind once: first what concerns readers, then the team."""
    kinds: dict[str, Kept] = {}
    for _model, one in declared():
        kept = kinds.setdefault(str(one.what), Kept(one))
        if one.until_text not in kept.untils:
            kept.untils.append(one.until_text)
    return sorted(kinds.values(), key=lambda one: not one.why.readers)
