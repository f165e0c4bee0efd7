"""The languages in which help is given: a closed list of BCP 47 codes, spoken and signed. They are many more than the languages of the hub."""

from __future__ import annotations

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from taxonomy import shipped

SPOKEN: Final = shipped.spoken()
"""Spoken languages: those that CLDR names, of the size that services have been asked for."""

SIGNED: Final[dict[str, Promise]] = {
    "aed": _("Argentine Sign Language"),
    "ase": _("American Sign Language"),
    "asf": _("Australian Sign Language (Auslan)"),
    "asq": _("Austrian Sign Language"),
    "bfi": _("British Sign Language"),
    "bzs": _("Brazilian Sign Language (Libras)"),
    "csl": _("Chinese Sign Language"),
    "csn": _("Colombian Sign Language"),
    "dse": _("Sign Language of the Netherlands"),
    "esl": _("Egyptian Sign Language"),
    "fcs": _("Quebec Sign Language"),
    "fsl": _("French Sign Language"),
    "gsg": _("German Sign Language"),
    "hks": _("Hong Kong Sign Language"),
    "ils": _("International Sign"),
    "ins": _("Indian Sign Language"),
    "isg": _("Irish Sign Language"),
    "ise": _("Italian Sign Language"),
    "jos": _("Jordanian Sign Language"),
    "jsl": _("Japanese Sign Language"),
    "mfs": _("Mexican Sign Language"),
    "nzs": _("New Zealand Sign Language"),
    "pks": _("Pakistani Sign Language"),
    "psc": _("Iranian Sign Language"),
    "psp": _("Filipino Sign Language"),
    "psr": _("Portuguese Sign Language"),
    "pso": _("Polish Sign Language"),
    "rsl": _("Russian Sign Language"),
    "sdl": _("Saudi Sign Language"),
    "sfb": _("French Belgian Sign Language"),
    "sfs": _("South African Sign Language"),
    "ssp": _("Spanish Sign Language"),
    "swl": _("Swedish Sign Language"),
    "tse": _("Tunisian Sign Language"),
    "tsm": _("Turkish Sign Language"),
    "tss": _("Taiwan Sign Language"),
    "ukl": _("Ukrainian Sign Language"),
    "vgt": _("Flemish Sign Language"),
    "xki": _("Kenyan Sign Language"),
    "xms": _("Moroccan Sign Language"),
}
"""Sign languages by their ISO 639-3 code. CLDR has no names for them in most languages: ours stand in the catalogues."""


def is_signed(code: str) -> bool:
    """Is ``code`` one of the sign languages?"""
    return code in SIGNED


def base(code: str) -> str:
    """The language without script and country, to compare what is spoken with what is read: ``zh-hant`` and ``zh-TW`` are ``zh``."""
    return code.replace("_", "-").split("-")[0].lower()
