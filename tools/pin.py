"""Write ``requirements.txt`` and ``requirements-dev.txt``: what ``pyproject.toml`` asks for and all that it brings, pinned as installed here."""

from __future__ import annotations

import tomllib
from importlib.metadata import distribution
from pathlib import Path
from typing import Any

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
HEAD = "# Pinned as tested. Written by tools/pin.py from pyproject.toml: change the list there, install, then run `python -m tools.pin`.\n"


def pins(wanted: list[str]) -> dict[str, str]:
    """Name and installed version of everything that ``wanted`` needs on this machine, itself included.

    Raises:
        importlib.metadata.PackageNotFoundError: something is not installed here.
    """
    found: dict[str, str] = {}
    seen: set[tuple[str, str]] = set()
    queue = [(Requirement(line), "") for line in wanted]
    while queue:
        requirement, extra = queue.pop()
        if requirement.marker and not requirement.marker.evaluate({"extra": extra}):
            continue
        name = canonicalize_name(requirement.name)
        installed = distribution(name)
        found[name] = installed.version
        for wanted_extra in {"", *requirement.extras} - {done for one, done in seen if one == name}:
            seen.add((name, wanted_extra))
            queue += [(Requirement(line), wanted_extra) for line in installed.requires or []]
    return found


def lines(found: dict[str, str]) -> str:
    """The pins as pip reads them, by name."""
    return "".join(f"{name}=={version}\n" for name, version in sorted(found.items()))


def files(project: dict[str, Any]) -> dict[str, str]:
    """The two files, by name, for the ``[project]`` table of ``pyproject.toml``. The second holds only what the first does not."""
    runtime = pins(project["dependencies"])
    tools = {name: version for name, version in pins(project["optional-dependencies"]["dev"]).items() if name not in runtime}
    return {"requirements.txt": HEAD + lines(runtime), "requirements-dev.txt": f"{HEAD}-r requirements.txt\n{lines(tools)}"}


def main() -> None:
    """Write both files."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    for name, text in files(project).items():
        (ROOT / name).write_text(text)


if __name__ == "__main__":
    main()
