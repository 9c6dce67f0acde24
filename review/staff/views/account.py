"""One's own account: second steps, password, and what one may do."""

from __future__ import annotations

from typing import Any

from allauth.mfa.base.views import IndexView

from staff.people import roles_of
from staff.roles import ROLE_SENTENCES


class Account(IndexView):
    """allauth's page about second steps, with the roles of its reader."""

    def get_context_data(self, **named: Any) -> dict[str, Any]:
        """``own_roles``: (role, what it may do)."""
        roles = [(role, ROLE_SENTENCES[role]) for role in roles_of(self.request.user)]
        return super().get_context_data(own_roles=roles, **named)


account = Account.as_view()
