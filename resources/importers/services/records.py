"""Reading the file: YAML, JSON or CSV, as plain data."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any, Final

import yaml

from ..report import MappingError
from .paths import look_up

LARGEST: Final = 50_000_000
"""Bytes of the largest file that is read: all of it stands in memory."""
LOADER: Final[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The quick one where there is one."""


def read_data(path: Path, delimiter: str = ",") -> Any:
    """What stands in the file; of CSV a list of rows by the names in its first line. Raises MappingError for a file that cannot be read."""
    try:
        if path.stat().st_size > LARGEST:
            raise MappingError(f"{path.name} is larger than {LARGEST:,} bytes.")
        text = path.read_bytes().decode("utf-8-sig")
        match path.suffix.lower():
            case ".json":
                return json.loads(text)
            case ".yml" | ".yaml":
                return yaml.load(text, Loader=LOADER)  # LOADER is a safe one  # nosec B506
            case ".csv":
                return list(csv.DictReader(text.splitlines(keepends=True), delimiter=delimiter, strict=True))
    except OSError as error:
        raise MappingError(f"{path}: {error.strerror}.") from error
    except (ValueError, TypeError, yaml.YAMLError, csv.Error, RecursionError) as error:
        raise MappingError(f"{path.name} cannot be read: {' '.join(str(error).split())[:200]}") from error
    raise MappingError(f"{path.name} is none of .json, .yml, .yaml and .csv.")


def entries_in(data: Any, paths: list[str]) -> list[Any]:
    """The entries at the first of ``paths`` that holds any; one that stands alone is a list of one. Raises MappingError where there are none."""
    for path in paths:
        found = look_up(path, data, data)
        if found not in (None, "", [], {}):
            return found if isinstance(found, list) else [found]
    raise MappingError(f"The file has no entries at {' or '.join(paths)}.")
