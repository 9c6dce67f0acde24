"""Asks the bot's staff desk on this machine what it would do with a sentence.

The other side is the bot's lantaarn/channels/staff_desk.py. What is asked is a visitor's sentence or could be one: it
goes to the bot in the body of a request and is kept nowhere here. No proxy is used and no redirect followed, so that it
cannot end up anywhere else.
"""

from __future__ import annotations

import http.client
import json
import time
import urllib.request
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.error import HTTPError, URLError

from django.conf import settings

from staff.roles import May, rights_of
from trial.reports import Trial, trial_of

PATIENCE = 5.0
# How long the front page waits, and how long it believes what it heard.
GLANCE, BELIEVED = 1.0, 30.0
LARGEST = 1 << 20
IDS_AT_ONCE = 500
NOT_SET = "De chat is nog niet gekoppeld aan dit gereedschap. Vraag het je beheerder."
NOT_THERE = "De chat is nu niet bereikbaar. Wacht even en probeer het opnieuw. Blijft het zo? Vraag het je beheerder."
WRONG_KEY = "De chat weigert dit gereedschap. Vraag het je beheerder."
TOO_SLOW = "De chat antwoordt niet op tijd. Wacht even en probeer het opnieuw."
UNREADABLE = (
    "De chat gaf een antwoord dat dit gereedschap niet begrijpt. Zijn de chat en dit gereedschap van dezelfde versie?"
)
# What an administrator can do about it, in the names of the settings; nobody else has any use for those.
ADVICE = {
    NOT_SET: (
        "Voor de beheerder: stel NAKIJKEN_BOT en NAKIJKEN_BOT_SLEUTEL in, en bij de chat LANTAARN_STAFF_PORT en "
        "LANTAARN_STAFF_KEY."
    ),
    NOT_THERE: "Voor de beheerder: draait de chat, en is NAKIJKEN_BOT het adres van zijn loket voor medewerkers?",
    WRONG_KEY: "Voor de beheerder: is NAKIJKEN_BOT_SLEUTEL gelijk aan LANTAARN_STAFF_KEY van de chat?",
}


class BotError(RuntimeError):
    """The bot gave no answer; the message says why, in Dutch, for on the page."""


def for_staff(trouble: str, user: Any) -> str:
    """What is wrong, as this member of staff can use it."""
    advice = ADVICE.get(trouble) if May.MANAGE in rights_of(user) else None
    return f"{trouble} {advice}" if advice else trouble


def ask(sentence: str, conversation: str | None = None) -> Trial:
    """What the bot would do with a sentence.

    Args:
        conversation: the one to go on with; an empty text begins one. None: the sentence stands alone, forgotten at
            once.

    Raises:
        BotError: see there.
    """
    return _trial(_send("/proef", {"zin": sentence, "gesprek": conversation}))


def press(button: str, conversation: str) -> Trial:
    """What the bot would do when a visitor presses this button, such as ``/gesprek_menu``.

    Raises:
        BotError: see there; also when the bot has no such button.
    """
    return _trial(_send("/proef", {"knop": button, "gesprek": conversation}))


def forget(conversation: str) -> None:
    """Have the bot forget a conversation now instead of in half an hour.

    Raises:
        BotError: see there.
    """
    _send("/proef/wissen", {"gesprek": conversation})


def forget_sentences(ids: Iterable[int]) -> int:
    """Have the bot delete given sentences; gives how many there were.

    Raises:
        BotError: see there; those of a part that was done before are gone.
    """
    # As texts: JSON has no whole numbers this large in every language.
    texts = [str(number) for number in ids]
    parts = (texts[start : start + IDS_AT_ONCE] for start in range(0, len(texts), IDS_AT_ONCE))
    return sum(_whole(_send("/bewaard/wissen", {"ids": part}).get("gewist")) for part in parts)


_heard: dict[str, tuple[float, str]] = {}


def trouble() -> str:
    """Why the bot cannot be asked now, or an empty text; also empty where no bot is set. Asked again after half a
    minute."""
    address = settings.HERE.bot
    if not address:
        return ""
    when, sentence = _heard.get(address, (-BELIEVED, ""))
    if time.monotonic() - when >= BELIEVED:
        try:
            _send("/klaar", None, GLANCE)
            sentence = ""
        except BotError as error:
            sentence = str(error)
        _heard[address] = time.monotonic(), sentence
    return sentence


class _Stay(urllib.request.HTTPRedirectHandler):
    """Follows nothing: the sentence and the key are for the bot only."""

    def redirect_request(self, *_: Any) -> None:
        return None


def _send(path: str, body: Mapping[str, Any] | None, patience: float | None = None) -> dict[str, Any]:
    here = settings.HERE
    if not here.bot or not here.bot_key:
        raise BotError(NOT_SET)
    data = None if body is None else json.dumps(body).encode("ascii")
    headers = {"Authorization": f"Bearer {here.bot_key}", "Content-Type": "application/json"}
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}), _Stay())
    try:
        request = urllib.request.Request(here.bot + path, data, headers)
        with opener.open(request, timeout=patience or PATIENCE) as response:
            return _object(response.read(LARGEST))
    except HTTPError as error:
        with error:
            raise BotError(_refusal(error)) from None
    except TimeoutError:
        raise BotError(TOO_SLOW) from None
    except UnicodeEncodeError:  # a key with signs that fit in no header
        raise BotError(WRONG_KEY) from None
    except URLError as error:
        raise BotError(TOO_SLOW if isinstance(error.reason, TimeoutError) else NOT_THERE) from None
    except (OSError, http.client.HTTPException):
        raise BotError(NOT_THERE) from None


def _refusal(error: HTTPError) -> str:
    if error.code == 403:
        return WRONG_KEY
    try:
        sentence = _object(error.read(LARGEST)).get("fout")
    except (BotError, OSError, http.client.HTTPException):
        sentence = None
    return sentence if isinstance(sentence, str) and 0 < len(sentence) <= 200 else UNREADABLE


def _object(raw: bytes) -> dict[str, Any]:
    try:
        found = json.loads(raw)
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict):
        raise BotError(UNREADABLE)
    return found


def _whole(number: Any) -> int:
    if not isinstance(number, int):
        raise BotError(UNREADABLE)
    return number


def _trial(found: Mapping[str, Any]) -> Trial:
    try:
        return trial_of(found)
    except (KeyError, TypeError, ValueError):
        raise BotError(UNREADABLE) from None
