"""One way to reach a service, as a person writes it down: a kind and a number or address, made into the row or field that holds it."""

from __future__ import annotations

import re
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator, URLValidator
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from resources.codes import ChannelKind, PhoneKind
from resources.models import Channel, Phone


class Contact(TextChoices):
    """The kinds that most services have."""

    PHONE = "phone", _("Telephone")
    WHATSAPP = "whatsapp", _("WhatsApp")
    EMAIL = "email", _("E-mail")
    CHAT = "chat", _("Chat")
    WEBSITE = "website", _("Website")


PHONES: Final = {Contact.PHONE: PhoneKind.VOICE, Contact.WHATSAPP: PhoneKind.WHATSAPP}
CHANNELS: Final = {Contact.EMAIL: ChannelKind.EMAIL, Contact.CHAT: ChannelKind.CHAT}
BETWEEN_DIGITS: Final = re.compile(r"[\s().\-/\u2010-\u2015\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""What people write between the digits of a number, and marks of direction that come along when it is copied."""


def tidy(kind: str, address: str) -> str:
    """The number without what stands between its digits, ``00`` as ``+``; a web address with its scheme."""
    if kind in PHONES:
        return re.sub(r"^00", "+", BETWEEN_DIGITS.sub("", address))
    address = address.strip()
    return address if kind == Contact.EMAIL or "://" in address else f"https://{address}"


def facts_of(kind: str, address: str) -> dict[str, Any]:
    """The facts that this contact is, by name. Raises ValidationError for a number or address that is none."""
    if kind in PHONES:
        return {"phones": [_checked(Phone(kind=PHONES[Contact(kind)], number=address))]}
    (EmailValidator() if kind == Contact.EMAIL else URLValidator(["http", "https"]))(address)
    if kind in CHANNELS:
        return {"channels": [_checked(Channel(kind=CHANNELS[Contact(kind)], address=address))]}
    return {"website": address}


def _checked(row: Any) -> Any:
    """The row, if it is sound. What is wrong is said of the contact as a whole."""
    try:
        row.full_clean(exclude=["page"])
    except ValidationError as error:
        raise ValidationError([message for messages in error.message_dict.values() for message in messages]) from error
    return row
