"""Services, organisations, guides, and the pages that list them."""

from .consent import ConsentHow, Cover, ListingConsent
from .guide import GuidePage
from .imports import ImportedEntry
from .index import ResourceIndexPage
from .organisation import OrganisationIdentifier, OrganisationPage
from .rows import (
    Access,
    Alert,
    Confidentiality,
    Cost,
    Location,
    ServiceArea,
    ServiceLanguage,
    Verification,
    WaitingTime,
)
from .service import ServicePage
from .ways import Channel, ChannelHours, OpeningHours, Phone, PhoneHours

__all__ = [
    "Access",
    "Alert",
    "Channel",
    "ChannelHours",
    "Confidentiality",
    "ConsentHow",
    "Cost",
    "Cover",
    "GuidePage",
    "ImportedEntry",
    "ListingConsent",
    "Location",
    "OpeningHours",
    "OrganisationIdentifier",
    "OrganisationPage",
    "Phone",
    "PhoneHours",
    "ResourceIndexPage",
    "ServiceArea",
    "ServiceLanguage",
    "ServicePage",
    "Verification",
    "WaitingTime",
]
