"""What several tests of looks share."""

from __future__ import annotations

import pytest
from django.test import override_settings


@pytest.fixture(scope="module")
def once(request, committed, tmp_path_factory):
    """What the ``make_site`` of a module makes and gives, made once for all its tests."""
    with override_settings(HUB_DATA=tmp_path_factory.mktemp("hub")):
        yield committed(request.module.make_site)
