"""The addresses of tabs and the names of menu items are the same, whatever language the first person after a start reads."""

from __future__ import annotations

import pytest
from django.utils import translation
from django.utils.text import slugify
from wagtail.admin.menu import MenuItem

from home.admin.banners import BannerViewSet
from home.models import HomePage, StandardPage
from reports.admin.viewset import ReportViewSet
from resources.admin.lists import OrganisationList, ServiceList
from resources.models import OrganisationPage, ServicePage
from taxonomy.admin.viewsets import AreaViewSet, ConceptViewSet, LabelTables, TaxonomyGroup

FORMS = [HomePage, StandardPage, OrganisationPage, ServicePage]
MENU = [BannerViewSet, ReportViewSet, OrganisationList, ServiceList, LabelTables, ConceptViewSet, AreaViewSet, TaxonomyGroup]


@pytest.mark.parametrize("language", ["ar", "fa", "zh-hant", "fr", "en"])
@pytest.mark.parametrize("model", FORMS)
def test_tabs_have_the_same_addresses_in_all_languages(model, language):
    with translation.override(language):
        form = model.edit_handler.bind_to_model(model)
        assert form.child_identifiers == ["words", "facts", "facts1", "promote", "settings"]


def names_within(group) -> list[str]:
    """The identifiers of a group and of all groups in it."""
    return [*group.child_identifiers, *(name for panel in group.children if hasattr(panel, "child_identifiers") for name in names_within(panel))]


@pytest.mark.parametrize("model", FORMS)
def test_panels_within_have_the_same_names_too(model):
    def names(language: str) -> list[str]:
        with translation.override(language):
            return names_within(model.edit_handler.bind_to_model(model))

    assert names("ar") == names("en")


@pytest.mark.parametrize("kind", MENU, ids=lambda kind: kind.__name__)
def test_items_of_the_menu_are_not_named_by_their_label(kind):
    with translation.override("ar"):
        item: MenuItem = kind().get_menu_item()
        assert item.name == slugify(item.name, allow_unicode=False)
        assert not item.name.startswith("u0")
