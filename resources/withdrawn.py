"""What services withdrew, for the list that outlives the database (``hub.keeping.withdrawn``): addresses, and consents to be listed."""

from __future__ import annotations

from typing import Any, Final

from django.db.models.signals import post_delete, post_save

from hub.keeping.withdrawn import KINDS, Note, note
from resources import erase
from resources.models import ListingConsent, ServicePage

ADDRESS: Final = "address"
CONSENT: Final = "consent"


def address_withdrawn(sender: type[Any], page: Any, **more: Any) -> None:
    """An address was erased from a family."""
    note(ADDRESS, page.translation_key)


def consent_gone(sender: type[ListingConsent], instance: ListingConsent, **more: Any) -> None:
    """A service no longer agrees."""
    note(CONSENT, instance.pk)


def consent_ends(sender: type[ListingConsent], instance: ListingConsent, **more: Any) -> None:
    """A service agrees until a day."""
    if instance.until:
        note(CONSENT, instance.pk, value=instance.until.isoformat())


def erase_again(one: Note) -> int:
    """Every exact place of the family is withheld, in its history too. Which of several it was the list does not say: it holds no address."""
    return sum(erase.erase_all(page) for page in ServicePage._base_manager.filter(translation_key=one.id, facts_page=None))


def end_consent_again(one: Note) -> int:
    """The consent is gone, or ends on the day."""
    rows = ListingConsent.objects.filter(pk=one.id)
    return rows.update(until=one.value) if one.value else rows.delete()[0]


def connect() -> None:
    """Listen, and say how each kind is applied."""
    erase.address_withdrawn.connect(address_withdrawn, dispatch_uid="resources.address_withdrawn")
    post_delete.connect(consent_gone, sender=ListingConsent, dispatch_uid="resources.consent_gone")
    post_save.connect(consent_ends, sender=ListingConsent, dispatch_uid="resources.consent_ends")
    KINDS.update({ADDRESS: erase_again, CONSENT: end_consent_again})
