"""The settings of the messaging apps. An app is on when its settings are there, and half-set is refused by name.

The one place that knows the names of these settings; ``lantaarn/settings.py`` leaves them to this file. Values are
never shown: nearly all of them are secrets.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from urllib.parse import urlsplit

from lantaarn.privacy.network import Host
from lantaarn.settings import APP_SETTING, SettingError

_API = re.compile(r"https://[a-z0-9.-]+(:\d{1,5})?|http://(localhost|127\.0\.0\.1)(:\d{1,5})?")
_TELEGRAM_TOKEN = re.compile(r"\d{5,20}:[A-Za-z0-9_-]{30,100}")
# Telegram lets a secret hold these signs only; so long that it cannot be guessed.
_TELEGRAM_SECRET = re.compile(r"[A-Za-z0-9_-]{32,256}")
# Telegram calls no other ports (https://core.telegram.org/bots/api#setwebhook).
TELEGRAM_PORTS = (443, 80, 88, 8443)
# A token of Meta; of the app secret and what we choose ourselves, only what can be guessed is refused.
_TOKEN = re.compile(r"[A-Za-z0-9_.|-]{32,1000}")
_APP_SECRET = re.compile(r"[0-9a-f]{32,128}")
_VERIFY = re.compile(r"[A-Za-z0-9_-]{32,256}")
_NUMBER_ID = re.compile(r"\d{5,30}")
# signal-cli asks nobody for a password, so it may be reached on this machine only.
_DAEMON = re.compile(r"http://(localhost|127\.0\.0\.1|\[::1\]):\d{1,5}")
_ACCOUNT = re.compile(r"\+\d{7,15}")
# The version of the Graph API that this was written for; Meta keeps each for two years at least
# (https://developers.facebook.com/docs/graph-api/guides/versioning).
_VERSION = re.compile(r"v\d{2,3}\.\d")
GRAPH_VERSION = "v25.0"


def _like(pattern: re.Pattern[str]) -> Callable[[str], str]:
    def convert(text: str) -> str:
        if not pattern.fullmatch(text):
            raise ValueError
        return text

    return convert


def _on_or_off(text: str) -> bool:
    return {"aan": True, "uit": False}[text.strip().lower()]


def _setting(convert: Callable[[str], object], default: object = None):
    """A setting of an app; without a default the app needs it. Its value is not in the ``repr``."""
    return field(default=default, repr=False, metadata={"convert": convert, "needed": default is None})


@dataclass(frozen=True)
class TelegramSettings:
    """Telegram. Without polling Telegram calls us, and proves by the secret that it is Telegram."""

    token: str = _setting(_like(_TELEGRAM_TOKEN))
    secret: str = _setting(_like(_TELEGRAM_SECRET), "")
    polling: bool = _setting(_on_or_off, False)
    api: str = _setting(_like(_API), "https://api.telegram.org")


@dataclass(frozen=True)
class WhatsappSettings:
    """WhatsApp, by Meta's Cloud API."""

    token: str = _setting(_like(_TOKEN))
    number_id: str = _setting(_like(_NUMBER_ID))
    app_secret: str = _setting(_like(_APP_SECRET))
    verify: str = _setting(_like(_VERIFY))
    api: str = _setting(_like(_API), "https://graph.facebook.com")
    version: str = _setting(_like(_VERSION), GRAPH_VERSION)


@dataclass(frozen=True)
class MessengerSettings:
    """Messenger, by Meta's Send API."""

    token: str = _setting(_like(_TOKEN))
    app_secret: str = _setting(_like(_APP_SECRET))
    verify: str = _setting(_like(_VERIFY))
    api: str = _setting(_like(_API), "https://graph.facebook.com")
    version: str = _setting(_like(_VERSION), GRAPH_VERSION)


@dataclass(frozen=True)
class SignalSettings:
    """Signal, by a signal-cli daemon; ``daemon`` is its address, ``account`` the number that it serves."""

    daemon: str = _setting(_like(_DAEMON))
    account: str = _setting(_like(_ACCOUNT))

    @property
    def api(self) -> str:
        """Where the daemon listens."""
        return self.daemon


APPS = {
    "telegram": TelegramSettings,
    "whatsapp": WhatsappSettings,
    "messenger": MessengerSettings,
    "signal": SignalSettings,
}
OwnSettings = TelegramSettings | WhatsappSettings | MessengerSettings | SignalSettings


@dataclass(frozen=True)
class AppSettings:
    """The apps that are on, by name, and the address of the web chat that every one of them points to."""

    on: Mapping[str, OwnSettings] = field(default_factory=dict)
    site: str = ""

    @property
    def hosts(self) -> list[Host]:
        """Whom these apps call."""
        return [host_of(own.api) for own in self.on.values()]

    @classmethod
    def from_environment(cls, environment: Mapping[str, str], site: str) -> AppSettings:
        """Read the settings of every app.

        Args:
            site: address of the web chat, from ``LANTAARN_SITE``; an app needs it.

        Raises:
            SettingError: a setting does not exist, has an unusable value, or is missing while others of its app are
            there.
        """
        given: dict[str, dict[str, str]] = {}
        for key, text in environment.items():
            if found := APP_SETTING.fullmatch(key):
                given.setdefault(found.group(1).lower(), {})[key] = text
        on = {name: _read(name, APPS[name], texts) for name, texts in given.items()}
        if on and not site:
            raise SettingError("De instelling LANTAARN_SITE ontbreekt; elke berichtenapp verwijst naar de webchat.")
        _check_telegram(on.get("telegram"), site)
        return cls(on, site)


def host_of(address: str) -> Host:
    """The name and port behind an address."""
    parts = urlsplit(address)
    return parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80)


def _read(name: str, kind: type, texts: Mapping[str, str]) -> OwnSettings:
    prefix = f"LANTAARN_{name.upper()}_"
    known = {prefix + each.name.upper(): each for each in fields(kind)}
    values = {}
    for key, text in texts.items():
        if key not in known:
            raise SettingError(f"De instelling {key} bestaat niet.")
        try:
            values[known[key].name] = known[key].metadata["convert"](text)
        except (ValueError, KeyError):
            raise SettingError(f"De instelling {key} heeft geen bruikbare waarde.") from None
    missing = [key for key, each in known.items() if each.metadata["needed"] and key not in texts]
    if missing:
        raise SettingError(f"De instelling {missing[0]} ontbreekt; zonder kan {name} niet aan.")
    return kind(**values)


def _check_telegram(telegram: object, site: str) -> None:
    if not isinstance(telegram, TelegramSettings) or telegram.polling:
        return
    if not telegram.secret:
        raise SettingError(
            "De instelling LANTAARN_TELEGRAM_SECRET ontbreekt; zonder kan telegram alleen aan met "
            "LANTAARN_TELEGRAM_POLLING=aan."
        )
    if not site.startswith("https://") or host_of(site)[1] not in TELEGRAM_PORTS:
        ports = ", ".join(map(str, TELEGRAM_PORTS))
        raise SettingError(f"Telegram belt alleen een LANTAARN_SITE met https, op poort {ports}; of zet polling aan.")
