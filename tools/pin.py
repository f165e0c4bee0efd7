"""Write ``requirements.txt`` and ``requirements-dev.txt``: what ``pyproject.toml`` asks for and all that it brings, pinned as installed here,
with the hashes of their files: pip then installs nothing else, whoever answers it."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
import tomllib
from importlib.metadata import distribution
from pathlib import Path
from typing import Any

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
HEAD = "# Pinned as tested. Written by tools/pin.py from pyproject.toml: change the list there, install, then run `python -m tools.pin`.\n"
GATHER = (
    *("--quiet", "--generate-hashes", "--no-header", "--no-annotate", "--strip-extras", "--allow-unsafe"),
    *("--no-emit-index-url", "--no-emit-trusted-host", "--no-emit-find-links"),
)


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


def versions(project: dict[str, Any]) -> dict[str, dict[str, str]]:
    """Name and version of what each of the two files holds, for the ``[project]`` table of ``pyproject.toml``. The second holds only what the first
    does not."""
    runtime = pins(project["dependencies"])
    tools = {name: version for name, version in pins(project["optional-dependencies"]["dev"]).items() if name not in runtime}
    return {"requirements.txt": runtime, "requirements-dev.txt": tools}


def read(text: str) -> dict[str, list[str]]:
    """What a file of requirements holds: the lines of hashes of each ``name==version``."""
    found: dict[str, list[str]] = {}
    name = ""
    for line in (one.strip().removesuffix("\\").strip() for one in text.splitlines()):
        if line.startswith("--hash="):
            found[name].append(line)
        elif line and not line.startswith(("#", "-")):
            name = line
            found[name] = []
    return found


def hashed(found: dict[str, str]) -> dict[str, list[str]]:
    """The hashes of every file of the pinned versions, for all machines. Takes minutes: pip-compile fetches what has none told.

    Raises:
        SystemExit: pip-compile is not here, or could not find them; what to do stands above.
    """
    command = shutil.which("pip-compile")
    if not command:
        raise SystemExit("The hashes are gathered by pip-compile: install pip-tools, in an environment of its own, and put it on the PATH.")
    with tempfile.TemporaryDirectory() as folder:
        wanted, made = Path(folder) / "wanted.in", Path(folder) / "made.txt"
        wanted.write_text("".join(f"{name}=={version}\n" for name, version in found.items()))
        subprocess.run([command, *GATHER, "--output-file", str(made), str(wanted)], check=True)
        return read(made.read_text())


def written(found: dict[str, str], hashes: dict[str, list[str]]) -> str:
    """The pins with their hashes as pip reads them, by name."""
    pinned = (f"{name}=={version}" for name, version in sorted(found.items()))
    return "".join(" \\\n    ".join([pin, *hashes[pin]]) + "\n" for pin in pinned)


def main() -> None:
    """Write both files."""
    wanted = versions(tomllib.loads((ROOT / "pyproject.toml").read_text())["project"])
    hashes = hashed({name: version for one in wanted.values() for name, version in one.items()})
    for name, found in wanted.items():
        before = "" if name == "requirements.txt" else "-r requirements.txt\n"
        (ROOT / name).write_text(HEAD + before + written(found, hashes))


if __name__ == "__main__":
    main()
