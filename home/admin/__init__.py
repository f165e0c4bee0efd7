"""Sections of the admin that belong to the home page."""
