"""How fast every page is with a million turns: ``python -m benchmarks.pages sqlite|postgres [turns]``.

Makes up the turns in temporary databases, counts them, opens every page thirty times as somebody with all roles, and
prints a table in Dutch. Ends with 1 when a page takes more than 200 ms at the median, or answers with an error.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import logging
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.databases import databases, write_rows
from benchmarks.made_up import made_up_sentences, made_up_tally, made_up_turns

# Django is imported only after it knows its databases.
if TYPE_CHECKING:
    from django.test import Client

LIMIT_MS = 200.0
TIMES = 30
FAILED = float("inf")
BOOK = Path(__file__).resolve().parents[2] / "models" / "stroomboek.json"
PASSWORD = "alleen om te meten"


def main() -> int:
    """Measure and print; gives the exit code."""
    parser = argparse.ArgumentParser(prog="benchmarks.pages", description="Meet hoe snel elke pagina is.")
    parser.add_argument("soort", choices=("sqlite", "postgres"))
    parser.add_argument("beurten", nargs="?", type=int, default=1_000_000)
    given = parser.parse_args()
    with (
        tempfile.TemporaryDirectory(prefix="nakijken-meten-") as folder,
        databases(given.soort, Path(folder)) as (own, bots),
    ):
        book, today = json.loads(BOOK.read_text(encoding="utf-8"))["inhoud"], dt.date.today()
        rows = {
            "turns": made_up_turns(given.beurten, today, list(book["onderwerpen"])),
            "given_sentences": made_up_sentences(300, today),
            "handoff_tally": made_up_tally(today, list(book["lijnen"])),
        }
        write_rows(bots, rows)
        _set_up(own, bots, Path(folder))
        seconds = _digest()
        print(
            f"{given.soort}, {given.beurten} beurten: alles tellen {seconds:.0f} s, opnieuw kijken {_digest():.1f} s."
        )
        busy = ", ".join(f"{load:.1f}".replace(".", ",") for load in os.getloadavg())
        print(f"Drukte van de machine (1, 5 en 15 minuten): {busy}; kernen: {os.cpu_count()}.\n")
        return _measure()


def _set_up(own: str, bots: str, folder: Path) -> None:
    for key in [key for key in os.environ if key.startswith("NAKIJKEN_")]:
        del os.environ[key]
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "project.settings",
        "NAKIJKEN_DATABASE": own,
        "NAKIJKEN_BEURTEN": bots,
        "NAKIJKEN_SLEUTELBESTAND": str(folder / "sleutel"),
        "NAKIJKEN_STROOMBOEK": str(BOOK),
        "NAKIJKEN_TWEE_STAPPEN": "uit",
    }
    import django

    django.setup()
    from django.core.management import call_command

    # Errors are told in the table.
    logging.disable(logging.CRITICAL)
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)


def _digest() -> float:
    from turns.digest import digest

    began = time.perf_counter()
    digest()
    return time.perf_counter() - began


def _measure() -> int:
    from benchmarks.addresses import addresses

    client = _signed_in()
    rows, apart = [], []
    for name, address in addresses():
        if not address:
            apart.append(f"{name}: geen voorbeeld voor dit adres")
        elif (status := client.get(address).status_code) >= 500:
            rows.append((FAILED, FAILED, address))
        elif status != 200:
            # A form that was sent, a page that sends along, and what needs more than turns.
            apart.append(f"{address}: antwoord {status}")
        else:
            times = sorted(_time(client, address) for _ in range(TIMES))
            rows.append((statistics.median(times), times[int(0.95 * TIMES)], address))
    print("| pagina | mediaan (ms) | 95e percentiel (ms) | onder 200 ms |\n|---|---|---|---|")
    for median, high, address in sorted(rows, reverse=True):
        times = "fout | fout" if median == FAILED else f"{median:.0f} | {high:.0f}"
        print(f"| `{address}` | {times} | {'ja' if median <= LIMIT_MS else 'nee'} |")
    slow = sum(median > LIMIT_MS for median, _high, _address in rows)
    print(f"\n{len(rows)} adressen gemeten, {slow} te langzaam of met een fout. Niet gemeten:")
    print("\n".join(f"- {line}" for line in apart))
    return 1 if slow else 0


def _signed_in() -> Client:
    from django.contrib.auth import get_user_model
    from django.contrib.auth.models import Group
    from django.test import Client

    user = get_user_model().objects.create_user("meten", password=PASSWORD)
    user.groups.set(Group.objects.all())
    client = Client(raise_request_exception=False, SERVER_NAME="localhost")
    # Through the pages themselves: what gives access away wants the password again first.
    client.post("/account/login/", {"login": "meten", "password": PASSWORD})
    client.post("/account/reauthenticate/", {"password": PASSWORD})
    return client


def _time(client: Client, address: str) -> float:
    began = time.perf_counter()
    response = client.get(address)
    # What is sent in pieces, such as a file, is only made while it is read.
    b"".join(response.streaming_content) if response.streaming else response.content
    return 1000 * (time.perf_counter() - began)


if __name__ == "__main__":
    sys.exit(main())
