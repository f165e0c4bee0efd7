"""Filters of the lists of services and organisations. All of them look at facts pages, one for each family."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

import django_filters
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet

from hub import languages
from hub.admin import waiting
from resources import codes
from resources.models import OrganisationPage, ServiceArea, ServiceLanguage, ServicePage, Verification
from search.learning import coverage
from taxonomy.areas import WORLD
from taxonomy.concepts import choices as concept_choices
from taxonomy.concepts import codes_below
from taxonomy.fold import fold
from taxonomy.help_languages import SIGNED, SPOKEN, base
from taxonomy.names import area_names, language_name
from taxonomy.shipped import area_parents

from .fields import active_language

Choices = list[tuple[str, Any]]
IN_PERSON: Final = "in-person"


def topic_choices() -> Choices:
    """All topics by their labels."""
    return list(concept_choices("topic", active_language()))


def area_choices() -> Choices:
    """The areas that services name, by name."""
    codes_used = ServiceArea.objects.values_list("area__code", flat=True).distinct().order_by()
    return sorted(area_names(codes_used, active_language()).items(), key=lambda choice: choice[1])


def help_language_choices() -> Choices:
    """The languages of help that services name, by name."""
    used = ServiceLanguage.objects.values_list("code", flat=True).distinct().order_by()
    return sorted(((code, language_name(code, active_language())) for code in used), key=lambda choice: choice[1])


def distant_areas() -> Choices:
    """The world, its regions, all countries, by name."""
    names = area_names([WORLD, *area_parents()], active_language())
    return [(WORLD, _("From anywhere")), *sorted(((code, name) for code, name in names.items() if code != WORLD), key=lambda one: fold(one[1]))]


def distant_languages() -> Choices:
    """All languages of help, those of the hub among them, without script and country, by name. No query: a list would ask for them each time."""
    codes = {*coverage.hub_languages(), *(base(code) for code in (*SPOKEN, *SIGNED))}
    names = ((code, capfirst(language_name(code, active_language()))) for code in codes)
    return sorted(names, key=lambda one: fold(one[1]))


def channel_choices() -> Choices:
    """All ways to reach a service."""
    return [*codes.PhoneKind.choices, *codes.ChannelKind.choices[:1], *codes.ChannelKind.choices[2:], (IN_PERSON, _("In person"))]


def one_of(label: Any, choices: Callable[[], Choices] | Choices, **more: Any) -> django_filters.ChoiceFilter:
    """A filter that is a select."""
    return django_filters.ChoiceFilter(label=label, choices=choices, empty_label=_("All"), **more)


class FamilyFilters(WagtailFilterSet):
    """What families of all types are filtered by."""

    waiting = one_of(_("Waits for"), list, method="filter_waiting")
    topic = one_of(_("Topic"), topic_choices, method="filter_topic")
    outdated = one_of(_("Words out of date in"), languages.choices, method="filter_outdated")
    missing = one_of(_("No words in"), languages.choices, method="filter_missing")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.filters["waiting"].extra["choices"] = waiting.choices(self._meta.model)

    def filter_waiting(self, pages: QuerySet[Any], name: str, code: str) -> QuerySet[Any]:
        """Families on which this waits."""
        return waiting.narrow(pages, code)

    def filter_topic(self, pages: QuerySet[Any], name: str, code: str) -> QuerySet[Any]:
        """Families on this topic or a narrower one: the same that readers find."""
        return pages.filter(topics__code__in=[code, *codes_below("topic", code)]).distinct()

    def filter_outdated(self, pages: QuerySet[Any], name: str, code: str) -> QuerySet[Any]:
        """Families whose original has changed since it was translated into this language."""
        members = self._meta.model.objects.filter(facts_page=OuterRef("pk"), locale__language_code=code)
        return pages.filter(Exists(members.filter(translation_state__source_changed_on__isnull=False)))

    def filter_missing(self, pages: QuerySet[Any], name: str, code: str) -> QuerySet[Any]:
        """Families that readers of this language cannot read yet."""
        members = self._meta.model.objects.filter(facts_page=OuterRef("pk"), locale__language_code=code, live=True)
        return pages.exclude(Q(locale__language_code=code, live=True) | Q(Exists(members)))


class ServiceFilters(FamilyFilters):
    """What services are filtered by."""

    status = one_of(_("Status"), codes.Status.choices)
    type = one_of(_("Type"), codes.ServiceType.choices)
    area = one_of(_("Area"), area_choices, field_name="areas__area__code", distinct=True)
    help_language = one_of(_("Language of help"), help_language_choices, field_name="languages__code", distinct=True)
    channel = one_of(_("Way to reach it"), channel_choices, method="filter_channel")
    from_area = one_of(_("Helps from a distance: people in"), distant_areas, method="filter_from_area")
    from_language = one_of(_("Helps from a distance: in"), distant_languages, method="filter_from_language")
    verification = one_of(_("Facts checked"), [("due", _("Check is due")), ("never", _("Never checked"))], method="filter_verification")

    class Meta:
        model = ServicePage
        fields: list[str] = []

    def filter_channel(self, pages: QuerySet[Any], name: str, kind: str) -> QuerySet[Any]:
        """Services that are reached this way."""
        if kind == IN_PERSON:
            return pages.filter(locations__isnull=False).distinct()
        return pages.filter(Q(phones__kind=kind) | Q(channels__kind=kind)).distinct()

    def filter_from_area(self, pages: QuerySet[Any], name: str, code: str) -> QuerySet[Any]:
        """Services that people everywhere in this area find and can use from a distance."""
        return pages.filter(pk__in=coverage.families(area=code))

    def filter_from_language(self, pages: QuerySet[Any], name: str, code: str) -> QuerySet[Any]:
        """Services that people find and can use from a distance in this language."""
        return pages.filter(pk__in=coverage.families(language=code))

    def filter_verification(self, pages: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Services never checked, or whose latest check asks for another by today."""
        checks = Verification.objects.filter(page=OuterRef("pk"))
        if value == "never":
            return pages.filter(~Exists(checks))
        later = Verification.objects.filter(page=OuterRef("page"), on__gt=OuterRef("on"))
        return pages.filter(Exists(checks.filter(~Exists(later), due__lte=timezone.localdate())))


class OrganisationFilters(FamilyFilters):
    """What organisations are filtered by."""

    partner = django_filters.BooleanFilter(label=_("Partner of the network"))

    class Meta:
        model = OrganisationPage
        fields: list[str] = []
