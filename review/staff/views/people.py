"""Accounts and roles."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.models import AbstractUser
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from staff import people as accounts
from staff.confirmed import confirmed
from staff.forms import Email, NewPerson, Roles, Sure
from staff.people import Person, Refused
from staff.roles import ROLE_SENTENCES
from staff.start import HOURS, new_link


@require_GET
def people(request: HttpRequest) -> HttpResponse:
    """Everybody with an account."""
    context = {"people": accounts.everybody(), "required": settings.HERE.two_steps, "sentences": ROLE_SENTENCES.items()}
    return render(request, "staff/medewerkers.html", context)


@confirmed
@require_http_methods(["GET", "POST"])
def new_person(request: HttpRequest) -> HttpResponse:
    """A form for a new account; after it, the start link, once."""
    form = NewPerson(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = accounts.make(form.cleaned_data["name"], form.cleaned_data["email"], form.cleaned_data["roles"])
        request.log_subject = f"{made.username}: gemaakt, {', '.join(form.cleaned_data['roles'])}"
        return _link(request, made)
    request.log_changed = False
    return render(request, "staff/nieuw.html", {"form": form})


@confirmed
@require_http_methods(["GET", "POST"])
def person(request: HttpRequest, number: int) -> HttpResponse:
    """One account, with everything that can be changed about it; a form names what it changes in ``wat``."""
    shown = accounts.one(number)
    if shown is None:
        raise Http404
    request.log_subject = shown.user.username
    if request.method == "POST":
        request.log_changed = False
        change = CHANGES.get(request.POST.get("wat", ""))
        if change is None:
            raise Http404
        try:
            return change(request, shown)
        except Refused as refused:
            messages.error(request, str(refused))
    return _page(request, shown)


def _roles(request: HttpRequest, shown: Person) -> HttpResponse:
    form = Roles(request.POST)
    if not form.is_valid():
        return _page(request, shown, roles=form)
    return _changed(request, shown.user, accounts.set_roles(request.user, shown.user, form.cleaned_data["roles"]))


def _email(request: HttpRequest, shown: Person) -> HttpResponse:
    form = Email(request.POST, user=shown.user)
    if not form.is_valid():
        return _page(request, shown, email=form)
    changed = accounts.set_email(shown.user, form.cleaned_data["email"])
    return _changed(request, shown.user, "e-mailadres veranderd" if changed else "")


def _off(request: HttpRequest, shown: Person) -> HttpResponse:
    accounts.switch(request.user, shown.user, on=False)
    return _changed(request, shown.user, "account uitgezet")


def _on(request: HttpRequest, shown: Person) -> HttpResponse:
    accounts.switch(request.user, shown.user, on=True)
    return _changed(request, shown.user, "account aangezet")


def _second_step(request: HttpRequest, shown: Person) -> HttpResponse:
    _not_oneself(request, shown)
    form = Sure(request.POST)
    if not form.is_valid():
        return _page(request, shown, step=form)
    accounts.forget_second_step(shown.user)
    return _changed(request, shown.user, "tweede stap weggehaald")


def _start_link(request: HttpRequest, shown: Person) -> HttpResponse:
    _not_oneself(request, shown)
    if not shown.user.is_active:
        raise Refused("Dit account staat uit. Zet het eerst aan.")
    form = Sure(request.POST)
    if not form.is_valid():
        return _page(request, shown, link=form)
    request.log_subject, request.log_changed = f"{shown.user.username}: nieuwe startlink", True
    return _link(request, shown.user)


CHANGES: dict[str, Callable[[HttpRequest, Person], HttpResponse]] = {
    "rollen": _roles,
    "email": _email,
    "uit": _off,
    "aan": _on,
    "tweede-stap": _second_step,
    "startlink": _start_link,
}


def _not_oneself(request: HttpRequest, shown: Person) -> None:
    if shown.user.pk == request.user.pk:
        raise Refused("Dit is je eigen account. Verander je wachtwoord en je tweede stap bij ‘Je account’.")


def _changed(request: HttpRequest, user: AbstractUser, what: str) -> HttpResponse:
    if what:
        request.log_subject, request.log_changed = f"{user.username}: {what}", True
        messages.success(request, f"Bewaard voor {user.username}: {what}.")
    else:
        messages.info(request, "Er is niets veranderd.")
    return redirect("staff:person", user.pk)


def _link(request: HttpRequest, user: AbstractUser) -> HttpResponse:
    # Shown in the answer itself, not after a redirect: it would have to be kept somewhere in between.
    context = {"person": user, "link": request.build_absolute_uri(new_link(user)), "hours": HOURS}
    return render(request, "staff/startlink.html", context)


def _page(request: HttpRequest, shown: Person, **bound: object) -> HttpResponse:
    forms = {
        "roles": Roles(initial={"roles": shown.roles}),
        "email": Email(initial={"email": shown.user.email}),
        "step": Sure(),
        "link": Sure(),
        **bound,
    }
    context = {
        "person": shown,
        "oneself": shown.user.pk == request.user.pk,
        "required": settings.HERE.two_steps,
        **forms,
    }
    return render(request, "staff/medewerker.html", context)
