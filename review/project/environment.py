"""The settings of the review tool, read once from an environment that is passed in.

A setting that is wrong stops the start with its name; its value is never shown, since it may hold a secret.
"""

from __future__ import annotations

import os
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import dj_database_url

REVIEW_ROOT = Path(__file__).resolve().parent.parent
BOT_ROOT = REVIEW_ROOT.parent
_HOST = re.compile(r"[a-z0-9.-]+(:\d{1,5})?")
_LOCAL = re.compile(r"http://(127\.0\.0\.1|localhost|\[::1\]):\d{1,5}")
_HTTPS = re.compile(r"https://[a-z0-9.-]+(:\d{1,5})?(/[\w.~/-]*)?")
_DATABASE = re.compile(r"sqlite:///.+|postgres(ql)?://.*/.+")
_KEY_LENGTH = 50


class SettingError(ValueError):
    """A setting has a value that cannot be used; the message names the setting only."""


@dataclass(frozen=True)
class Environment:
    """What differs from one installation to the next. Times in seconds."""

    port: int = 8090
    host: str = "127.0.0.1"
    # Names under which the tool is reached, besides localhost; with one of these it runs over https only.
    sites: tuple[str, ...] = ()
    database: str = field(default=f"sqlite:///{REVIEW_ROOT / 'opslag' / 'nakijken.db'}", repr=False)
    turns: str = field(default=f"sqlite:///{BOT_ROOT / 'opslag' / 'beurten.db'}", repr=False)
    flow_book: Path = BOT_ROOT / "models" / "stroomboek.json"
    widget: Path = BOT_ROOT / "webchat" / "dist"
    two_steps: bool = True
    idle: int = 30 * 60
    longest: int = 10 * 3600
    bot: str = ""
    bot_key: str = field(default="", repr=False)
    oidc_name: str = ""
    oidc_server: str = ""
    oidc_client: str = ""
    oidc_secret: str = field(default="", repr=False)
    secret_file: Path = REVIEW_ROOT / "opslag" / "sleutel"

    @classmethod
    def read(cls, environment: Mapping[str, str]) -> Environment:
        """Read the settings that start with ``NAKIJKEN_``.

        Raises:
            SettingError: a setting does not exist, cannot be used, or misses the one that belongs to it.
        """
        values: dict[str, object] = {}
        for key, text in environment.items():
            if not key.startswith("NAKIJKEN_"):
                continue
            if key not in SETTINGS:
                raise SettingError(f"De instelling {key} bestaat niet.")
            field, convert = SETTINGS[key]
            try:
                values[field] = convert(text)
            except (ValueError, KeyError):
                raise SettingError(f"De instelling {key} heeft geen bruikbare waarde.") from None
        made = cls(**values)  # type: ignore[arg-type]
        for group in TOGETHER:
            there = [key for key in group if key in environment]
            missing = [key for key in group if key not in environment]
            if there and missing:
                raise SettingError(f"Bij {there[0]} hoort ook {missing[0]}.")
        if made.oidc_name and not made.oidc_server:
            raise SettingError("Bij NAKIJKEN_OIDC_NAAM hoort ook NAKIJKEN_OIDC_SERVER.")
        return made

    def secret(self) -> str:
        """The key that signs sessions and start links; made at first use, readable for this user only.

        Raises:
            SettingError: the file cannot be made or read, or holds too little to be a key.
        """
        wrong = SettingError("NAKIJKEN_SLEUTELBESTAND is niet te lezen of te maken, of er staat geen goede sleutel in.")
        try:
            self.secret_file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            with open(os.open(self.secret_file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as file:
                file.write(secrets.token_urlsafe(64))
        except FileExistsError:
            pass
        except OSError:
            raise wrong from None
        try:
            key = self.secret_file.read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError):
            raise wrong from None
        # A file that another process is still writing, or an empty one, must never become the key.
        if len(key) < _KEY_LENGTH:
            raise wrong
        return key

    def organisation(self) -> dict[str, Any]:
        """How people sign in through their own organisation, as allauth reads it; empty when they cannot."""
        if not self.oidc_server:
            return {}
        app = {
            "provider_id": "oidc",
            "name": self.oidc_name or "je organisatie",
            "client_id": self.oidc_client,
            "secret": self.oidc_secret,
            "settings": {"server_url": self.oidc_server},
        }
        return {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [app]}}


def _matching(pattern: re.Pattern[str]):
    def convert(text: str) -> str:
        if not pattern.fullmatch(text.strip()):
            raise ValueError
        return text.strip()

    return convert


def _database(text: str) -> str:
    # Read once here: the library's own error would show a part of the address, and so of a password.
    dj_database_url.parse(_matching(_DATABASE)(text))
    return text.strip()


def _sites(text: str) -> tuple[str, ...]:
    if not text.split() or not all(_HOST.fullmatch(site) for site in text.split()):
        raise ValueError
    return tuple(text.split())


def _on_or_off(text: str) -> bool:
    return {"aan": True, "uit": False}[text.strip().lower()]


def _between(low: int, high: int, unit: int = 1):
    def convert(text: str) -> int:
        if not re.fullmatch(r"[0-9]{1,6}", text.strip()) or not low <= int(text) <= high:
            raise ValueError
        return int(text) * unit

    return convert


def _filled(text: str) -> str:
    if not text.strip():
        raise ValueError
    return text.strip()


def _path(text: str) -> Path:
    return Path(_filled(text))


def _long(text: str) -> str:
    if len(text.strip()) < 32:
        raise ValueError
    return text.strip()


SETTINGS = {
    "NAKIJKEN_PORT": ("port", _between(1, 65535)),
    "NAKIJKEN_HOST": ("host", _filled),
    "NAKIJKEN_SITES": ("sites", _sites),
    "NAKIJKEN_DATABASE": ("database", _database),
    "NAKIJKEN_BEURTEN": ("turns", _database),
    "NAKIJKEN_STROOMBOEK": ("flow_book", _path),
    "NAKIJKEN_CHATPAGINA": ("widget", _path),
    "NAKIJKEN_TWEE_STAPPEN": ("two_steps", _on_or_off),
    "NAKIJKEN_STIL_MINUTEN": ("idle", _between(1, 480, 60)),
    "NAKIJKEN_LANGST_UREN": ("longest", _between(1, 24, 3600)),
    "NAKIJKEN_BOT": ("bot", _matching(_LOCAL)),
    "NAKIJKEN_BOT_SLEUTEL": ("bot_key", _long),
    "NAKIJKEN_OIDC_NAAM": ("oidc_name", _filled),
    "NAKIJKEN_OIDC_SERVER": ("oidc_server", _matching(_HTTPS)),
    "NAKIJKEN_OIDC_CLIENT": ("oidc_client", _filled),
    "NAKIJKEN_OIDC_GEHEIM": ("oidc_secret", _filled),
    "NAKIJKEN_SLEUTELBESTAND": ("secret_file", _path),
}
# Settings that mean nothing without each other.
TOGETHER = (
    ("NAKIJKEN_BOT", "NAKIJKEN_BOT_SLEUTEL"),
    ("NAKIJKEN_OIDC_SERVER", "NAKIJKEN_OIDC_CLIENT", "NAKIJKEN_OIDC_GEHEIM"),
)
