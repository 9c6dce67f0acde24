"""The chat without JavaScript: an ordinary form with the same bot, answers, buttons and numbers behind it.

The code of the conversation travels in a hidden field of the body: never in an address, never in a cookie. The page shows the
last message and its answers; nobody keeps more of the conversation than that.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse, raw

from lantaarn.answers.emergency import known_numbers
from lantaarn.assistant import Assistant, PayloadError
from lantaarn.channels.assets import TYPES
from lantaarn.channels.flood import FloodControl
from lantaarn.channels.pages import LEAVE, message_body, number_list, page
from lantaarn.channels.visits import WIPE, Message, SumWantedError, TooFastError, Visits
from lantaarn.settings import Settings

ADDRESS = "/zonder-script"
GREETING = "utter_gesprek_groet"
ERASED = "Dit gesprek is gewist."
BUSY = "Het is nu druk. Wacht een minuut en druk dan nog eens op Verstuur. Wil je niet wachten? Bel een van de nummers onderaan."
TOO_FAST = "Je stuurt veel berichten achter elkaar. Wacht even en druk dan nog eens op Verstuur."
RESTARTED = "Dit is een nieuw gesprek. De chat weet niet meer wat je eerder vroeg."
_DIALLED = re.compile(r"tel:\d+")
_NOTICE = f"""<p class="notice"><b>Je praat met een computer, niet met een mens.</b> Is er nu gevaar? <a href="tel:112">Bel 112</a></p>
<details><summary>Snel weg, sporen wissen</summary>
<p>Met ‘{LEAVE}’ ga je naar een gewone site. Wis eerst dit gesprek als daar tijd voor is; anders vergeet de chat het na een half
uur. In de geschiedenis van je browser staat dat je hier was: zoek deze site daar op en verwijder alleen die regels.</p>
<p><a href="/privacy">Wat bewaart de chat?</a></p></details>
"""


class Form:
    """Serves the form; the rules for sessions, pace and repeats are those of the page (``Visits``)."""

    def __init__(self, visits: Visits, assistant: Assistant, flood: FloodControl, settings: Settings) -> None:
        self._visits = visits
        self._assistant = assistant
        self._flood = flood
        self._settings = settings
        self._numbers = number_list(known_numbers())

    def add_to(self, routes: Blueprint) -> None:
        """Give the form its address."""

        async def show(_request: Request) -> HTTPResponse:
            return self._start()

        async def answer(request: Request) -> HTTPResponse:
            return await self._answer(request)

        routes.add_route(show, ADDRESS, methods=["GET"], name="form")
        routes.add_route(answer, ADDRESS, methods=["POST"], name="form_answer")

    async def _answer(self, request: Request) -> HTTPResponse:
        session_id, text, button = _field(request, "sessie"), _field(request, "tekst"), _field(request, "knop")
        if button == f"/{WIPE}":
            await self._visits.drop(session_id)
            return self._start(ERASED)
        if not button and not text.strip():
            # An empty field beside a press on Enter: the bot's own answer to nothing.
            text = " "
        message = Message(None if button else text, button or None, _field(request, "bewaarzin") or None, _field(request, "nummer"))
        try:
            visit = await self._visits.answer(session_id, message, self._flood.lets_in)
        except SumWantedError:
            return self._page(_said(BUSY), session_id, text, status=503)
        except TooFastError:
            return self._page(_said(TOO_FAST), session_id, text, status=429)
        except PayloadError as error:
            return self._page(_said(str(error)), session_id, status=400)
        if not visit.session_id:
            return self._start(ERASED)
        shown = _said(RESTARTED) if session_id and visit.fresh else ""
        if not button:
            shown += f'<div class="bubble mine"><p class="text"><b>Jij:</b> {escape(text.strip())}</p></div>\n'
        shown += _messages(visit.reply.answer.messages)
        return self._page(shown, visit.session_id, text if button else "", visit.reply.offer or "")

    def _start(self, said: str = "") -> HTTPResponse:
        return self._page((_said(said) if said else "") + _messages([self._assistant.fixed(GREETING)]))

    def _page(self, shown: str, session_id: str = "", text: str = "", offer: str = "", status: int = 200) -> HTTPResponse:
        # A new number for each page: sent twice, by a double tap or by loading again, it is one message.
        hidden = {"sessie": session_id, "nummer": secrets.token_hex(12), "bewaarzin": offer}
        fields = "".join(f'<input type="hidden" name="{name}" value="{escape(value)}">' for name, value in hidden.items() if value)
        body = f"""{_NOTICE}<form method="post" action="{ADDRESS}" autocomplete="off">
{fields}
<h2>Gesprek</h2>
{shown}<label for="vraag">Je vraag</label>
<textarea id="vraag" name="tekst" rows="3" maxlength="1500" autocomplete="off" spellcheck="false">{escape(text.strip())}</textarea>
<p><button class="send" type="submit">Verstuur</button>
<button class="plain" name="knop" value="/gesprek_menu">Onderwerpen</button>
<button class="plain" name="knop" value="/gesprek_eenvoudiger">Eenvoudiger</button>
<button class="plain" name="knop" value="/{WIPE}">Wis dit gesprek</button></p>
</form>
{self._numbers}"""
        return raw(page("Lantaarn: chat", body, self._settings.exit_site), status=status, content_type=TYPES[".html"])


def _field(request: Request, name: str) -> str:
    try:
        return (request.form or {}).get(name) or ""
    except Exception:  # Sanic raises several on a body that is no form; each means the same here
        return ""


def _said(sentence: str) -> str:
    return f'<p role="status"><b>{escape(sentence)}</b></p>\n'


def _messages(messages: Sequence[Mapping[str, Any]]) -> str:
    return "".join(_message(message) for message in messages)


def _message(message: Mapping[str, Any]) -> str:
    language = f' lang="{escape(message["language"])}" dir="auto"' if message.get("language") else ""
    buttons = "\n".join(_button(choice) for choice in message.get("buttons") or [])
    return f'<div class="bubble"{language}>\n{message_body(message["text"])}\n</div>\n<p>{buttons}</p>\n'


def _button(choice: Mapping[str, str]) -> str:
    title, address = escape(choice["title"]), choice.get("url") or ""
    if _DIALLED.fullmatch(address):
        return f'<a class="call" href="{address}">{title}</a>'
    return f'<button name="knop" value="{escape(choice.get("payload") or "")}">{title}</button>'
