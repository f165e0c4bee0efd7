"""The addresses of the hub, and one that breaks."""

from __future__ import annotations

from django.urls import path

from hub import urls

handler500 = urls.handler500


def broken(request):
    """A view with a mistake in it."""
    raise RuntimeError("broken")


urlpatterns = [path("broken/", broken), *urls.urlpatterns]
