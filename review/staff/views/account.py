"""One's own account: second steps, password, and what one may do."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.mfa.base.views import IndexView
from allauth.mfa.recovery_codes.views import (
    GenerateRecoveryCodesView,
    download_recovery_codes,
    view_recovery_codes,
)
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.generic.edit import FormView

from staff.adapters import UNREADABLE
from staff.people import roles_of
from staff.roles import ROLE_SENTENCES
from staff.second_step import CODES, unreadable, with_secret


class Account(IndexView):
    """allauth's page about second steps, with the roles of its reader."""

    def get_context_data(self, **named: Any) -> dict[str, Any]:
        """``own_roles``: (role, what it may do). ``unreadable``: kinds of second step that lie under another key."""
        user = self.request.user
        roles = [(role, ROLE_SENTENCES[role]) for role in roles_of(user)]
        more = {"own_roles": roles, "unreadable": unreadable(with_secret(user)), "sentence": UNREADABLE}
        return super().get_context_data(**more, **named)


class NewCodes(GenerateRecoveryCodesView):
    """allauth's page to make new recovery codes; also when those of now cannot be read, and so not be counted."""

    def get_context_data(self, **named: Any) -> dict[str, Any]:
        """``unused_code_count``: how many codes stop working."""
        if CODES not in unreadable(with_secret(self.request.user)):
            return super().get_context_data(**named)
        return FormView.get_context_data(self, unused_code_count=0, **named)


def _readable(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A page that shows recovery codes, or that says why it cannot."""

    @wraps(view)
    def guarded(request: HttpRequest) -> HttpResponse:
        if CODES in unreadable(with_secret(request.user)):
            return render(request, "mfa/recovery_codes/onleesbaar.html", {"sentence": UNREADABLE}, status=409)
        return view(request)

    return guarded


account = Account.as_view()
codes = _readable(view_recovery_codes)
codes_file = _readable(download_recovery_codes)
new_codes = NewCodes.as_view()
