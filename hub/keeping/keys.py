"""Keys of age (https://age-encryption.org): public ones to write backups for, the private one to open them, which never lies on the server."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pyrage

from .problem import KeepingError


def recipients(texts: Iterable[str]) -> list[Any]:
    """The public keys (``age1…``, ``ssh-ed25519 …``). Raises KeepingError for what is none."""
    return [_recipient(text.strip()) for text in texts]


def _recipient(text: str) -> Any:
    """One public key."""
    try:
        return pyrage.ssh.Recipient.from_str(text) if text.startswith("ssh-") else pyrage.x25519.Recipient.from_str(text)
    except pyrage.RecipientError as problem:
        secret = text.upper().startswith("AGE-SECRET-KEY")
        hint = "This is the private key: it must not lie on the server. Its public key" if secret else "A public key"
        raise KeepingError(f"HUB_BACKUP_KEY is no public key of age. {hint} begins with age1 (made with age-keygen).") from problem


def identities(path: Path) -> list[Any]:
    """The private keys in a file as ``age-keygen`` writes it, or of OpenSSH. Raises KeepingError when there is none."""
    try:
        text = path.read_bytes()
    except OSError as problem:
        raise KeepingError(f"The key in {path} cannot be read: {problem.strerror}.") from problem
    try:
        if b"OPENSSH PRIVATE KEY" in text:
            return [pyrage.ssh.Identity.from_buffer(text)]
        lines = [line.strip() for line in text.decode().splitlines() if line.strip() and not line.startswith("#")]
        found = [pyrage.x25519.Identity.from_str(line) for line in lines]
    except (pyrage.IdentityError, UnicodeDecodeError) as problem:
        raise KeepingError(f"{path} holds no private key of age.") from problem
    if not found:
        raise KeepingError(f"{path} holds no private key of age.")
    return found
