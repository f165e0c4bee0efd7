"""From the engine's answer to a page that people can read: rows checked against the database, titles, marks, reasons, facets."""

from .answering import Found, Section, find
from .helplines import help_lines
from .result import Result

__all__ = ["Found", "Result", "Section", "find", "help_lines"]
