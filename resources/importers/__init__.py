"""Importers: guides from a folder a language, services from a file with a mapping. How to use them: ``docs/importing.md``."""
