"""The engine that lives in the hub's own process: tantivy, in a folder of its own."""

from search.engines.embedded.engine import EmbeddedEngine

__all__ = ["EmbeddedEngine"]
