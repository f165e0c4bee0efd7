"""Addresses of the search, below ``/<language>/search/``."""

from __future__ import annotations

from django.urls import URLPattern, path

from search.views import search_page, suggestions

urlpatterns: list[URLPattern] = [path("", search_page, name="search"), path("suggest/", suggestions, name="search_suggest")]
