"""The headers of every answer: pages, errors, redirects, files. The outermost middleware, so that nothing leaves without them."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any, Final

from csp.constants import HEADER
from csp.middleware import CSPMiddleware, PolicyParts
from csp.utils import default_config
from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse

FILES: Final = ("discreet_document", "wagtaildocs_serve")
"""The names of the addresses that hand out documents, under their name and on the discreet way under their number."""
SIGNING_IN: Final = ("wagtailadmin_login", "wagtailadmin_logout", "wagtailadmin_password_reset")
"""How the names of the addresses begin that people use who are not signed in yet."""
SERVED: Final = {HTTPStatus.OK, HTTPStatus.PARTIAL_CONTENT, HTTPStatus.NOT_MODIFIED}
"""Answers that are the document, or say that the browser has it: that one takes the headers over."""


class Headers(CSPMiddleware):
    """One policy for readers, one for the admin, one for documents; and the other headers."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Add what is missing. Wagtail's own policy for documents gives way to the stricter one."""
        if _is_document(request, response):
            response.headers.pop(HEADER, None)
        response = super().process_response(request, response)
        if is_admin(request):
            response["X-Frame-Options"] = "SAMEORIGIN"
        for name, value in settings.HEADERS.items():
            response.headers.setdefault(name, value)
        return response

    def get_policy_parts(self, request: HttpRequest, response: HttpResponseBase, report_only: bool = False) -> PolicyParts:
        """The policy of this answer. Nothing is only reported: there is nobody to report to."""
        return PolicyParts(config=None if report_only else default_config(_policy(request, response)))


def _policy(request: HttpRequest, response: HttpResponseBase) -> dict[str, Any]:
    """Which of the policies holds."""
    if _is_document(request, response):
        return settings.DOCUMENT_POLICY
    if not is_admin(request):
        return settings.PUBLIC_POLICY
    name = (request.resolver_match and request.resolver_match.url_name) or ""
    return settings.ADMIN_POLICY if name.startswith(SIGNING_IN) else settings.EDITING_POLICY


def is_admin(request: HttpRequest) -> bool:
    """Is it for people who work here? The sign-in and errors in the admin are."""
    return request.path_info.startswith(reverse("wagtailadmin_home"))


def _is_document(request: HttpRequest, response: HttpResponseBase) -> bool:
    """Is it an uploaded document? The page that says there is none is not."""
    match = request.resolver_match
    return match is not None and match.url_name in FILES and response.status_code in SERVED
