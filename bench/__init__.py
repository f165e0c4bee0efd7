"""Measurements of the hub. Nothing here is part of the site."""
