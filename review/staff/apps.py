"""Tells Django where the events of this part are."""

from django.apps import AppConfig


class Staff(AppConfig):
    """Accounts, roles, front page and log."""

    name = "staff"

    def ready(self) -> None:
        """Connect the events that the log keeps."""
        from staff import events  # noqa: F401
