"""Addresses below ``/<language>/report/``. They name a page by its number, so that none tells in the history of a browser what it was about."""

from __future__ import annotations

from django.urls import URLPattern, path

from . import views

urlpatterns: list[URLPattern] = [
    path("state/", views.state, name="report_state"),
    path("<int:key>/", views.report, name="report"),
]
