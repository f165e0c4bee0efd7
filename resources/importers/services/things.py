"""What in a file becomes a page, in an order in which every page that is led to comes first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from ..run import Run
from ..text import one_line
from .conditions import Scope, holds
from .expressions import evaluate
from .mapping import Mapping, Rule

LONGEST_ID: Final = 450


@dataclass(frozen=True)
class Thing:
    """Something that becomes a page by ``rule``. ``key`` is its entry in the ledger, ``above`` that of its umbrella organisation, if it has one."""

    rule: Rule
    scope: Scope
    key: str
    where: str
    above: str = ""


def key_of(kind: str, id: str) -> str:
    """The entry in the ledger of what has this id in the source."""
    return f"{kind}:{id}"


def identified(expression: Any, scope: Scope) -> str:
    """The id that ``expression`` gives; empty where there is none."""
    found = evaluate(expression, scope, lambda value, why: None)
    return one_line(str(found[0])) if found else ""


def things_in(entries: Iterable[Any], mapping: Mapping, run: Run, file: str) -> Iterator[Thing]:
    """All that becomes a page. What is no mapping, or has no id, or one that another has, is refused in the report."""
    seen: set[str] = set()
    for number, entry in enumerate(entries, start=1):
        scope = Scope(entry, entry)
        where = f"{file} → {identified(mapping.id, scope) or f'entry {number}'}"
        if not isinstance(entry, dict):
            run.report.refuse(where, "not a mapping of fields to values")
        elif mapping.passed_over and holds(mapping.passed_over, scope):
            run.report.count("passed over")
        else:
            before = len(run.report.bad)
            found = [thing for rule in mapping.pages for thing in _by_rule(rule, scope, where, run, seen)]
            yield from found
            if not found and len(run.report.bad) == before:
                run.report.remark(where, "no rule of the mapping makes a page of it")


def _by_rule(rule: Rule, scope: Scope, where: str, run: Run, seen: set[str]) -> Iterator[Thing]:
    """What one rule finds in one entry."""
    for item in scope.values(rule.each) if rule.each != "." else [scope.item]:
        inner = Scope(item, scope.root)
        id = identified(rule.id, inner)
        if not holds(rule.when, inner):
            continue
        if not id or len(id) > LONGEST_ID:
            run.report.refuse(where, f"{rule.kind} without an id" if not id else f"id longer than {LONGEST_ID} characters")
        elif (key := key_of(rule.kind, id)) not in seen:
            seen.add(key)
            above = identified(rule.fields["umbrella"], inner) if "umbrella" in rule.fields else ""
            yield Thing(rule, inner, key, where, key_of("organisation", above) if above else "")
        elif rule.each == ".":
            run.report.refuse(where, f"the id {id} stands twice in the file")


def in_order(things: Iterable[Thing]) -> Iterator[Thing]:
    """Organisations before services, umbrellas before their parts (a circle of umbrellas as it comes)."""
    things = list(things)
    waiting = [thing for thing in things if thing.rule.kind == "organisation"]
    while waiting:
        keys = {thing.key for thing in waiting}
        ready = [thing for thing in waiting if thing.above not in keys or thing.above == thing.key] or waiting
        yield from ready
        done = {thing.key for thing in ready}
        waiting = [thing for thing in waiting if thing.key not in done]
    yield from (thing for thing in things if thing.rule.kind != "organisation")
