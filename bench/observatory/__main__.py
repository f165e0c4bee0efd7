"""``make observatory``: a demo site of its own, every kind of answer asked for once, and a table of grades."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from rich.console import Console
from rich.table import Table

from bench.observatory.grader import Grade, MissingError, bring, grade
from bench.observatory.server import Asked, Site, running

BEST = "A+"
LANGUAGE = "ar"


def requests() -> Iterator[Asked]:
    """One of every kind: each type of page on both ways, forms asked for and sent, what is missing, what is refused, documents, the sign-in."""
    from hub.href import href
    from hub.models.visibility import hub_page_models
    from resources.models import ServicePage

    for model in hub_page_models():
        page = model.visible().filter(locale__language_code=LANGUAGE).order_by("path").first()
        if page:
            yield Asked(model.__name__, href(page))
            yield Asked(f"{model.__name__}, discreet way", f"/{LANGUAGE}/p/{page.pk}/")
    told = f"report/{ServicePage.visible().filter(facts_page=None)[0].pk}"
    for name, path in {"search": "search", "report": told, "state of a report": "report/state", "safe": "safe", "protection": "protection"}.items():
        yield Asked(name, f"/{LANGUAGE}/{path}/")
        yield Asked(f"{name}, discreet way", f"/{LANGUAGE}/p/{path}/")
        yield Asked(f"{name}, light way", f"/light/{LANGUAGE}/{path}/")
    yield Asked("search, results", f"/{LANGUAGE}/search/?q=a")
    yield Asked("search, sent", f"/{LANGUAGE}/search/", "POST", "q=a")
    yield Asked("report, sent empty", f"/{LANGUAGE}/{told}/", "POST", "text=")
    yield Asked("sign-in", "/admin/login/")
    yield Asked("admin, not signed in", "/admin/")
    yield Asked("not found", f"/{LANGUAGE}/nowhere/")
    yield Asked("document not found", "/documents/999999/none.pdf")
    yield Asked("exit", "/exit/")


def broken(site: Site, folder: str) -> Iterator[Asked]:
    """What is answered when the database is gone: the folder is thrown away afterwards."""
    for path in Path(folder).glob("hub.sqlite3*"):
        path.write_bytes(b"no database")
    yield Asked("error of the server", f"/{LANGUAGE}/search/?q=b")
    yield Asked("home without a database", f"/{LANGUAGE}/")


def show(grades: list[Grade]) -> Table:
    """The grades as a table."""
    table = Table("answer", "status", "grade", "score", "wanting", title="Mozilla HTTP Observatory, reckoned here")
    for one in grades:
        table.add_row(one.name, str(one.status), one.grade, str(one.score), ", ".join(one.failed))
    return table


def main() -> int:
    """0 when every answer has the best grade and nothing is wanting."""
    try:
        bring()
    except MissingError as problem:
        print(problem, file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory(prefix="hub-observatory-") as folder:
        os.environ.update(HUB_DATA=folder, DJANGO_SETTINGS_MODULE="hub.settings.dev", DEMO="1")
        from tools import prepare

        if prepare.main():
            return 1
        with running(folder) as site:
            answers = [site.answer(one) for one in [*requests()]]
            answers += [site.answer(one) for one in broken(site, folder)]
    grades = grade(answers)
    Console().print(show(grades))
    below = [one for one in grades if one.grade != BEST or one.failed]
    print(f"{len(grades)} answers, {len(below)} below {BEST} or with something wanting.")
    return 1 if below else 0


if __name__ == "__main__":
    sys.exit(main())
