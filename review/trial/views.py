"""Trying a sentence on the bot. What is typed travels by POST, comes back in the page, and is kept nowhere."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib.messages import ERROR, WARNING
from django.contrib.messages.storage.base import Message
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from flows.book import Book, BookError, current_book
from trial import bot, explaining
from trial.reports import Trial
from trial.story_yaml import Turn, story
from trial.turns import LONGEST, MOST_TURNS, file_name, from_page, title_of, to_page, turn_of

EMPTY = "Typ eerst een zin."
TOO_LONG = (
    f"Deze zin is te lang: een bezoeker kan hoogstens {LONGEST} tekens sturen. Maak hem korter en probeer het opnieuw."
)
TOO_MANY = f"Dit gesprek heeft al {MOST_TURNS} beurten. Begin opnieuw."
FORGOTTEN = (
    "Het vorige gesprek was al vergeten: dat gebeurt na een half uur. Dit is de eerste beurt van een nieuw gesprek."
)
NO_TEST = "Van dit gesprek is geen test te maken: geen enkele beurt past in een gesprekstest."


@sensitive_post_parameters()
def index(request: HttpRequest) -> HttpResponse:
    """A box to type in, and what the bot made of it."""
    request.log_changed = False  # trying something out changes nothing
    if request.method != "POST":
        return _page(request)
    if "opnieuw" in request.POST:
        _forget(request.POST.get("gesprek", ""))
        return _page(request)
    return _page(request, **_tried(request))


@require_POST
@sensitive_post_parameters()
def test_file(request: HttpRequest) -> HttpResponse:
    """The conversation at hand as a test for Rasa, to download."""
    request.log_changed = False  # trying something out changes nothing
    turns = from_page(request.POST.get("eerder", ""))
    try:
        content = story(title_of(turns, current_book()), turns)
    except (BookError, ValueError) as error:
        sentence = str(error) if isinstance(error, BookError) else NO_TEST
        return _page(
            request, turns=turns, conversation=request.POST.get("gesprek", ""), messages=[Message(ERROR, sentence)]
        )
    return HttpResponse(
        content,
        content_type="application/yaml; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{file_name(turns)}"'},
    )


def _page(request: HttpRequest, turns: Sequence[Turn] = (), **more: Any) -> HttpResponse:
    shown = {
        "longest": LONGEST,
        "turns": [(turn, _label(turn)) for turn in turns],
        "earlier": to_page(turns),
        "testable": any(not turn.left_out for turn in turns),
    }
    return render(request, "trial/index.html", {**shown, **more})


def _label(turn: Turn) -> str:
    try:
        return current_book().label(turn.intent)
    except BookError:
        return turn.intent


def _tried(request: HttpRequest) -> dict[str, Any]:
    """What the page shows after a sentence or a button; what was typed stays in the box unless the bot answered it."""
    # Browsers send a line end as two signs, which a visitor's page does not.
    typed, button = request.POST.get("zin", "").replace("\r\n", "\n"), request.POST.get("knop", "")
    conversation, earlier = request.POST.get("gesprek", ""), from_page(request.POST.get("eerder", ""))
    page = {"typed": typed, "conversation": conversation, "turns": earlier}
    wrong = _wrong(typed, button, earlier)
    if wrong:
        return {**page, "messages": [Message(ERROR, wrong)]}
    try:
        book = current_book()
        trial = bot.press(button, conversation) if button else bot.ask(typed, conversation)
    except (BookError, bot.BotError) as error:
        return {**page, "messages": [Message(ERROR, bot.for_staff(str(error), request.user))]}
    # Of a conversation that the bot has forgotten, the turns are no part of what comes now.
    turn = turn_of(button or typed.strip(), bool(button), trial, book)
    return {
        "conversation": trial.conversation,
        "turns": [turn] if trial.fresh else [*earlier, turn],
        "messages": [Message(WARNING, FORGOTTEN)] if trial.fresh and conversation else [],
        "warning": book.warning,
        **explained(trial, turn, book),
    }


def explained(trial: Trial, turn: Turn, book: Book) -> dict[str, Any]:
    """Everything that the page says of an answer."""
    # With danger the ranking decides nothing, and what it adds up to would only need explaining.
    ranking = [] if trial.danger else explaining.ranking(trial, book)
    return {
        "trial": trial,
        "label": book.label(trial.topic),
        "address": explaining.flow(trial.topic, book),
        "ranking": ranking,
        "rest": len(ranking) < len(trial.ranking),
        "margin": explaining.margin(trial, book),
        "language": explaining.language(trial),
        "steps": explaining.steps(trial, book),
        "dangers": explaining.dangers(trial, book),
        "danger_sentences": list(explaining.danger_sentences(trial, book)),
    }


def _wrong(typed: str, button: str, earlier: list[Turn]) -> str:
    if len(earlier) >= MOST_TURNS:
        return TOO_MANY
    if button:
        return ""
    if not typed.strip():
        return EMPTY
    return TOO_LONG if len(typed) > LONGEST else ""


def _forget(conversation: str) -> None:
    try:
        if conversation:
            bot.forget(conversation)
    except bot.BotError:
        # The bot forgets it by itself after half an hour; the page is empty in any case.
        return
