"""Writes what the page has built in: the greeting and the help numbers, from the same files as the answers.

Run by ``scripts/web.sh`` with the Python of the project. A fact that is missing or expired stops the build.
"""

from __future__ import annotations

import datetime as dt
import json

from lantaarn.answers.facts import load_facts
from lantaarn.answers.generator import fill_variation
from lantaarn.answers.numbers import help_numbers
from lantaarn.answers.yaml_file import read_yaml
from lantaarn.channels.pages import number_list
from lantaarn.settings import Settings

GREETING = "utter_gesprek_groet"


def main() -> None:
    settings = Settings()
    book = load_facts(settings.data / "facts", dt.date.today())
    responses = read_yaml(settings.data / "responses" / "gesprek.yml")["responses"]
    greeting = fill_variation(responses[GREETING][0], book)
    numbers = help_numbers(book)
    content = {
        "groet": {"text": greeting["text"], "buttons": greeting["buttons"]},
        "nummers": [{"land": country, "lijnen": lines} for country, lines in numbers.items()],
    }
    built = settings.page
    built.mkdir(exist_ok=True)
    (built / "content.json").write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
    index = (settings.root / "webchat" / "page" / "index.html").read_text(encoding="utf-8")
    index = index.replace("{{nummers}}", number_list(numbers))
    (built / "index.html").write_text(index, encoding="utf-8")
    # The frame in English; what stands in the page itself, for browsers without script, stays Dutch.
    (built / "index-en.html").write_text(index.replace("/lantaarn.js", "/lantaarn-en.js"), encoding="utf-8")


if __name__ == "__main__":
    main()
