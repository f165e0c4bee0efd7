"""Removing an app or a key, and the recovery codes for whoever has lost theirs."""

from __future__ import annotations

from typing import Any, Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from . import changes, keys, store
from .required import must_have_one
from .screens import Changing

SHOWN: Final = "show_codes"
"""The place in the session that says whether the codes may still be seen."""


class Remove(Changing, TemplateView):
    """Asks first."""

    template_name = "members/factors/remove.html"
    page_title = gettext_lazy("Remove")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """To all of them, where this one is gone, or somebody else's."""
        there = store.factors(request.user).filter(pk=kwargs["factor_id"]).exists()
        return super().get(request, *args, **kwargs) if there else redirect("second_factor")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Is it the last one?"""
        rows = store.factors(self.request.user)
        row = rows.get(pk=self.kwargs["factor_id"])
        name = keys.name_of(row) if row.type == store.Type.WEBAUTHN else ""
        return {**super().get_context_data(**kwargs), "name": name, "last": len(rows) == 1, "required": must_have_one(self.request.user)}

    def post(self, request: HttpRequest, factor_id: int) -> HttpResponse:
        """Gone."""
        if store.remove(request.user, factor_id):
            changes.changed(request, changes.REMOVED)
            messages.success(request, _("The sign-in does not ask for it any more."))
        return redirect("second_factor")


class Codes(Changing, TemplateView):
    """The recovery codes, from when they are made until their owner has put them away."""

    template_name = "members/factors/codes.html"
    page_title = gettext_lazy("Recovery codes")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The codes, or only how many are left."""
        found = store.codes(self.request.user)
        shown = self.request.session.get(SHOWN, False)
        return {
            **super().get_context_data(**kwargs),
            "codes": found if shown else [],
            "left": len(found),
            "possible": store.has_factor(self.request.user),
        }

    def post(self, request: HttpRequest) -> HttpResponse:
        """Make others, or: they are put away."""
        if "kept" in request.POST:
            request.session.pop(SHOWN, None)
            return redirect("second_factor")
        if not store.has_factor(request.user):
            return redirect("second_factor")
        store.new_codes(request.user)
        changes.changed(request, changes.CODES)
        request.session[SHOWN] = True
        return redirect("second_factor_codes")


class CodesFile(Changing, TemplateView):
    """The codes as a file, whose name and words say nothing of the site."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """While they are shown."""
        if not request.session.get(SHOWN):
            return redirect("second_factor_codes")
        text = "\n".join([_("Each of these codes is good once."), "", *store.codes(request.user), ""])
        headers = {"Content-Disposition": 'attachment; filename="codes.txt"'}
        return HttpResponse(text, content_type="text/plain; charset=utf-8", headers=headers)
