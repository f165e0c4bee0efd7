"""Services and organisations from a file of somebody else's, by a mapping from its fields to ours."""

from .importer import import_services
from .mapping import load_mapping

__all__ = ["import_services", "load_mapping"]
