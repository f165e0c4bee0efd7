"""Closed lists of facts about services. Codes never change; labels are texts of the interface and so speak every language."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ServiceType(TextChoices):
    """What a service is, in a word."""

    HELPLINE = "helpline", _("Help line")
    CHAT = "chat", _("Chat service")
    COUNSELLING = "counselling", _("Counselling")
    GROUP = "group", _("Group")
    CLINIC = "clinic", _("Clinic")
    SHELTER = "shelter", _("Shelter")
    LEGAL = "legal", _("Legal advice")
    ADVICE = "advice", _("Advice")
    COMMUNITY = "community", _("Community place")
    OTHER = "other", _("Service")


class Status(TextChoices):
    """HSDS ``service.status``."""

    ACTIVE = "active", _("Active")
    INACTIVE = "inactive", _("Inactive for now")
    DEFUNCT = "defunct", _("No longer exists")


class PhoneKind(TextChoices):
    """HSDS ``phone.type``, with what people use today."""

    VOICE = "voice", _("Telephone")
    TEXT = "text", _("Text message")
    RELAY = "relay", _("Text or video relay")
    WHATSAPP = "whatsapp", _("WhatsApp")
    SIGNAL = "signal", _("Signal")
    TELEGRAM = "telegram", _("Telegram")
    FAX = "fax", _("Fax")


class ChannelKind(TextChoices):
    """Ways to be helped that are neither a telephone number nor a place."""

    CHAT = "chat", _("Chat")
    TEXT = "text", _("Messages")
    VIDEO = "video", _("Video call")
    EMAIL = "email", _("E-mail")
    POST = "post", _("Letter")
    SELF_HELP = "self-help", _("Self-help online")


class Answer(TextChoices):
    """A fact that somebody may not know."""

    YES = "yes", _("Yes")
    NO = "no", _("No")
    UNKNOWN = "unknown", _("We do not know")


class Day(TextChoices):
    """Days of the week as iCalendar (RFC 5545) writes them."""

    MONDAY = "MO", _("Monday")
    TUESDAY = "TU", _("Tuesday")
    WEDNESDAY = "WE", _("Wednesday")
    THURSDAY = "TH", _("Thursday")
    FRIDAY = "FR", _("Friday")
    SATURDAY = "SA", _("Saturday")
    SUNDAY = "SU", _("Sunday")


class LanguageHow(TextChoices):
    """Who speaks or signs the language."""

    STAFF = "staff", _("by the staff")
    INTERPRETER = "interpreter", _("through an interpreter")


class AccessKind(TextChoices):
    """What makes a place or a way of contact usable."""

    STEP_FREE = "step-free", _("Step-free entrance")
    TOILET = "toilet", _("Accessible toilet")
    HEARING_LOOP = "hearing-loop", _("Hearing loop")
    CAPTIONS = "captions", _("Captions")
    QUIET_SPACE = "quiet-space", _("Quiet space")
    INTERPRETER = "interpreter", _("Interpreter on request")
    PLAIN_LANGUAGE = "plain-language", _("Plain language")
    COMPANION = "companion", _("Somebody may come along")


class LocationKind(TextChoices):
    """How much of a place may be told. What is not held cannot leak (DESIGN §4)."""

    EXACT = "exact", _("Address")
    APPROXIMATE = "approximate", _("Only the town or area")
    WITHHELD = "withheld", _("Withheld: the address is told on contact")


class CostKind(TextChoices):
    """What a service costs."""

    FREE = "free", _("Free of charge")
    SLIDING = "sliding", _("By income")
    FIXED = "fixed", _("A fixed amount")
    INSURANCE = "insurance", _("Paid by health insurance")


class CallCost(TextChoices):
    """What a call costs in the area that the telephone row names."""

    FREE = "free", _("Free call")
    LOCAL = "local", _("Price of a local call")
    PREMIUM = "premium", _("More than a local call")
    UNKNOWN = "unknown", _("We do not know what a call costs")


class ConfidentialityKind(TextChoices):
    """What stays private and what does not."""

    RECORD = "record", _("Keeps a record")
    MESSAGE = "message", _("May leave a message")
    PARENTS = "parents", _("Tells parents")
    POLICE = "police", _("Tells the police")
    INSURER = "insurer", _("Tells the health insurer")
    MUST_REPORT = "must-report", _("Must report danger to life")
    PAPERS = "papers", _("Needs identity papers")
    LEGAL_NAME = "legal-name", _("Needs the legal name")


class TimeUnit(TextChoices):
    """Units of waiting times."""

    MINUTE = "minute", _("minutes")
    HOUR = "hour", _("hours")
    DAY = "day", _("days")
    WEEK = "week", _("weeks")
    MONTH = "month", _("months")


class AlertKind(TextChoices):
    """What readers must know at once."""

    CLOSED = "closed", _("Temporarily closed")
    HOURS = "hours", _("Other hours than usual")
    NUMBER = "number", _("The number does not work at the moment")
    FULL = "full", _("Takes nobody new at the moment")
    MOVED = "moved", _("Has moved")
    REMOTE = "remote", _("At the moment only from a distance")


class VerifiedHow(TextChoices):
    """How facts were checked."""

    PHONE = "phone", _("by telephone")
    EMAIL = "email", _("by e-mail")
    VISIT = "visit", _("by a visit")
    WEBSITE = "website", _("on its website")
    SERVICE = "service", _("by the service itself")
