"""Keeps Django from ever writing to the bot's rows, and from making its tables."""

from __future__ import annotations

from typing import Any

BOT = "turns"


class ReadOnlyTurns:
    """Models of the bot's own tables are read from its database; nothing else goes there, and nothing is written."""

    def db_for_read(self, model: Any, **_hints: Any) -> str | None:
        """The bot's database for its two tables."""
        return BOT if _is_the_bots(model) else None

    def db_for_write(self, model: Any, **_hints: Any) -> str | None:
        """Raises TypeError for the bot's tables: whoever tries has made a mistake in the code."""
        if _is_the_bots(model):
            raise TypeError(f"{model.__name__} belongs to the bot and is read only")
        return None

    def allow_migrate(self, db: str, app_label: str, **_hints: Any) -> bool | None:
        """No migration ever touches the bot's database."""
        return False if db == BOT else None


def _is_the_bots(model: Any) -> bool:
    return getattr(model, "of_the_bot", False)
