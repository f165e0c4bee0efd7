"""Django's own checks: migrations complete, and nothing to say against the production settings. Part of ``make test``."""

from __future__ import annotations

import os
import secrets
import subprocess
import sys
import tempfile

from tools.environment import ROOT

COMMANDS = (
    ("hub.settings.test", ["makemigrations", "--check", "--dry-run"]),
    ("hub.settings.production", ["check", "--deploy", "--fail-level", "WARNING"]),
)


def production_like(folder: str) -> dict[str, str]:
    """An environment as a real site has it, with its data in ``folder``."""
    return {
        **os.environ,
        "HUB_DATA": folder,
        "SECRET_KEY": secrets.token_urlsafe(64),
        "ALLOWED_HOSTS": "hub.example.org",
        "HUB_URL": "https://hub.example.org",
        "DATABASE_URL": "",
        "DEBUG": "",
    }


def main() -> int:
    """Run every command; the number of those that failed."""
    failed = 0
    with tempfile.TemporaryDirectory(prefix="hub-check-") as folder:
        for settings, command in COMMANDS:
            print(f"manage.py {' '.join(command)} ({settings})", flush=True)
            environment = {**production_like(folder), "DJANGO_SETTINGS_MODULE": settings}
            failed += subprocess.run([sys.executable, "manage.py", *command], cwd=ROOT, env=environment, check=False).returncode != 0
    return failed


if __name__ == "__main__":
    sys.exit(main())
