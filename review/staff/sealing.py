"""The secrets of the second step as they lie in the database: sealed with the key file.

Who gets hold of the database alone, or of its backup, can then not make anybody's codes.
"""

from __future__ import annotations

import base64

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

# Apart from every other use of the key file.
_PURPOSE = b"staff.second-step"


class UnreadableError(ValueError):
    """What was sealed is damaged, or was sealed with another key file."""


def seal(secret: str) -> str:
    """Make a secret unreadable without the key file."""
    return _box().encrypt(secret.encode()).decode("ascii")


def unseal(sealed: str) -> str:
    """Give a sealed secret back.

    Raises:
        UnreadableError: it was not sealed with this key file.
    """
    try:
        return _box().decrypt(sealed.encode()).decode()
    except InvalidToken:
        raise UnreadableError from None


def _box() -> Fernet:
    key = HKDF(algorithm=SHA256(), length=32, salt=None, info=_PURPOSE).derive(settings.SECRET_KEY.encode())
    return Fernet(base64.urlsafe_b64encode(key))
