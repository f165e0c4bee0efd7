"""Guides from a folder a language: lessons and checklists become guides, folders become sections, the same path in two languages is one guide."""

from .importer import import_guides

__all__ = ["import_guides"]
