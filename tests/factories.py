"""Pages for tests, made through the models as editors' forms make them: sections, services with all their rows, guides, translations.

``home()`` is the page that the migrations made. Everything else is made below it, published unless ``publish=False``. Words and facts are keyword
arguments by the names of the fields; rows are lists (``phones=[Phone(...)]``), topics and audiences lists of codes.
"""

from __future__ import annotations

from datetime import date, time, timedelta
from decimal import Decimal
from typing import Any, TypeVar

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.utils import timezone
from wagtail.models import GroupPagePermission, Locale, Page
from wagtail.models.copying import _copy
from wagtail.signals import page_published

from home.models import HomePage, StandardPage
from hub.models import HubPage
from hub.models.searchable import follow
from members.models import User
from resources import codes
from resources.models import (
    Access,
    Alert,
    Channel,
    Confidentiality,
    Cost,
    Cover,
    GuidePage,
    ListingConsent,
    Location,
    OpeningHours,
    OrganisationIdentifier,
    OrganisationPage,
    Phone,
    PhoneHours,
    ResourceIndexPage,
    ServiceArea,
    ServiceLanguage,
    ServicePage,
    Verification,
    WaitingTime,
)
from taxonomy.areas import area_for
from taxonomy.models import Area, Concept

P = TypeVar("P", bound=HubPage)


def area(code: str) -> Area:
    """The area of ``code`` (``001``, ``FR``, ``DE-BE``), made if it is a subdivision that nobody used."""
    found = area_for(code)
    assert found, code
    return found


def concept(code: str, scheme: str = "topic") -> Concept:
    """The concept ``code``; made if it is none of the shipped ones."""
    return Concept.objects.get_or_create(scheme=scheme, code=code)[0]


def locale(code: str) -> Locale:
    """The locale of a language of the hub."""
    return Locale.objects.get_or_create(language_code=code)[0]


def home() -> HomePage:
    """The home page in English, published: a live row without history, which is quicker. Saving it took three times as long."""
    page = HomePage.objects.get(depth=2, locale__language_code="en")
    if not page.first_published_at:
        _live(page)
        dates = {"first_published_at": page.first_published_at, "last_published_at": page.last_published_at}
        with transaction.atomic():
            HomePage.objects.filter(pk=page.pk).update(live=True, **dates)
            follow(page, None)
    return page


def publish_page(page: P) -> P:
    """Publish what ``page`` holds, through a revision as the admin does."""
    page.save_revision(log_action=False).publish(log_action=False)
    page.refresh_from_db()
    return page


def make(model: type[P], title: str, parent: Page | None = None, *, publish: bool = True, revision: bool = True, **content: Any) -> P:
    """A page of ``model`` below ``parent`` (by default the home page), in its parent's language, with one version that is the published one, made in
    one step: publishing would save the new page once more. ``revision=False`` is quicker still: a live row without history. With dates it goes the
    whole way."""
    parent = parent or home()
    concepts = {name: content.pop(name) for name in ("topics", "audiences", "areas") if name in content and hasattr(getattr(model, name), "through")}
    dated = bool(content.get("go_live_at") or content.get("expire_at"))
    page = model(title=title, locale=parent.locale, live=False, **content)
    if publish and not (revision and dated):
        _live(page)
    for name, members in concepts.items():
        setattr(page, name, [_related(name, one) for one in members])
    parent.add_child(instance=page)
    if not (publish and revision):
        return page
    return publish_page(page) if dated else _with_its_version(page)


def _live(page: P) -> P:
    """``page``, as published now; not saved."""
    page.live, page.first_published_at = True, timezone.now()
    page.last_published_at = page.first_published_at
    return page


def _with_its_version(page: P) -> P:
    """``page``, which is live, with a version that holds what is published; whoever waits for publications hears of it."""
    stored = type(page)._default_manager.get(pk=page.pk)
    version = stored.read_once().save_revision(log_action=False, clean=False)
    Page.objects.filter(pk=page.pk).update(live_revision=version, has_unpublished_changes=False)
    page.refresh_from_db()
    page_published.send(sender=type(page), instance=page, revision=version)
    return page


