"""Who may open which page. Every page says it where it gets its address; a page that says nothing is closed to all."""

from __future__ import annotations

from collections.abc import Callable
from inspect import getclosurevars

from django.http import HttpResponse
from django.urls import URLPattern, path

from staff.roles import May

# Pages for who is not signed in.
OPEN = frozenset(
    {
        "account_login",
        "account_logout",
        "account_inactive",
        "mfa_authenticate",
        "mfa_login_webauthn",
        "openid_connect_login",
        "openid_connect_callback",
        "socialaccount_login_cancelled",
        "socialaccount_login_error",
        "staff:alive",
        "staff:start",
    }
)
# Pages about one's own account, for everybody who is signed in. Nothing else of allauth is served: no sign-up, no
# password by mail, no list of addresses.
OWN_ACCOUNT = frozenset(
    {
        "account",
        "account_change_password",
        "account_reauthenticate",
        "mfa_index",
        "mfa_activate_totp",
        "mfa_deactivate_totp",
        "mfa_reauthenticate",
        "mfa_reauthenticate_webauthn",
        "mfa_view_recovery_codes",
        "mfa_generate_recovery_codes",
        "mfa_download_recovery_codes",
        "mfa_list_webauthn",
        "mfa_add_webauthn",
        "mfa_edit_webauthn",
        "mfa_remove_webauthn",
    }
)
# Where somebody may go who must still set up the second step.
SETTING_UP = OWN_ACCOUNT - {"mfa_deactivate_totp"} | {"account_logout"}


def page(route: str, view: Callable[..., HttpResponse], needs: May, name: str, logged: bool = True) -> URLPattern:
    """An address with the right that its page asks for.

    Args:
        logged: whether opening it is written in the log. Off only for parts of a page and pictures; changes always are.
    """

    def guarded(*arguments: object, **named: object) -> HttpResponse:
        return view(*arguments, **named)

    guarded.needs = needs  # type: ignore[attr-defined]
    guarded.logged = logged  # type: ignore[attr-defined]
    guarded.opens = _opens(view)  # type: ignore[attr-defined]
    guarded.__doc__, guarded.__module__, guarded.__name__ = view.__doc__, view.__module__, view.__name__
    # Django's own marks, such as "csrf_exempt" or "login_not_required", are left behind on purpose.
    return path(route, guarded, name=name)


def _opens(view: Callable[..., HttpResponse] | None) -> bool:
    """Whether a view can be opened by its address alone; Django's ``require_POST`` keeps its methods to itself."""
    while view is not None:
        if "GET" not in getclosurevars(view).nonlocals.get("request_method_list", ("GET",)):
            return False
        view = getattr(view, "__wrapped__", None)
    return True
