"""Where a start link leads: choosing a password of one's own."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from staff.audit import note
from staff.forms import ChoosePassword
from staff.start import choose_password, owner_of


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def start(request: HttpRequest, number: int, token: str) -> HttpResponse:
    """The form, or why this link does not work. Afterwards one signs in the ordinary way: nothing skips a step."""
    if request.user.is_authenticated:
        return render(request, "staff/start_ingelogd.html", status=409)
    owner = owner_of(number, token)
    form = ChoosePassword(request.POST or None, user=owner)
    if owner is not None and request.method == "POST" and form.is_valid():
        owner = choose_password(number, token, form.cleaned_data["first"])
        if owner is not None:
            note(owner, "event:password_chosen", changed=True)
            messages.success(request, "Je wachtwoord is gekozen. Log nu in.")
            return redirect("account_login")
    if owner is None:
        return render(request, "staff/start_verlopen.html", status=410)
    return render(request, "staff/start.html", {"form": form, "owner": owner})
