"""Content to try the hub with: help that does not exist, by organisations that do not exist, with telephone numbers kept for fiction.

One file a family of translations in ``data/<kind>/<slug>.yml``: ``facts`` once, ``words`` for each language.
"""
