"""From what others write to numbers to call, addresses, languages, areas, zones, days. Each raises ValueError with the reason."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import Any, Final

import phonenumbers
from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator, URLValidator

from resources.codes import Day
from resources.models.hours import zones
from taxonomy.gazetteer import find_area
from taxonomy.names import language_choices

from ..text import one_line
from .conversions import Options

DAYS: Final = {name[:2].upper(): name for name in Day.values}


def to_phone(value: Any, options: Options) -> str:
    """A number in international form (E.164), read as dialled in ``region``; short national numbers stay as they are."""
    text = one_line(str(value)).strip("\"'“” ")
    if re.fullmatch(r"[0-9]{3,6}", text):
        return text
    try:
        number = phonenumbers.parse(text, options.get("region"))
    except phonenumbers.NumberParseException as error:
        raise ValueError("not a telephone number") from error
    if not phonenumbers.is_possible_number(number):
        raise ValueError("not a number of any plan")
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def to_url(value: Any, options: Options) -> str:
    """A web address; ``https://`` is put before one that begins with its host."""
    text = one_line(str(value))
    text = text if "://" in text else f"https://{text}"
    return _valid(URLValidator(schemes=("http", "https")), text, "not a web address")


def to_email(value: Any, options: Options) -> str:
    """An e-mail address."""
    return _valid(EmailValidator(), one_line(str(value)).removeprefix("mailto:"), "not an e-mail address")


def _valid(validator: Callable[[str], None], text: str, why: str) -> str:
    """``text`` if ``validator`` lets it pass."""
    try:
        validator(text)
    except ValidationError as error:
        raise ValueError(why) from error
    return text


@cache
def _languages() -> dict[str, str]:
    """Codes of languages of help by their codes and English names, in lower case."""
    return {key.lower(): code for code, name in language_choices("en") for key in (name, code)}


def to_language(value: Any, options: Options) -> str:
    """A language of help, from its code or its English name."""
    text = one_line(str(value)).lower().replace("_", "-")
    found = _languages().get(text) or _languages().get(text.split("-")[0])
    if not found:
        raise ValueError("not a language of help")
    return found


def to_area(value: Any, options: Options) -> str:
    """An area, from its code or a name in any language."""
    found = find_area(one_line(str(value)))
    if found is None:
        raise ValueError("not an area that is known")
    return found.code


def to_zone(value: Any, options: Options) -> str:
    """A zone of the IANA database, from its name or from whole hours ahead of UTC (HSDS)."""
    text = one_line(str(value))
    if re.fullmatch(r"[+-]?[0-9]{1,2}", text) and abs(int(text)) <= 12:
        return f"Etc/GMT{-int(text):+d}" if int(text) else "UTC"
    if text not in zones():
        raise ValueError("not a time zone")
    return text


def to_days(value: Any, options: Options) -> list[str]:
    """Days of the week, from names or from iCalendar's letters, with a comma between."""
    parts = [part for part in re.split(r"[,;\s]+", one_line(str(value))) if part]
    if any(part[:2].upper() not in DAYS for part in parts):
        raise ValueError("not days of the week")
    return [DAYS[part[:2].upper()] for part in parts]
