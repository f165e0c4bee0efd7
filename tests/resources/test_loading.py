"""Facts loaded in one go are the facts, row for row."""

from __future__ import annotations

import pytest
from modelcluster.fields import ParentalKey

from resources.loading import LISTED, prefetch_facts, read_once
from resources.models import Phone, ServicePage
from resources.models.service import ROWS
from tests import factories, many

pytestmark = pytest.mark.django_db


def contents(rows) -> list[dict[str, object]]:
    """All columns of ``rows``, and of the rows that belong to them."""
    below = [relation.name for relation in rows[0]._meta.related_objects if isinstance(relation.field, ParentalKey)] if rows else []
    plain = [{field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields} for row in rows]
    return [{**one, **{name: contents(list(getattr(row, name).all())) for name in below}} for one, row in zip(plain, rows, strict=True)]


def fresh(*services: ServicePage) -> list[ServicePage]:
    return list(ServicePage.objects.filter(pk__in=[service.pk for service in services]).order_by("pk"))


def test_every_row_is_the_one_in_its_table_with_types_and_order():
    first, second = factories.full_service("First"), factories.service("Second")
    loaded, plain = fresh(first, second), fresh(first, second)
    prefetch_facts(loaded, whole=True)
    for name in ROWS:
        for quick, slow in zip(loaded, plain, strict=True):
            assert contents(list(getattr(quick, name).all())) == contents(list(getattr(slow, name).all())), name


@pytest.mark.parametrize("number", [1, 3, 4, 5])
def test_however_many_are_asked_for_each_has_its_own_rows_once(number):
    pages = [factories.service(f"Lamp {at}", phones=[Phone(number=f"+3319900123{at}")]) for at in range(number)]
    for _time in range(2):  # the second from what is kept
        loaded = fresh(*pages)
        prefetch_facts(loaded)
        assert [[phone.number for phone in page.phones.all()] for page in loaded] == [[f"+3319900123{at}"] for at in range(number)]


def test_an_amount_keeps_its_places():
    (service,) = fresh(factories.full_service())
    prefetch_facts([service], whole=True)
    assert [str(row.amount) for row in service.costs.all()] == ["None", "12.50"]


def test_reading_what_was_loaded_asks_nothing_more(django_assert_num_queries):
    (service,) = fresh(factories.full_service())
    prefetch_facts([service], whole=True)
    with django_assert_num_queries(0):
        for name in ROWS:
            assert getattr(service, name).all()
        assert [hours.phone.page.pk for phone in service.phones.all() for hours in phone.hours.all()] == [service.pk]
        assert [str(row.area) for row in service.areas.all()] == ["001", "FR"]
        assert [str(row.known_in) for row in service.phones.all()] == ["FR", "None"]
        assert service.topics.all()
        assert service.organisation.title


def test_who_reads_a_page_several_times_asks_once(django_assert_max_num_queries):
    (service,) = fresh(factories.full_service())
    with django_assert_max_num_queries(3):
        read = read_once(service)
        for _time in range(2):
            rows = {name: contents(list(getattr(read, name).all())) for name in ROWS}
            assert not list(read.fact_changes.all())
    assert rows == {name: contents(list(getattr(service, name).all())) for name in ROWS}


def test_the_page_itself_goes_on_asking():
    service = factories.service(phones=[Phone(number="+33199001234")])
    read = read_once(service)
    Phone.objects.filter(page=service).update(number="+33199009999")
    assert [phone.number for phone in service.phones.all()] == ["+33199009999"]
    assert [phone.number for phone in read.phones.all()] == ["+33199001234"]


def test_rows_that_are_not_stored_or_are_loaded_are_left_as_they_are():
    service = factories.full_service()
    service.phones = [Phone(number="+33199009999")]
    assert read_once(service) is service
    (loaded,) = fresh(service)
    prefetch_facts([loaded], whole=True)
    assert read_once(loaded) is loaded
    new = ServicePage(title="New")
    assert read_once(new) is new


def test_a_service_is_made_ready_for_the_search_in_few_questions(django_assert_max_num_queries):
    (service,) = fresh(factories.full_service())
    with django_assert_max_num_queries(16):
        assert list(service.search_documents())


@pytest.mark.parametrize(("whole", "most"), [(False, 5), (True, 8)])
def test_many_cost_what_few_cost(whole, most, django_assert_max_num_queries):
    pages = many.services(30)
    french = [factories.translate(page, "fr") for page in pages[:2]]
    prefetch_facts(fresh(*pages))
    for number in (2, 30):
        chosen = [*fresh(*pages[:number]), *(ServicePage.objects.get(pk=page.pk) for page in french)]
        with django_assert_max_num_queries(most):
            prefetch_facts(chosen, whole=whole)
            assert all(list(getattr(page.facts, name).all()) for page in chosen for name in LISTED)


def test_what_an_editor_typed_but_did_not_save_is_not_overwritten():
    service = factories.full_service()
    service.phones = [Phone(number="+33199009999")]
    prefetch_facts([service], whole=True)
    assert [phone.number for phone in service.phones.all()] == ["+33199009999"]


def test_pages_without_facts_of_services_are_passed_over(django_assert_max_num_queries):
    guide = factories.guide()
    with django_assert_max_num_queries(1):
        prefetch_facts([guide, factories.ServicePage(title="Unsaved")])


def test_what_was_loaded_can_be_changed_and_saved():
    (service,) = fresh(factories.full_service())
    prefetch_facts([service])
    service.phones = [Phone(number="+33199009999")]
    service.save()
    assert [phone.number for phone in fresh(service)[0].phones.all()] == ["+33199009999"]
