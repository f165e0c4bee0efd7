"""What pages of services and organisations say: facts turned into words of the reader's language, so that templates only lay them out."""

from .organisation import OrganisationView, present_organisation
from .service import ServiceView, present

__all__ = ["OrganisationView", "ServiceView", "present", "present_organisation"]
