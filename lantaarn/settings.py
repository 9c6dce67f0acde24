"""All settings of Lantaarn, read once from an environment that is passed in.

A setting that is wrong stops the start with its name; its value is never shown, since it may hold a secret.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

_SITE = re.compile(r"https://[a-z0-9.-]+(:\d{1,5})?|http://(localhost|127\.0\.0\.1|[a-z2-7]{56}\.onion)(:\d{1,5})?")
_KEY = re.compile(r"[!-~]{32,200}")
_ADDRESS = re.compile(r"https://[a-z0-9.-]+(:\d{1,5})?/[\w./~-]*")
# Read by lantaarn/messaging/settings.py, which also refuses those that do not exist.
APP_SETTING = re.compile(r"LANTAARN_(TELEGRAM|WHATSAPP|MESSENGER|SIGNAL)_[A-Z_]+")
PROJECT_ROOT = Path(__file__).resolve().parent.parent


class SettingError(ValueError):
    """A setting has a value that Lantaarn cannot use; the message names the setting only."""


@dataclass(frozen=True)
class Settings:
    """The settings of one process. Times in seconds, lengths in characters."""

    root: Path = PROJECT_ROOT
    host: str = "127.0.0.1"
    port: int = 5005
    max_message_chars: int = 1000
    max_body_bytes: int = 16_384
    max_turns: int = 100
    max_conversations: int = 5_000
    conversation_lifetime: float = 30 * 60.0
    messages_per_minute: int = 30
    answer_timeout: float = 10.0
    # New conversations in a minute before a newcomer's device is asked to prove that it is not a machine in a hurry.
    new_conversations_per_minute: int = 600
    database: str = ""
    ask_to_learn: bool = True
    embedders: tuple[str, ...] = ()
    # Address of the web chat, to which the messaging apps point.
    site: str = ""
    # Where "Verlaat deze pagina" goes: a site that anybody may have open.
    exit_site: str = "https://www.buienradar.nl/"
    # Where the review tool of this machine asks what the bot would do (lantaarn/channels/staff_desk.py); 0: nowhere.
    staff_port: int = 0
    staff_key: str = field(default="", repr=False)

    @property
    def data(self) -> Path:
        """Folder with training data, answers, rules and facts."""
        return self.root / "data"

    @property
    def models(self) -> Path:
        """Folder in which trained models are built."""
        return self.root / "models"

    @property
    def page(self) -> Path:
        """Folder in which the chat page is built."""
        return self.root / "webchat" / "dist"

    @property
    def database_url(self) -> str:
        """Where the rows without words go; a file in this folder unless the settings name another place."""
        return self.database or f"sqlite:///{self.root / 'opslag' / 'beurten.db'}"

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> Settings:
        """Read the settings that start with ``LANTAARN_``.

        Raises:
            SettingError: a value cannot be used, the setting does not exist, or it misses the one that belongs to it.
        """
        known = {
            "LANTAARN_HOST": ("host", str),
            "LANTAARN_PORT": ("port", _whole_number(1, 65535)),
            "LANTAARN_MAX_CONVERSATIONS": ("max_conversations", _whole_number(1, 1_000_000)),
            "LANTAARN_MESSAGES_PER_MINUTE": ("messages_per_minute", _whole_number(1, 10_000)),
            "LANTAARN_NEW_CONVERSATIONS_PER_MINUTE": ("new_conversations_per_minute", _whole_number(1, 1_000_000)),
            "LANTAARN_DATABASE": ("database", _database),
            "LANTAARN_LEARN": ("ask_to_learn", _on_or_off),
            "LANTAARN_EMBEDDERS": ("embedders", _sites),
            "LANTAARN_EXIT_SITE": ("exit_site", _address),
            "LANTAARN_SITE": ("site", _site),
            "LANTAARN_STAFF_PORT": ("staff_port", _whole_number(1, 65535)),
            "LANTAARN_STAFF_KEY": ("staff_key", _key),
        }
        values: dict[str, object] = {}
        for key, text in environment.items():
            if not key.startswith("LANTAARN_") or APP_SETTING.fullmatch(key):
                continue
            if key not in known:
                raise SettingError(f"De instelling {key} bestaat niet.")
            field, convert = known[key]
            try:
                values[field] = convert(text)
            except (ValueError, KeyError):
                raise SettingError(f"De instelling {key} heeft geen bruikbare waarde.") from None
        made = cls(**values)  # type: ignore[arg-type]
        if made.staff_port and not made.staff_key:
            raise SettingError("Bij LANTAARN_STAFF_PORT hoort ook LANTAARN_STAFF_KEY.")
        if made.staff_port == made.port:
            raise SettingError("LANTAARN_STAFF_PORT moet een andere poort zijn dan LANTAARN_PORT.")
        return made


def _database(text: str) -> str:
    if not text.startswith(("sqlite:///", "postgresql://", "postgresql+psycopg2://")):
        raise ValueError
    return text


def _on_or_off(text: str) -> bool:
    return {"aan": True, "uit": False}[text.strip().lower()]


def _sites(text: str) -> tuple[str, ...]:
    """Origins such as ``https://www.gemeente.nl``, with spaces between; anything else could widen the policy."""
    sites = tuple(text.split())
    if not all(_SITE.fullmatch(site) for site in sites):
        raise ValueError
    return sites


def _site(text: str) -> str:
    """One origin, such as ``https://chat.voorbeeld.nl``."""
    if not _SITE.fullmatch(text):
        raise ValueError
    return text


def _key(text: str) -> str:
    """A secret that fits in a header and is too long to guess."""
    if not _KEY.fullmatch(text):
        raise ValueError
    return text


def _address(text: str) -> str:
    """One page over https; without a question mark, so that leaving tells the other site nothing."""
    if not _ADDRESS.fullmatch(text):
        raise ValueError
    return text


def _whole_number(low: int, high: int):
    def convert(text: str) -> int:
        number = int(text)
        if not low <= number <= high:
            raise ValueError
        return number

    return convert
