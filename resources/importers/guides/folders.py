"""Which files are the same guide in several languages, and which folders hold guides."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from django.utils.text import slugify

from hub import languages

from .files import Tree


def in_order(codes: set[str]) -> list[str]:
    """``codes`` in the order of the hub's languages: the first is the original's, where a family begins."""
    return [code for code in languages.codes() if code in codes]


def families(trees: dict[str, Tree]) -> dict[str, list[str]]:
    """The languages of each path, the original's first; paths sorted."""
    found: dict[str, set[str]] = {}
    for code, tree in trees.items():
        for path in tree.paths:
            found.setdefault(path, set()).add(code)
    return {path: in_order(found[path]) for path in sorted(found)}


def folders_of(path: str) -> list[str]:
    """The folders that ``path`` stands in, outermost first, without the root."""
    return [str(one) for one in reversed(PurePosixPath(path).parents) if str(one) != "."]


def parent_of(path: str) -> str:
    """The folder that ``path`` stands in; empty for the root."""
    return (folders_of(path) or [""])[-1]


def folders(guides: dict[str, list[str]]) -> Iterator[tuple[str, list[str]]]:
    """All folders with guides in or below them and the languages of these, outer ones first."""
    found: dict[str, set[str]] = {}
    for path, codes in guides.items():
        for folder in folders_of(path):
            found.setdefault(folder, set()).update(codes)
    for folder in sorted(found, key=lambda one: (one.count("/"), one)):
        yield folder, in_order(found[folder])


def slug_of(path: str) -> str:
    """The last part of the address that ``path`` asks for: the name of the file or folder without what only sorts it."""
    stem = PurePosixPath(path).name.removesuffix(".md").removesuffix(".yml").removesuffix(".yaml")
    return slugify(stem.removeprefix("s_").removeprefix("c_"))[:200] or "page"
