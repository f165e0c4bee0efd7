"""What a contact leaves behind on the device it is made from, and on the bill: fixed sentences for each kind."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from resources.codes import Answer, CallCost, ChannelKind, PhoneKind
from taxonomy.areas import WORLD

from .wording import Remark, Tone

ON_THE_DEVICE: Final[dict[str, Promise]] = {
    f"phone:{PhoneKind.VOICE}": _("A call stays in the call list of the phone it is made from, until it is deleted there."),
    f"phone:{PhoneKind.TEXT}": _("Messages stay on the phone they are written on, until they are deleted there."),
    f"phone:{PhoneKind.RELAY}": _("A call stays in the list of the relay app, and the people of the relay service take part in it."),
    f"phone:{PhoneKind.WHATSAPP}": _("The chat and the name of the contact stay in WhatsApp on this device. WhatsApp knows who wrote to whom."),
    f"phone:{PhoneKind.SIGNAL}": _("The chat and the name of the contact stay in Signal on this device, until they are deleted there."),
    f"phone:{PhoneKind.TELEGRAM}": _("The chat and the name of the contact stay in Telegram on this device and with Telegram."),
    f"phone:{PhoneKind.FAX}": _("The fax machine may keep a copy of the page and a list of the numbers."),
    f"channel:{ChannelKind.CHAT}": _("The address of the chat stays in the history of the browser."),
    f"channel:{ChannelKind.TEXT}": _("Messages stay on the device they are written on, until they are deleted there."),
    f"channel:{ChannelKind.VIDEO}": _("The address of the call stays in the history of the browser or in the app."),
    f"channel:{ChannelKind.EMAIL}": _("The mail stays among the sent ones of your mailbox, and the answer arrives there."),
    f"channel:{ChannelKind.POST}": _("The answer comes by post, where others may see it."),
    f"channel:{ChannelKind.SELF_HELP}": _("The address of the site stays in the history of the browser."),
}
"""By ``phone:`` or ``channel:`` and the code of the kind."""

ON_THE_WAY: Final = _("Maps and navigation apps remember the places that were looked up in them.")
"""For places."""

BILLED: Final = (PhoneKind.VOICE, PhoneKind.TEXT, PhoneKind.RELAY, PhoneKind.FAX)
"""The kinds that stand on a telephone bill. The others go through the internet."""

COST: Final[dict[str, tuple[Tone, Promise]]] = {
    CallCost.FREE: ("good", _("%(area)s: calls and messages cost nothing.")),
    CallCost.LOCAL: ("plain", _("%(area)s: as much as a local call or message.")),
    CallCost.PREMIUM: ("bad", _("%(area)s: more than a local call or message.")),
    CallCost.UNKNOWN: ("unknown", _("We do not know what it costs to call or write.")),
}
BILL: Final[dict[str, tuple[Tone, Promise]]] = {
    Answer.NO: ("good", _("%(area)s: it does not show on the telephone bill.")),
    Answer.YES: ("bad", _("%(area)s: it shows on the telephone bill.")),
    Answer.UNKNOWN: ("unknown", _("We do not know whether it shows on the telephone bill.")),
}
ELSEWHERE: Final = _("Elsewhere: we do not know what it costs, or whether it shows on the telephone bill.")
SHORT: Final = _("This number works only here: %(area)s.")


def bill_remarks(phone: Any, names: Mapping[str, str]) -> list[Remark]:
    """What a call to ``phone`` costs and whether it shows on the bill: for callers from the area that the row names (``names`` by code). Elsewhere
    nobody knows."""
    if phone.kind not in BILLED:
        return []
    area = {"area": _known_in(phone.known_in, names)}
    found = [_remark(COST, phone.call_cost, area), _remark(BILL, phone.on_bill, area)]
    if phone.known_in and not phone.number.startswith("+"):
        found.insert(0, Remark("plain", SHORT % area))
    known = phone.call_cost != CallCost.UNKNOWN or phone.on_bill != Answer.UNKNOWN
    local = phone.known_in and phone.known_in.code != WORLD
    return [*found, Remark("unknown", str(ELSEWHERE))] if known and local and phone.number.startswith("+") else found


def _known_in(area: Any, names: Mapping[str, str]) -> str:
    """Where callers may be for whom cost and bill are known."""
    if area is None:
        return ""
    return gettext("From anywhere") if area.code == WORLD else names.get(area.code, area.code)


def _remark(sentences: dict[str, tuple[Tone, Promise]], code: str, area: dict[str, str]) -> Remark:
    """One sentence with the area in it."""
    tone, sentence = sentences[code]
    return Remark(tone, str(sentence) % area)
