"""All settings of Lantaarn, read once from an environment that is passed in.

A setting that is wrong stops the start with its name; its value is never shown, since it may hold a secret.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

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

    @property
    def data(self) -> Path:
        """Folder with training data, answers, rules and facts."""
        return self.root / "data"

    @property
    def models(self) -> Path:
        """Folder in which trained models are built."""
        return self.root / "models"

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
            except ValueError:
                raise SettingError(f"De instelling {key} heeft geen bruikbare waarde.") from None
        return cls(**values)  # type: ignore[arg-type]


def _whole_number(low: int, high: int):
    def convert(text: str) -> int:
        number = int(text)
        if not low <= number <= high:
            raise ValueError
        return number

    return convert
