"""All settings of Lantaarn, read once from an environment that is passed in.

A setting that is wrong stops the start with its name; its value is never shown, since it may hold a secret.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

_SITE = re.compile(r"https://[a-z0-9.-]+(:\d{1,5})?|http://(localhost|127\.0\.0\.1|[a-z2-7]{56}\.onion)(:\d{1,5})?")
_ADDRESS = re.compile(r"https://[a-z0-9.-]+(:\d{1,5})?/[\w./~-]*")
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
    # Where "Verlaat deze pagina" goes: a site that anybody may have open.
    exit_site: str = "https://www.buienradar.nl/"

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
            SettingError: a number is not a number or out of range, or the setting does not exist.
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
        }
        values: dict[str, object] = {}
        for key, text in environment.items():
            if not key.startswith("LANTAARN_"):
                continue
            if key not in known:
                raise SettingError(f"De instelling {key} bestaat niet.")
            field, convert = known[key]
            try:
                values[field] = convert(text)
            except (ValueError, KeyError):
                raise SettingError(f"De instelling {key} heeft geen bruikbare waarde.") from None
        return cls(**values)  # type: ignore[arg-type]


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
