"""A backup as a file: a tar, encrypted with age on its way to the disk. The standard tools open it: ``age -d -i key FILE | tar -x``.

The manifest is the last member: it says how each of the others looked when it was read.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import tarfile
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any, BinaryIO, Final

import pyrage

from .problem import KeepingError

MANIFEST: Final = "manifest.json"
FORMAT: Final = 1
CHUNK: Final = 1 << 18
BLOCK: Final = tarfile.BLOCKSIZE
AGE: Final = b"age-encryption.org/v1"

Step = Callable[[int], object]
"""Told how many more bytes are done."""


@dataclass(frozen=True)
class Manifest:
    """What a backup holds. ``files``: size and SHA-256 of each member by its name."""

    made: str
    version: str
    database: str
    rows: dict[str, int]
    migrations: dict[str, list[str]]
    files: dict[str, tuple[int, str]] = field(default_factory=dict)
    format: int = FORMAT

    def text(self) -> bytes:
        """As it stands in the file."""
        return json.dumps(asdict(self), indent=1).encode()

    @classmethod
    def parse(cls, text: bytes) -> Manifest:
        """Read it. Raises KeepingError for what this release does not understand."""
        data = json.loads(text)
        if data.get("format") != FORMAT:
            raise KeepingError("This backup was made by a newer release of the hub. Bring it back with that release.")
        return cls(**{**data, "files": {name: (size, digest) for name, (size, digest) in data["files"].items()}})


class Stream(io.RawIOBase):
    """What ``chunks`` yields, to be read like a file."""

    def __init__(self, chunks: Iterator[bytes]) -> None:
        self.chunks, self.rest = chunks, b""

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: Any) -> int:
        """The next bytes; none at the end."""
        while not self.rest:
            following = next(self.chunks, None)
            if following is None:
                return 0
            self.rest = following
        taken, self.rest = self.rest[: len(buffer)], self.rest[len(buffer) :]
        buffer[: len(taken)] = taken
        return len(taken)


def members(files: Iterable[tuple[str, Path]], manifest: Manifest, step: Step = lambda _: None) -> Iterator[bytes]:
    """The bytes of a tar of ``files`` (name, path), each noted in ``manifest`` as it was read, and of the manifest. What was deleted meanwhile is
    left out."""
    for name, path in files:
        try:
            file = path.open("rb")
        except FileNotFoundError:
            continue
        with file:
            yield from _member(name, file, manifest, step)
    text = manifest.text()
    yield from (_header(MANIFEST, len(text)), text, _padding(len(text)), bytes(2 * BLOCK))


def _member(name: str, file: BinaryIO, manifest: Manifest, step: Step) -> Iterator[bytes]:
    """One file."""
    size, digest = os.fstat(file.fileno()).st_size, hashlib.sha256()
    yield _header(name, size)
    left = size
    while left and (chunk := file.read(min(CHUNK, left))):
        digest.update(chunk)
        left -= len(chunk)
        step(len(chunk))
        yield chunk
    if left:
        raise KeepingError("A file became shorter while it was read. Nothing is wrong with it: make the backup again.")
    manifest.files[name] = (size, digest.hexdigest())
    yield _padding(size)


def _header(name: str, size: int) -> bytes:
    """What stands before a member: a name and a size, no owner and no time."""
    one = tarfile.TarInfo(name)
    one.size, one.mode = size, 0o600
    return one.tobuf(tarfile.PAX_FORMAT)


def _padding(size: int) -> bytes:
    """A tar counts in blocks."""
    return bytes(-size % BLOCK)


def write(chunks: Iterator[bytes], target: BinaryIO, recipients: Sequence[Any]) -> None:
    """Write the bytes to ``target``, for ``recipients`` only; in the clear where there are none."""
    if not recipients:
        for chunk in chunks:
            target.write(chunk)
        return
    failed: list[BaseException] = []

    def telling() -> Iterator[bytes]:
        try:
            yield from chunks
        except BaseException as problem:  # told to whoever reads, by another name
            failed.append(problem)
            raise

    try:
        pyrage.encrypt_io(io.BufferedReader(Stream(telling()), CHUNK), _Noting(target, failed), recipients)
    except pyrage.EncryptError as problem:
        raise (failed[0] if failed else problem) from problem


class _Noting(io.RawIOBase):
    """Writes to ``target`` and keeps the error of the system, which the library only tells in words."""

    def __init__(self, target: BinaryIO, failed: list[BaseException]) -> None:
        self.target, self.failed = target, failed

    def writable(self) -> bool:
        """It is."""
        return True

    def write(self, data: Any) -> int:
        """Write."""
        try:
            return self.target.write(data)
        except OSError as problem:
            self.failed.append(problem)
            raise


def unpack(source: Path, folder: Path, identities: Sequence[Any]) -> Manifest:
    """Write all members below ``folder`` and compare them with the manifest.

    Raises:
        KeepingError: it is no backup, the key does not fit, or a file differs from what was backed up.
    """
    seen: dict[str, tuple[int, str]] = {}
    with source.open("rb") as file:
        encrypted = file.read(len(AGE)) == AGE
        file.seek(0)
        if encrypted and not identities:
            raise KeepingError("This backup is encrypted. Say where its key is: --identity FILE")
        try:
            with _opened(file, identities if encrypted else ()) as plain, tarfile.open(fileobj=plain, mode="r|") as tar:
                for member in tar:
                    seen[member.name] = _extract(tar, member, folder)
                while plain.read(CHUNK):
                    """To the very end, where age says whether all was there."""
        except (tarfile.TarError, EOFError) as problem:
            raise KeepingError("This file is no backup of the hub, or it is cut short.") from problem
    return _compared(folder, seen)


def _compared(folder: Path, seen: dict[str, tuple[int, str]]) -> Manifest:
    """The manifest, if all that it names was there as it says, and nothing else."""
    if seen.pop(MANIFEST, None) is None:
        raise KeepingError("This file is no backup of the hub, or it is cut short: it has no manifest.")
    manifest = Manifest.parse((folder / MANIFEST).read_bytes())
    wrong = sorted(name for name in {*seen, *manifest.files} if seen.get(name) != manifest.files.get(name))
    if wrong:
        raise KeepingError(f"The backup is damaged: {len(wrong)} of {len(manifest.files)} files differ from what was backed up. Take another one.")
    return manifest


def _extract(tar: tarfile.TarFile, member: tarfile.TarInfo, folder: Path) -> tuple[int, str]:
    """Write one member; its size and digest."""
    parts = PurePosixPath(member.name)
    content = tar.extractfile(member) if member.isreg() else None
    if content is None or parts.is_absolute() or ".." in parts.parts:
        raise KeepingError("This file is no backup of the hub: it holds what a backup never does.")
    path, digest, size = folder / parts, hashlib.sha256(), 0
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        while chunk := content.read(CHUNK):
            digest.update(chunk)
            size += file.write(chunk)
    return size, digest.hexdigest()


class _opened:  # noqa: N801
    """The plain bytes of a file that may be encrypted, opened in a thread of its own and never written anywhere."""

    def __init__(self, file: BinaryIO, identities: Sequence[Any]) -> None:
        self.file, self.identities, self.failed = file, identities, list[BaseException]()
        self.thread: threading.Thread | None = None
        self.plain: BinaryIO = file

    def __enter__(self) -> BinaryIO:
        if self.identities:
            out, into = os.pipe()
            self.plain = os.fdopen(out, "rb")
            self.thread = threading.Thread(target=self._decrypt, args=[os.fdopen(into, "wb")], daemon=True)
            self.thread.start()
        return self.plain

    def _decrypt(self, into: BinaryIO) -> None:
        """In the thread. What goes wrong is told by whoever waits for it."""
        try:
            with into:
                pyrage.decrypt_io(self.file, into, self.identities)
        except (pyrage.DecryptError, OSError) as problem:
            self.failed.append(problem)

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if self.thread is None:
            return
        self.plain.close()
        self.thread.join()
        if self.failed and (kind is None or issubclass(kind, tarfile.TarError | EOFError)):
            fits = "No matching keys" not in str(self.failed[0])
            raise KeepingError("The backup is damaged or cut short. Take another one." if fits else "This key does not open this backup.")
