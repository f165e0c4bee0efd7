"""A stock Wagtail project with the same words as three pages of the hub: made by ``wagtail start``, with one app of plain pages."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final

from bs4 import BeautifulSoup

HERE: Final = Path(__file__).resolve().parent / "stock"
PRODUCTION: Final = """
from .base import *

DEBUG = False
SECRET_KEY = "{secret}"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
ALLOWED_HOSTS = ["*"]
INSTALLED_APPS = ["pages", *INSTALLED_APPS]
STORAGES = {{**STORAGES, "staticfiles": {{"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}}}
DATABASES["default"]["CONN_MAX_AGE"] = 60
DATABASES["default"]["OPTIONS"] = {{"timeout": 20, "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;"}}
"""


def words_of(html: str) -> dict[str, Any]:
    """What a reader finds on a page of the hub: title, summary, facts, texts of links, and the rest as rich text."""
    soup = BeautifulSoup(html, "html.parser")
    main = soup.find("main")
    if main is None:
        raise ValueError("This is no page of the hub.")
    for gone in main.find_all(["script", "svg", "form"]):
        gone.decompose()
    described = soup.find("meta", {"name": "description"})
    facts = [(_text(label), _text(value)) for label in main.find_all("dt") if (value := label.find_next("dd"))]
    return {
        "title": _text(main.find("h1"))[:200],
        "summary": str(described["content"]) if described else "",
        "facts": facts,
        "links": [_text(one) for one in main.find_all("a")],
        "body": "".join(f"<{one.name}>{_text(one)}</{one.name}>" for one in main.find_all(["h2", "h3", "p"])),
    }


def _text(tag: Any) -> str:
    """The words of an element."""
    return " ".join(tag.get_text(" ").split()) if tag else ""


def make(folder: Path, content: dict[str, Any]) -> dict[str, str]:
    """Make the project in ``folder``; the addresses of its three pages."""
    run = [sys.executable]
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "stock.settings.production"}
    subprocess.run([Path(sys.executable).parent / "wagtail", "start", "stock", str(folder)], check=True, stdout=subprocess.DEVNULL)
    (folder / "stock" / "settings" / "production.py").write_text(PRODUCTION.format(secret="x" * 60))
    pages = folder / "pages"
    (pages / "templates" / "pages").mkdir(parents=True)
    (pages / "__init__.py").touch()
    (pages / "models.py").write_text((HERE / "models.py-tpl").read_text())
    (pages / "templates" / "pages" / "content_page.html").write_text((HERE / "content_page.html").read_text())
    (folder / "stock" / "templates" / "base.html").write_text((HERE / "base.html").read_text())
    (folder / "seed.py").write_text((HERE / "seed.py-tpl").read_text())
    (folder / "content.json").write_text(json.dumps(content))
    for command in (["makemigrations", "pages"], ["migrate"]):
        subprocess.run([*run, "manage.py", *command, "-v", "0"], cwd=folder, env=environment, check=True)
    printed = subprocess.run([*run, "seed.py"], cwd=folder, env=environment, check=True, stdout=subprocess.PIPE, text=True).stdout
    addresses: dict[str, str] = json.loads(printed.splitlines()[-1])
    return addresses


def add_many(folder: Path, words: Iterable[Mapping[str, str]]) -> None:
    """Many more pages for the project in ``folder``: title, summary and body of each. Its own search indexes them."""
    (folder / "seed_many.py").write_text((HERE / "seed_many.py-tpl").read_text())
    with (folder / "many.jsonl").open("w") as file:
        file.writelines(f"{json.dumps(one)}\n" for one in words)
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "stock.settings.production"}
    subprocess.run([sys.executable, "seed_many.py"], cwd=folder, env=environment, check=True)
