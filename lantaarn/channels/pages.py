"""Pages that work without JavaScript: their frame, the help numbers, and papers from Markdown.

Whatever comes from outside goes through ``escape``; nothing else makes markup of text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from html import escape

from markdown_it import MarkdownIt

from lantaarn.answers.numbers import Number
from lantaarn.channels.padding import padded

LEAVE = "Verlaat deze pagina"
# Nearly every page of the plain form fits in it, so that its length does not tell the topic (lantaarn/channels/padding.py).
SMALLEST_PAGE = 16384
_TITLE = re.compile(r"^# (.+)$", re.MULTILINE)
_PAGE = """<!doctype html>
<html lang="nl">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <meta name="robots" content="noindex">
  <meta name="color-scheme" content="light dark">
  <title>{title}</title>
  <link rel="stylesheet" href="/pagina.css">
</head>
<body>
  <header>
    <{name_tag}>Lantaarn</{name_tag}>
    <a class="leave" href="{exit}" rel="noreferrer nofollow">{leave}</a>
  </header>
  <main>
{body}
  </main>
</body>
</html>
"""


def page(title: str, body: str, exit_site: str, heading: bool = True) -> bytes:
    """A whole page around a body that is markup already, of a fixed size.

    Args:
        heading: whether the name of the bot is the heading of the page; a paper has its own.
    """
    name_tag = "h1" if heading else "p"
    whole = _PAGE.format(title=escape(title), name_tag=name_tag, exit=escape(exit_site), leave=LEAVE, body=body)
    return padded(whole.encode("utf-8", "replace"), SMALLEST_PAGE)


def document_page(markdown: str, exit_site: str) -> bytes:
    """A paper; raw HTML in the Markdown is shown as text."""
    title = _TITLE.search(markdown)
    body = MarkdownIt("commonmark", {"html": False}).enable("table").render(markdown)
    back = '<p><a class="go" href="/">Terug naar de chat</a></p>'
    return page(f"{title.group(1) if title else 'Uitleg'} – Lantaarn", body + back, exit_site, heading=False)


def number_list(numbers: Mapping[str, Sequence[Number]]) -> str:
    """The help numbers as lists, a number being a link that dials."""
    parts = []
    for country, lines in numbers.items():
        items = "".join(
            f'<li><a class="call" href="tel:{line.dialled}">{escape(line.number)}</a> '
            f"<b>{escape(line.name)}</b> {escape(line.purpose)}</li>\n"
            for line in lines
        )
        parts.append(f"<h3>{escape(country)}</h3>\n<ul>\n{items}</ul>\n")
    return f'<div class="numbers">\n<h2>Hulplijnen en nummers</h2>\n{"".join(parts)}</div>'


def message_body(text: str) -> str:
    """The text of an answer as paragraphs, lists and the line that names the source."""
    return "\n".join(_block(block) for block in re.split(r"\n{2,}", text))


def _block(block: str) -> str:
    if block.startswith("Bron: "):
        return f'<p class="source">{escape(block)}</p>'
    made: list[str] = []
    for line in block.split("\n"):
        item = line.startswith("- ")
        if item and made and made[-1].endswith("</ul>"):
            made[-1] = made[-1].removesuffix("</ul>") + f"<li>{escape(line[2:])}</li></ul>"
        elif item:
            made.append(f"<ul><li>{escape(line[2:])}</li></ul>")
        elif made and made[-1].endswith("</p>"):
            made[-1] = made[-1].removesuffix("</p>") + f"\n{escape(line)}</p>"
        else:
            made.append(f"<p>{escape(line)}</p>")
    return "".join(made)
