"""Services of others imported again, and where they are put: what the source changed comes in, what editors did stays."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.management.base import CommandError

from resources.models import ResourceIndexPage, ServicePage
from tests import factories
from tests.resources.importers.entries import mapping, rows
from tests.resources.importers.helpers import services, state

pytestmark = pytest.mark.django_db


class TestAgain:
    ENTRIES = [{"id": 1, "name": "One", "text": "Words.", "tel": ["+33199001234"]}, {"id": 2, "name": "Two", "text": "Words."}]
    RULES = {"summary": "text", "phones": [{"each": "tel.*", "number": "."}], "website": "site"}

    def again(self, tmp_path, **changes: Any) -> str:
        """Import again, the first entry changed."""
        return services(tmp_path, [{**self.ENTRIES[0], **changes}, self.ENTRIES[1]], mapping(**self.RULES))

    def page(self) -> ServicePage:
        return ServicePage.objects.get(title="One")

    def test_a_second_run_changes_nothing(self, tmp_path):
        self.again(tmp_path)
        before = state()
        assert "     3  unchanged" in self.again(tmp_path)
        assert state() == before

    def test_what_the_source_changed_comes_in_and_what_it_took_away_goes(self, tmp_path):
        self.again(tmp_path)
        self.again(tmp_path, text="", tel=["+33199005678"], site="https://example.org/")
        assert rows(self.page(), "phones", "number") == [("+33199005678",)]
        assert (self.page().summary, self.page().website) == ("", "https://example.org/")

    def test_facts_that_an_editor_changed_stay_field_by_field(self, tmp_path):
        self.again(tmp_path)
        page = self.page()
        phone = page.phones.first()
        phone.number = "+33199009999"
        page.phones = [phone]
        factories.publish_page(page)
        printed = self.again(tmp_path, tel=["+33199005678"], text="New words.")
        assert "kept as it is here: entries.yml → 1 (phones)" in printed
        assert rows(self.page(), "phones", "number") == [("+33199009999",)]
        assert self.page().summary == "New words."

    def test_a_dry_run_leaves_nothing(self, tmp_path):
        factories.home()
        before = state()
        assert "     3  new" in services(tmp_path, self.ENTRIES, mapping(**self.RULES), dry_run=True)
        assert state() == before

    def test_an_entry_that_is_gone_keeps_its_page_and_is_said(self, tmp_path):
        self.again(tmp_path)
        assert "no longer in the source, page kept: service:2 (en)" in services(tmp_path, self.ENTRIES[:1], mapping(**self.RULES))
        assert ServicePage.objects.filter(title="Two").exists()


class TestWhere:
    def test_services_go_below_the_section_that_is_named(self, tmp_path):
        section = factories.section("Get help")
        services(tmp_path, [{"id": 1, "name": "One"}], mapping(), under="get-help")
        assert ServicePage.objects.get().get_parent().pk == section.pk
        assert not ResourceIndexPage.objects.filter(title="Services").exists()

    def test_in_the_language_of_the_mapping(self, tmp_path, client):
        services(tmp_path, [{"id": 1, "name": "Une"}], {**mapping(), "language": "fr"})
        assert client.get("/fr/services/une/").status_code == 200

    def test_without_a_section_an_error_says_what_to_do(self, tmp_path):
        made = mapping()
        del made["section"]
        with pytest.raises(CommandError, match="--under"):
            services(tmp_path, [{"id": 1, "name": "One"}], made)
        with pytest.raises(CommandError, match="home page is none"):
            services(tmp_path, [{"id": 1, "name": "One"}], made, under=str(factories.home().pk))