def _related(name: str, one: Any) -> Any:
    """A concept or area by its code."""
    if not isinstance(one, str):
        return one
    return area(one) if name == "areas" else concept(one, name.removesuffix("s"))


def section(title: str = "Get help", parent: Page | None = None, **content: Any) -> ResourceIndexPage:
    """A section, shown in menus."""
    return make(ResourceIndexPage, title, parent, **{"show_in_menus": True, **content})


def _shelf() -> ResourceIndexPage:
    """The section that services and guides are put in when a test does not care where."""
    return ResourceIndexPage.objects.filter(depth=3, locale__language_code="en").first() or section(revision=False)


def organisation(title: str = "Night Lamp Network", parent: Page | None = None, **content: Any) -> OrganisationPage:
    """An organisation."""
    return make(OrganisationPage, title, parent or _shelf(), **content)


def service(title: str = "Night Lamp", parent: Page | None = None, **content: Any) -> ServicePage:
    """A service with the words and facts given, and no others."""
    return make(ServicePage, title, parent or _shelf(), **content)


def guide(title: str = "How to report threats", parent: Page | None = None, **content: Any) -> GuidePage:
    """A guide."""
    return make(GuidePage, title, parent or _shelf(), **content)


def standard_page(title: str = "About us", parent: Page | None = None, **content: Any) -> StandardPage:
    """A page of words."""
    return make(StandardPage, title, parent, **content)


def evenings(model: type[Any] = OpeningHours, zone: str = "Europe/Paris") -> Any:
    """Hours: Monday to Friday, 18:00 to 23:00."""
    return model(days=["MO", "TU", "WE", "TH", "FR"], opens=time(18), closes=time(23), zone=zone)


def always(model: type[Any] = OpeningHours) -> Any:
    """Hours: day and night."""
    return model(always=True, zone="UTC")


def every_row(on: date | None = None) -> dict[str, Any]:
    """One row or more of every kind that a service can hold, as keyword arguments of ``service``."""
    on = on or timezone.localdate()
    return {
        "phones": [
            Phone(
                number="+33199001234",
                languages=["fr"],
                on_bill=codes.Answer.YES,
                call_cost=codes.CallCost.LOCAL,
                known_in=area("FR"),
                hours=[evenings(PhoneHours)],
            ),
            Phone(number="+33644620000", kind=codes.PhoneKind.WHATSAPP),
        ],
        "channels": [
            Channel(kind=codes.ChannelKind.CHAT, address="https://chat.example.org/"),
            Channel(kind=codes.ChannelKind.EMAIL, address="help@example.org"),
        ],
        "opening_hours": [evenings()],
        "languages": [ServiceLanguage(code="fr"), ServiceLanguage(code="ar", how=codes.LanguageHow.INTERPRETER), ServiceLanguage(code="fsl")],
        "areas": [ServiceArea(area=area("001")), ServiceArea(area=area("FR"), residents_only=True)],
        "locations": [
            Location(kind=codes.LocationKind.EXACT, area=area("FR"), town="Lille", street="1 rue de l’Exemple", postcode="59000"),
            Location(kind=codes.LocationKind.WITHHELD, area=area("MA")),
        ],
        "costs": [Cost(kind=codes.CostKind.FREE), Cost(kind=codes.CostKind.FIXED, amount=Decimal("12.50"), currency="EUR")],
        "access": [Access(kind=codes.AccessKind.STEP_FREE, answer=codes.Answer.YES), Access(kind=codes.AccessKind.CAPTIONS, answer=codes.Answer.NO)],
        "confidentiality": [
            Confidentiality(kind=codes.ConfidentialityKind.RECORD, answer=codes.Answer.YES),
            Confidentiality(kind=codes.ConfidentialityKind.PARENTS, answer=codes.Answer.NO),
        ],
        "waiting_times": [WaitingTime(value=5, unit=codes.TimeUnit.MINUTE, as_of=on, source="https://example.org/waiting")],
        "alerts": [Alert(kind=codes.AlertKind.HOURS, starts_on=on - timedelta(days=1), ends_on=on + timedelta(days=7))],
        "verifications": [Verification(on=on, how=codes.VerifiedHow.PHONE, due=on + timedelta(days=180))],
        "consents": [ListingConsent(cover=Cover.LISTED, given_on=on)],
    }


