"""Four roles, each a Django group, and what they may do. Somebody can have more than one."""

from __future__ import annotations

from enum import Enum

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser


class May(Enum):
    """What a page can ask of who opens it."""

    READ = "lezen"
    EDIT = "bewerken"
    SIGN = "ondertekenen"
    MANAGE = "beheren"


READER, EDITOR, APPROVER, ADMINISTRATOR = "lezer", "redacteur", "beoordelaar", "beheerder"

# An administrator hands out roles; reading words or signing answers is not part of that.
ROLES: dict[str, frozenset[May]] = {
    READER: frozenset({May.READ}),
    EDITOR: frozenset({May.READ, May.EDIT}),
    APPROVER: frozenset({May.READ, May.EDIT, May.SIGN}),
    ADMINISTRATOR: frozenset({May.READ, May.MANAGE}),
}
ROLE_SENTENCES = {
    READER: "Leest alles: stroomboek, gesprekken zonder woorden en cijfers.",
    EDITOR: "Leest alles, beoordeelt gegeven zinnen, probeert zinnen uit en stelt andere teksten voor.",
    APPROVER: "Doet wat een redacteur doet, en ondertekent antwoorden en stromen.",
    ADMINISTRATOR: "Leest alles, maakt accounts en ziet wie wat heeft bekeken. Ondertekent niet.",
}


def rights_of(user: AbstractBaseUser | AnonymousUser) -> frozenset[May]:
    """Everything that this user's roles allow; looked up once a request."""
    if not user.is_authenticated:
        return frozenset()
    if not hasattr(user, "_rights"):
        names = user.groups.values_list("name", flat=True)
        user._rights = frozenset().union(*(ROLES.get(name, frozenset()) for name in names))
    return user._rights
