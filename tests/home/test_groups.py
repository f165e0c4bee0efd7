"""Editors look after topics and areas without an administrator having to think of it."""

from __future__ import annotations

import pytest
from django.urls import reverse

from tests import factories

pytestmark = pytest.mark.django_db


def test_an_editor_can_open_the_table_of_labels_and_the_lists(client):
    client.force_login(factories.editor())
    assert client.get("/admin/taxonomy-labels/topic/preferred/").status_code == 200
    assert client.get(reverse("wagtailadmin_home")).status_code == 200


def test_an_editor_may_not_delete_topics_or_areas():
    user = factories.editor()
    assert user.has_perm("taxonomy.change_conceptlabel")
    assert not user.has_perm("taxonomy.delete_concept")
    assert not user.has_perm("taxonomy.delete_area")