def full_service(title: str = "Night Lamp", parent: Page | None = None, **content: Any) -> ServicePage:
    """A service of an organisation with words in every field and rows of every kind."""
    given = {
        "summary": "Someone to talk to, in the evening and at night.",
        "who_for": "LGBTI+ people and those close to them.",
        "expect": "<p>Somebody answers and asks how you are.</p>",
        "start": "<p>Call, or write in the chat.</p>",
        "hours_note": "Closed on 24 December.",
        "cost_note": "You pay for the call only.",
        "type": codes.ServiceType.HELPLINE,
        "website": "https://lamp.example.org/",
        "age_from": 14,
        "topics": ["coming-out"],
        "audiences": ["young"],
        **every_row(),
        **content,
    }
    if "organisation" not in given:
        given["organisation"] = organisation(parent=parent, identifiers=[OrganisationIdentifier(scheme="GB-CHC", identifier="1000000")])
    return service(title, parent, **given)


def translate(page: P, code: str, *, publish: bool = True, **words: Any) -> P:
    """``page`` in the language ``code`` with ``words`` of its own (``title`` by default says the language). Untranslated parents become drafts,
    or are published along with it."""
    parent = page.get_parent().specific
    if parent.depth > 1 and not parent.has_translation(locale(code)):
        translate(parent, code, publish=publish)
    in_one_step = publish and parent.depth > 1
    copy = _copied(page, locale(code)) if in_one_step else page.copy_for_translation(locale(code))
    copy.facts_page = page.facts
    for name, text in {"title": f"{page.title} ({code})", **words}.items():
        setattr(copy, name, text)
    copy.draft_title = copy.title
    if in_one_step:
        parent.get_translation(copy.locale).add_child(instance=copy)
    else:
        (_live(copy) if publish else copy).save()
    return _with_its_version(copy) if publish else copy


def _copied(page: P, language: Locale) -> P:
    """``page`` as Wagtail copies it for a translation into ``language``, published, not saved: Wagtail saves it three times, with a draft first."""
    source = page.specific if page.live else page.get_latest_revision_as_object()
    without = [*source.default_exclude_fields_in_copy, *source.exclude_fields_in_copy, *source.fact_fields, "facts_page"]
    copy, _rows = _copy(source, without, {"locale": language, "live_revision": None, "alias_of": None, "has_unpublished_changes": False})
    copy.is_demo = source.is_demo
    return _live(copy)


def administrator(username: str = "admin") -> User:
    """Somebody who may do everything, for the admin client."""
    return User.objects.create_superuser(username, f"{username}@example.org", "password")


def editor(username: str = "editor") -> User:
    """Somebody in Wagtail's group of editors."""
    user = User.objects.create_user(username, f"{username}@example.org", "password")
    user.groups.add(Group.objects.get(name="Editors"))
    return user


def translator(code: str, username: str = "translator") -> User:
    """Somebody who may add, change and publish the pages of one language, and no others."""
    user = User.objects.create_user(username, f"{username}@example.org", "password")
    group, _new = Group.objects.get_or_create(name=f"Translators into {code}")
    group.permissions.add(Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin"))
    root = HomePage.objects.get(depth=2, locale__language_code=code)
    for name in ("add_page", "change_page", "publish_page"):
        permission = Permission.objects.get(content_type__app_label="wagtailcore", codename=name)
        GroupPagePermission.objects.get_or_create(group=group, page=root, permission=permission)
    user.groups.add(group)
    return user


def moderator(username: str = "moderator") -> User:
    """Somebody in Wagtail's groups of editors and moderators: may publish."""
    user = editor(username)
    user.groups.add(Group.objects.get(name="Moderators"))
    return user
