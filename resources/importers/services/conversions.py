"""From what others write to what our fields hold: texts, numbers, dates, answers, as plain data. Each raises ValueError with the reason."""

from __future__ import annotations

import math
import re
from datetime import date, datetime, time
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from resources.codes import Answer

from ..markdown import plain, to_rich_text
from ..text import clean, one_line

Options = dict[str, Any]
TRUE: Final = {"yes", "true", "1", "y"}
FALSE: Final = {"no", "false", "0", "n"}


def to_text(value: Any, options: Options) -> str:
    """Words on one line, Markdown taken off."""
    if isinstance(value, dict | list):
        raise ValueError("not a text")
    return plain(one_line(str(value)))


def to_exact_text(value: Any, options: Options) -> str:
    """A text as it is, on one line."""
    if isinstance(value, dict | list):
        raise ValueError("not a text")
    return one_line(str(value))


def to_rich(value: Any, options: Options) -> str:
    """Rich text, from Markdown."""
    if isinstance(value, dict | list):
        raise ValueError("not a text")
    return to_rich_text(clean(str(value)))


def to_number(value: Any, options: Options) -> int:
    """A whole number of at most nine digits."""
    if isinstance(value, bool) or (isinstance(value, float) and not (math.isfinite(value) and value.is_integer())):
        raise ValueError("not a whole number")
    if not re.fullmatch(r"-?[0-9]{1,9}(\.0+)?", text := one_line(str(value))):
        raise ValueError("not a whole number")
    return int(float(text))


def to_decimal(value: Any, options: Options) -> str:
    """A decimal number, two digits behind the point."""
    try:
        number = Decimal(one_line(str(value)))
    except InvalidOperation as error:
        raise ValueError("not a number") from error
    if not number.is_finite() or abs(number) >= 10**7:
        raise ValueError("not a number of this size")
    return str(number.quantize(Decimal("0.01")))


def to_coordinate(value: Any, options: Options) -> str:
    """Degrees, five digits behind the point; ``most`` is the furthest from nought."""
    try:
        number = Decimal(one_line(str(value)))
    except InvalidOperation as error:
        raise ValueError("not a number") from error
    if not number.is_finite() or abs(number) > options["most"]:
        raise ValueError(f"beyond {options['most']} degrees")
    return str(number.quantize(Decimal("0.00001")))


def to_date(value: Any, options: Options) -> str:
    """A day, from ISO 8601 or one of the ``formats`` of strptime; a month is its first day."""
    if isinstance(value, datetime | date):
        return value.isoformat()[:10]
    text = re.sub(r"(?<=-)(\d)(?!\d)", r"0\1", one_line(str(value)).replace("’", "'")[:40])
    for read in (lambda: date.fromisoformat(text[:10]), *(lambda form=form: datetime.strptime(text, form) for form in options.get("formats", ()))):
        try:
            return str(read().isoformat()[:10])
        except ValueError:
            continue
    raise ValueError("not a date")


def to_time(value: Any, options: Options) -> str:
    """A time of day, ``HH:MM``."""
    if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 24 * 60:
        return time(value // 60, value % 60).isoformat("minutes")  # YAML reads 18:30 as a number of minutes.
    try:
        return time.fromisoformat(one_line(str(value)).removesuffix("Z").zfill(5)).replace(tzinfo=None).isoformat("minutes")
    except ValueError as error:
        raise ValueError("not a time of day") from error


def to_answer(value: Any, options: Options) -> str:
    """Yes, no or not known."""
    text = one_line(str(value)).lower()
    return Answer.YES if text in TRUE else Answer.NO if text in FALSE else Answer.UNKNOWN


def to_truth(value: Any, options: Options) -> bool:
    """True or false."""
    text = one_line(str(value)).lower()
    if text not in TRUE | FALSE:
        raise ValueError("neither yes nor no")
    return text in TRUE


def to_code(value: Any, options: Options) -> str:
    """One of the ``codes`` of a closed list."""
    text = one_line(str(value))
    if text not in options["codes"]:
        raise ValueError("not in the list")
    return text
