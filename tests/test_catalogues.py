"""Every text of the interface in every language: nothing missing, nothing left over, no placeholder lost."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import polib
import pytest
from django.utils.translation import to_locale

from hub import languages
from tests.conftest import ROOT, missing
from tools.messages import SKIPPED

PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{\w+\}|</?\w+[^>]*>")


def catalogue(code: str) -> polib.POFile:
    return polib.pofile(str(ROOT / "locale" / to_locale(code) / "LC_MESSAGES" / "django.po"))


@pytest.fixture(scope="module")
def texts(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """The texts that stand in the code and templates now, gathered as ``make messages`` does, in a copy."""
    if not shutil.which("xgettext"):
        missing("gettext (apt install gettext)")
    copy = tmp_path_factory.mktemp("source")
    for path in [*ROOT.glob("*/**/*.py"), *ROOT.glob("*/**/*.html")]:
        inside = path.relative_to(ROOT)
        if inside.parts[0] not in SKIPPED and "migrations" not in inside.parts:
            target = copy / inside
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(path, target)
    (copy / "locale").mkdir(exist_ok=True)
    command = [sys.executable, "-m", "django", "makemessages", "--locale", "en", "--verbosity", "0"]
    subprocess.run(command, cwd=copy, check=True, env={"PATH": "/usr/bin:/bin"}, timeout=300)
    return {entry.msgid for entry in polib.pofile(str(copy / "locale" / "en" / "LC_MESSAGES" / "django.po"))}


@pytest.mark.parametrize("code", languages.codes())
def test_a_reader_meets_no_text_in_another_language(code: str, texts: set[str]):
    entries = {entry.msgid: entry for entry in catalogue(code)}
    assert texts - set(entries) == set(), "run `make messages` and translate"
    unready = {text for text in texts if not entries[text].translated() or "fuzzy" in entries[text].flags}
    assert unready == set()


OTHER_YOU = {
    "fr": r"\b(tu|toi|ton|ta|tes)\b",
    "es": r"\b(usted|ustedes)\b",
    "pt": r"\b(tu|teu|tua|teus|tuas)\b",
    "ru": r"\b(ты|тебя|тебе|тобой|твой|твоя|твоё|твои)\b",
    "fa": r"(?<![\w\u200c])تو(?![\w\u200c])",
    "zh-hant": "您",
}
"""How a language would address people in another tone than everywhere else (docs/translators.md)."""


@pytest.mark.parametrize(("code", "other"), OTHER_YOU.items())
def test_one_language_says_you_in_one_way(code: str, other: str):
    said = [text for entry in catalogue(code) for text in (entry.msgstr, *entry.msgstr_plural.values())]
    assert [text for text in said if re.search(other, text, re.IGNORECASE)] == []


@pytest.mark.parametrize("code", languages.codes())
def test_no_translation_loses_a_placeholder_or_a_tag(code: str):
    lost = []
    for entry in catalogue(code):
        for index, text in [(0, entry.msgstr)] if not entry.msgid_plural else sorted(entry.msgstr_plural.items()):
            source = entry.msgid if index == 0 or not entry.msgid_plural else entry.msgid_plural
            wanted = set(PLACEHOLDER.findall(source)) | (set(PLACEHOLDER.findall(entry.msgid_plural)) if entry.msgid_plural else set())
            found = set(PLACEHOLDER.findall(text))
            if not found <= wanted or (not entry.msgid_plural and found != wanted):
                lost.append((entry.msgid, text))
    assert lost == []


def test_the_folder_of_catalogues_is_no_package():
    assert not Path(ROOT / "locale" / "__init__.py").exists()
